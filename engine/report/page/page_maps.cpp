// Plan maps: the whole patch, and the same window at each depth.
#include "dermavox/report/palette.hpp"
#include "engine/report/chart/base64.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string image(const PlanMap& map, Point corner, double width, double height)
{
    return fmt::format("<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
                       "class=\"pixels\" href=\"data:image/png;base64,{}\"/>",
                       coordinate(corner.x), coordinate(corner.y), coordinate(width), coordinate(height),
                       base64(bare_map_png(map)));
}

/// The part of a map from pixel (x, y) on, clipped to the map.
PlanMap window(const PlanMap& map, int x, int y, int side)
{
    PlanMap part = map;
    part.width = std::min(side, map.width - x);
    part.height = std::min(side, map.height - y);
    part.cuts.clear();
    for (int row = y; row < y + part.height; ++row)
        for (int column = x; column < x + part.width; ++column) part.cuts.push_back(map.at(column, row));
    return part;
}

void scale_bar(Svg& svg, Point at, double metres, double pixels)
{
    svg.rect({at.x - 4, at.y - 20}, pixels + 8, 28, "plate");
    svg.line(at, {at.x + pixels, at.y}, "scale");
    svg.text({at.x + pixels / 2, at.y - 6}, given_length(metres), "onmap mid");
}

std::string whole_map(const PlanMap& map, double width)
{
    constexpr double left = 48, top = 26;
    const double span = map.pixel * map.width, height = width * map.height / map.width;
    Svg svg(left + width + 10, top + height + 44,
            "Plan map of the patch " + length_text(map.depth) + " below the surface",
            fmt::format("{} {} {} {} {} {}", left, top, width, height, span * 1e3, map.pixel * map.height * 1e3));
    svg.rect({left, top}, width, height, {}, hex(cut_colour(Cut::whole)));
    svg.raw(image(map, {left, top}, width, height));
    svg.rect({left, top}, width, height, "frame");
    const Axis x{0, span, left, left + width}, y{0, map.pixel * map.height, top + height, top};
    svg.x_axis(x, top + height, 1e3, "x [mm]").y_axis(y, left, 1e3, "y [mm]");
    svg.text({left + width, 16}, map.depth == 0 ? "surface" : given_length(map.depth) + " deep", "strong end");
    const double bar = nice_below(span / 5);
    scale_bar(svg, {left + 14, top + height - 14}, bar, bar / span * width);
    return svg.take();
}

std::string detail(const PlanMap& map)
{
    constexpr double side = 220, edge = 1;
    const int pixels = std::min({map.width, map.height, std::max(8, int(std::lround(2e-3 / map.pixel)))});
    const PlanMap part = window(map, (map.width - pixels) / 2, (map.height - pixels) / 2, pixels);
    Svg svg(side + 2 * edge, side + 24 + edge,
            "Middle of the patch, " + length_text(map.depth) + " below the surface");
    svg.text({0, 15}, map.depth == 0 ? "surface" : given_length(map.depth), "strong");
    svg.rect({edge, 24}, side, side, {}, hex(cut_colour(Cut::whole)));
    svg.raw(image(part, {edge, 24}, side, side));
    svg.rect({edge, 24}, side, side, "frame");
    const double span = part.pixel * part.width, bar = nice_below(span / 3.5);
    scale_bar(svg, {12, side + 12}, bar, bar / span * side);
    return svg.take();
}

std::string map_key()
{
    constexpr std::array<const char*, cut_states> names{"whole skin", "cut, closed again", "open, cut once",
                                                        "cut twice",  "three times",       "four or more"};
    std::string html = "<ul class=\"key\">";
    for (int i = 0; i < cut_states; ++i)
        html += fmt::format("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" "
                            "fill=\"{}\" class=\"frame\"/></svg>{}</li>",
                            hex(cut_colour(Cut(i))), names[std::size_t(i)]);
    return html + "</ul>";
}

/// One radio button per depth; the style sheet shows the map of the one that is checked, and all in print.
std::string switched_maps(const std::vector<PlanMap>& maps)
{
    std::string buttons, panels;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        buttons += fmt::format(
            "<input type=\"radio\" name=\"depth\" id=\"depth-{0}\"{1}><label for=\"depth-{0}\">{2}</label>", i,
            i == 0 ? " checked" : "", maps[i].depth == 0 ? "surface" : given_length(maps[i].depth));
        panels += "<div class=\"panel\">" + whole_map(maps[i], 560) + "</div>";
    }
    return "<div class=\"switch\">" + buttons + "<div class=\"panels\">" + panels + "</div></div>";
}

/// The widest channels; a script ties its rows to maps and view.
std::string widest_channels(const std::vector<wound::Channel>& channels)
{
    constexpr std::size_t most = 12;
    std::vector<const wound::Channel*> widest;
    for (const wound::Channel& channel : channels) widest.push_back(&channel);
    const std::size_t shown = std::min(most, widest.size());
    std::partial_sort(widest.begin(), widest.begin() + std::ptrdiff_t(shown), widest.end(),
                      [](auto* a, auto* b) { return a->area != b->area ? a->area > b->area : a->id < b->id; });
    std::string html =
        "<div class=\"scroll\"><table class=\"linked\"><caption>The widest channels</caption><thead><tr>";
    for (const char* heading : {"Channel", "x [mm]", "y [mm]", "Opening [mm\u00B2]", "Depth", "Insertions"})
        html += fmt::format("<th scope=\"col\" class=\"n\">{}</th>", heading);
    html += "</tr></thead><tbody>";
    for (std::size_t i = 0; i < shown; ++i) {
        const wound::Channel& c = *widest[i];
        html += fmt::format("<tr data-channel=\"{}\"><th scope=\"row\" class=\"n\">{}</th>", c.id, c.id);
        for (const std::string& cell :
             {fmt::format("{:.2f}", c.x * 1e3), fmt::format("{:.2f}", c.y * 1e3), digits(c.area * 1e6),
              length_text(c.depth), std::to_string(c.merged_insertions)})
            html += fmt::format("<td class=\"n\">{}</td>", cell);
        html += "</tr>";
    }
    return html + "</tbody></table></div>";
}

}  // namespace

std::string maps_part(const PageContent& page)
{
    if (page.maps.empty() || page.maps.front().width == 0) return {};
    std::string details = "<div class=\"row\">";
    for (const PlanMap& map : page.maps) details += detail(map);
    details += "</div>";
    const PlanMap& first = page.maps.front();
    const std::string lead =
        fmt::format("{} distinct openings on {} \u00D7 {}.", page.channels.size(),
                    given_length(first.pixel * first.width), given_length(first.pixel * first.height));
    std::string aside = "Cuts that recoil has closed again are shown pale. The colour of an opening says how often a "
                        "needle cut there.";
    if (first.block > 1)
        aside +=
            fmt::format(" One pixel stands for {0} \u00D7 {0} voxels and shows the strongest of them, which makes "
                        "small openings look larger.",
                        first.block);
    return section({"maps", "What does the wound look like from above?", lead, aside,
                    map_key() + figure(switched_maps(page.maps), "The whole patch; choose a depth.") +
                        figure(details, "The middle of the patch at each depth.") + widest_channels(page.channels)});
}

}  // namespace dermavox::report
