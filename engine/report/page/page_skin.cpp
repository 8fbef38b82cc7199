// The cross section with the needle in it, and the table of layers.
#include "dermavox/report/palette.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/skin_cut.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

struct Section2D {
    Axis depth;  ///< of the drawing
    double left, right;
    double scale() const { return (depth.to - depth.from) / (depth.high - depth.low); }
};

double depth_shown(const PageContent& page)
{
    const double dial = page.outcome.scene.device.depth.si;
    double deepest = dial;
    if (page.outcome.measures && std::isfinite(page.outcome.measures->depths.tip.p95))
        deepest = std::max(deepest, page.outcome.measures->depths.tip.p95);
    return std::max(1.25 * deepest, 0.2e-3);
}

void draw_layers(Svg& svg, const skin::Stack& stack, const Section2D& view)
{
    double label_y = view.depth.from;
    for (std::size_t i = 0; i <= stack.layers.size(); ++i) {
        const double top = skin::depth_of(stack, i).si;
        if (top >= view.depth.high) break;
        const double end = i < stack.layers.size() ? skin::depth_of(stack, i + 1).si : view.depth.high;
        const double y = view.depth.at(top), y_end = view.depth.at(std::min(end, view.depth.high));
        const std::string& name = i < stack.layers.size() ? stack.layers[i].name : stack.backing.name;
        svg.rect({view.left, y}, view.right - view.left, y_end - y, {}, hex(layer_colour(stack, i)));
        const double middle = (y + y_end) / 2;
        label_y = std::max(label_y + 16, std::min(middle + 4, view.depth.to - 6));  // thin layers push down
        svg.line({view.left - 4, middle}, {view.left - 12, label_y - 4}, "extension");
        svg.text({view.left - 15, label_y}, spaced(name), "end");
    }
}

std::string needle_outline(const device::Needle& needle, double tip_depth, double x, const Section2D& view)
{
    std::string left, right;
    const double shown = std::min(needle.length.si, tip_depth + 26 / view.scale());
    constexpr int steps = 60;
    for (int i = 0; i <= steps; ++i) {
        const double u = shown * std::pow(double(i) / steps, 2);
        const double r = device::radius_at(needle, u) * view.scale();
        const std::string y = coordinate(view.depth.at(tip_depth - u));
        left += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(x - r), y);
        right.insert(0, fmt::format("L{} {}", coordinate(x + r), y));
    }
    return left + right + "Z";
}

/// A box from P5 to P95 with the median across, on the depth axis.
void draw_range(Svg& svg, const core::Spread& spread, double x, const Section2D& view, std::string_view style)
{
    if (!std::isfinite(spread.p50)) return;
    const double y5 = view.depth.at(spread.p5), y95 = view.depth.at(spread.p95), y = view.depth.at(spread.p50);
    svg.rect({x - 13, y5}, 26, std::max(y95 - y5, 1.0), fmt::format("range {}", style));
    svg.line({x - 17, y}, {x + 17, y}, fmt::format("median {}", style));
    svg.text({x + 21, y + 4}, digits(spread.p50 * 1e3), "halo");
}

void draw_gauge(Svg& svg, const metrics::Depths& depths, const Section2D& view, double x)
{
    const double dial = view.depth.at(depths.set);
    svg.line({view.left, dial}, {view.right, dial}, "dial onlayer").line({x, dial}, {x + 300, dial}, "dial");
    svg.text({x + 300, dial - 6}, "dial " + given_length(depths.set), "halo end");
    const struct {
        const char* name;
        const core::Spread& spread;
    } kinds[] = {{"tip", depths.tip}, {"inserted", depths.inserted}, {"residual", depths.residual}};
    x += 56;
    for (const auto& kind : kinds) {
        svg.text({x, view.depth.from - 10}, kind.name, "mid");
        draw_range(svg, kind.spread, x, view, kind.name);
        x += 84;
    }
}

std::string cross_section(const PageContent& page)
{
    constexpr double width = 720, height = 430;
    const Section2D view{{0, depth_shown(page), 40, height - 14}, 160, 350};
    const scene::Scene& scene = page.outcome.scene;
    Svg svg(width, height, "Cross section of the skin with the needle at its median depth, and the depths reached");
    draw_layers(svg, scene.skin, view);
    svg.line({view.left, view.depth.from}, {view.right, view.depth.from}, "axis");
    const bool reached = page.outcome.measures && std::isfinite(page.outcome.measures->depths.inserted.p50);
    const double tip = reached ? page.outcome.measures->depths.inserted.p50 : scene.device.depth.si;
    svg.path(needle_outline(scene.device.needle, tip, (view.left + view.right) / 2, view), "needle");
    svg.y_axis(view.depth, view.right + 52, 1e3, "depth [mm]");
    if (page.outcome.measures) draw_gauge(svg, page.outcome.measures->depths, view, view.right + 60);
    return svg.take();
}

/// "Human skin of the cheek."; a bench medium goes by its own name.
std::string subject_of(const skin::Stack& stack)
{
    if (stack.species == "medium") return fmt::format("Bench medium: {}.", stack.site);
    return fmt::format("Skin: {}, {}.", stack.species, stack.site);
}

template <class Value>
std::string sourced(const skin::Property<Value>& property)
{
    std::string text = skin::name_of(property.basis);
    if (property.spread > 0) text += fmt::format(" (\u00B1{})", percent_text(property.spread, 2));
    if (!property.source.empty()) text += ": " + property.source;
    return text;
}

/// A gel has a toughness, tissue a share of dermis.
std::string cutting_text(const skin::Layer& layer)
{
    if (layer.role == skin::Role::other) return digits(layer.toughness.value.si) + "\u202FJ/m\u00B2";
    return digits(double(layer.cutting_factor.value)) + " x dermis";
}

std::string property_sources(const skin::Stack& stack)
{
    Table table("Where each property comes from",
                {"Layer", "Thickness", "Young\u2019s modulus", "Resistance to cutting"});
    for (const skin::Layer& layer : stack.layers)
        table.row({spaced(layer.name), sourced(layer.thickness), sourced(layer.young_modulus),
                   layer.role == skin::Role::other ? sourced(layer.toughness) : sourced(layer.cutting_factor)});
    return "<details><summary>Sources of the properties</summary>" + table.take() + "</details>";
}

/// Inclusions, follicles and glands; nothing where the skin has none.
std::string strikes_table(const simulation::Outcome& outcome)
{
    Table table("Met on the way", {"", "#Insertions per cm\u00B2", "#Of the insertions", "#Channels per cm\u00B2",
                                   "#Of the channels", "#By chance"});
    bool any = false;
    for (const metrics::InclusionReach& at : outcome.inclusions) {
        any = true;
        table.row({at.name, digits(at.insertions_per_area * 1e-4), percent_text(at.insertion_fraction),
                   digits(at.channels_per_area * 1e-4), "", ""});
    }
    for (const metrics::AppendageStrikes& at : outcome.appendages) {
        if (at.per_area == 0) continue;
        any = true;
        table.row({at.kind, "", "", digits(at.channel_share * outcome.measures->channels_per_area * 1e-4),
                   percent_text(at.channel_share), percent_text(at.chance)});
    }
    if (!any) return "";
    return table.take();
}

std::string cut_figure(const PageContent& page)
{
    if (!page.outcome.skin || page.outcome.skin->flat()) return {};
    const motion::Plan& plan = page.outcome.scene.motion;
    return "<div id=\"cut\">" +
           figure(skin_cut(*page.outcome.skin, plan.width.si, plan.height.si),
                  std::string(page.outcome.scene.skin.measured ? "The layers of the scan"
                                                               : "The layers as this seed laid them") +
                      ", before the needles came: a cut through the middle of the patch, to scale, zero at the mean "
                      "surface.") +
           "</div>";
}

}  // namespace

std::string skin_part(const PageContent& page)
{
    const skin::Stack& stack = page.outcome.scene.skin;
    Table table("Layers, top down",
                {"Layer", "#Thickness", "#Young\u2019s modulus", "#Cutting", "#Stays open", "Thickness from"});
    for (const skin::Layer& layer : stack.layers)
        table.row({spaced(layer.name), given_length(layer.thickness.value.si),
                   pressure_text(layer.young_modulus.value.si), cutting_text(layer),
                   percent_text(double(layer.recoil.value)), sourced(layer.thickness)});
    table.row({spaced(stack.backing.name), "below",
               stack.backing.rigid ? "rigid" : pressure_text(stack.backing.young_modulus.value.si), "", "", ""});
    std::string lead = subject_of(stack);
    if (stack.measured)
        lead += fmt::format(" Interfaces from a scan of {} x {} columns.", stack.measured->nx, stack.measured->ny);
    if (const auto& scan = page.outcome.scene.scan)
        lead += " The scan as it was read: " + scene::line_of(*scan) + ".";
    const auto& m = page.outcome.measures;
    if (m && std::isfinite(m->depths.inserted.p50))
        lead += fmt::format(" Half of the needles go deeper than {}; the dial says {}.",
                            length_text(m->depths.inserted.p50), given_length(m->depths.set));
    return section(
        {"skin", "Where in the skin do the needles end?", lead,
         "Tip: below the undeformed surface. Inserted: below the surface as pressed down. Residual: depth of "
         "the channel after recoil. Boxes run from the 5th to the 95th percentile.",
         figure(cross_section(page), "Depths to scale, the needle at the median inserted depth.") + cut_figure(page) +
             table.take() + property_sources(stack)});
}

namespace {

std::string opening_text(const std::optional<skin::Ellipse>& opening)
{
    if (!opening) return "\u2013";
    if (opening->long_axis <= opening->short_axis) return length_text(opening->long_axis);
    return fmt::format("{} \u00D7 {}", length_text(opening->long_axis), length_text(opening->short_axis));
}

/// Where the tension draws openings out; nothing where it does not.
std::string lines_text(const skin::Stack& stack)
{
    if (stack.tension.si <= 0 || stack.tension_ratio >= 1) return {};
    return fmt::format(" They are drawn out along the tension lines, at {:.0f}\u00B0 from x.",
                       stack.tension_lines.si * 180 / std::numbers::pi);
}

}  // namespace

std::string layers_part(const PageContent& page)
{
    if (!page.outcome.measures || page.outcome.measures->layers.empty()) return {};
    const auto& layers = page.outcome.measures->layers;
    const skin::Stack& stack = page.outcome.scene.skin;
    Table table("Wound by layer",
                {"Layer", "#Reached by", "#Wounded volume", "#Share of the layer", "#Left open at its top", ""});
    for (const metrics::LayerWound& layer : layers)
        table.row({spaced(layer.name), percent_text(layer.reached_fraction),
                   digits(layer.wounded_volume * 1e9) + "\u202Fmm\u00B3", percent_text(layer.wounded_fraction),
                   opening_text(layer.opening)},
                  bar(layer.reached_fraction, "", hex(layer_colour(stack, std::size_t(&layer - layers.data())))));
    const auto deepest =
        std::find_if(layers.rbegin(), layers.rend(), [](const auto& l) { return l.reached_fraction > 0; });
    const std::string lead =
        deepest == layers.rend()
            ? "No insertion passed into the skin."
            : fmt::format(
                  "The deepest layer reached is the {}, by {} of the insertions; {} channels per cm\u00B2 cross "
                  "the capillary plane.",
                  spaced(deepest->name), percent_text(deepest->reached_fraction),
                  digits(page.outcome.measures->bleeding_per_area * 1e-4));
    return section({"layers", "What is wounded, layer by layer?", lead,
                    "Wounded volume is what needles swept, before recoil. Reached: the tip passes the layer\u2019s "
                    "top. Left open: "
                    "mean of single needles after recoil, slits left out." +
                        lines_text(stack),
                    table.take() + strikes_table(page.outcome)});
}

}  // namespace dermavox::report
