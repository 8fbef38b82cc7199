// The 3-D view: its controls, its data, its scripts. Hidden until the script runs, so nothing is missing without.
#include "dermavox/core/json.hpp"
#include "dermavox/report/palette.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_frame.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/page/page_sources.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace dermavox::report {
namespace {

struct Drawn {
    double top, bottom;  ///< [m]
    std::size_t layer;
};

/// Layers down to the depth that is shown; the last one may be cut.
std::vector<Drawn> layers_to(const skin::Stack& stack, double depth)
{
    std::vector<Drawn> layers;
    for (std::size_t i = 0; i <= stack.layers.size(); ++i) {
        const double top = skin::depth_of(stack, i).si;
        const double bottom = i < stack.layers.size() ? skin::depth_of(stack, i + 1).si : depth;
        if (top < depth) layers.push_back({top, std::min(bottom, depth), i});
    }
    return layers;
}

const std::string& name_of(const skin::Stack& stack, std::size_t layer)
{
    return layer < stack.layers.size() ? stack.layers[layer].name : stack.backing.name;
}

std::string rounded(double value) { return fmt::format("{:.5g}", value); }

double deepest_drawn(const OpenTracts& tracts)
{
    double depth = 0;
    for (const OpenTract& tract : tracts.drawn) depth = std::max(depth, tract.sections.back().depth);
    return depth;
}

/// Depth that the view shows.
double shown_depth(const OpenTracts& tracts) { return std::max(1.3 * deepest_drawn(tracts), 0.1e-3); }

/// "[x, y, heading, cut, hits, layer, depth, half, radius, depth, ...]" in mm; the sections' widths in um.
std::string tract_data(const OpenTract& tract, const std::vector<Drawn>& layers)
{
    const double depth = tract.sections.back().depth;
    const auto below = std::find_if(layers.begin(), layers.end(), [&](const Drawn& l) { return depth <= l.bottom; });
    const std::size_t layer = std::min(std::size_t(below - layers.begin()), layers.size() - 1);
    std::string text = fmt::format("[{},{},{},{},{},{}", rounded(tract.x * 1e3), rounded(tract.y * 1e3),
                                   rounded(tract.heading), rounded(tract.cut * 1e3), tract.hits, layer);
    for (const OpenSection& at : tract.sections)
        text += fmt::format(",{},{},{}", rounded(at.depth * 1e3), rounded(at.half * 1e6), rounded(at.radius * 1e6));
    return text + ']';
}

std::string channel_data(const wound::Channel& at)
{
    return fmt::format("[{},{},{},{},{},{},{}]", at.id, rounded(at.x * 1e3), rounded(at.y * 1e3),
                       rounded(at.long_axis * 1e6), rounded(at.short_axis * 1e6), rounded(at.depth * 1e3),
                       at.merged_insertions);
}

template <class Items, class Text>
std::string joined(const Items& items, Text text)
{
    std::string out;
    for (const auto& item : items) (out += out.empty() ? "" : ",") += text(item);
    return out;
}

/// Data for the script, in mm and um. No character of markup stands in it, so it cannot end its element.
std::string view_data(const PageContent& page, const std::vector<Drawn>& layers)
{
    const skin::Stack& stack = page.outcome.scene.skin;
    const motion::Plan& plan = page.outcome.scene.motion;
    core::Json json("report.html");
    json.number("deepest", deepest_drawn(page.tracts) * 1e3);
    json.number("shown", shown_depth(page.tracts) * 1e3);
    json.array("layers", layers, [&](const Drawn& layer) {
        json.text("name", spaced(name_of(stack, layer.layer)));
        json.text("colour", hex(layer_colour(stack, layer.layer)));
        json.number("top", layer.top * 1e3);
        json.number("bottom", layer.bottom * 1e3);
    });
    std::string text = json.take();
    text.resize(text.rfind('}'));
    const std::span listed(page.channels.data(), std::min(page.channels.size(), channels_drawn));
    text += fmt::format(",\"patch\":[{},{}],\"channels\":[{}],\"tracts\":[{}]}}", rounded(plan.width.si * 1e3),
                        rounded(plan.height.si * 1e3), joined(listed, channel_data),
                        joined(page.tracts.drawn, [&](const OpenTract& tract) { return tract_data(tract, layers); }));
    std::string safe;
    for (const char c : text) {
        if (std::string_view("<>&'").find(c) == std::string_view::npos)
            safe += c;
        else
            safe += fmt::format("\\u{:04x}", int(c));
    }
    return safe;
}

std::string controls(const skin::Stack& stack, const std::vector<Drawn>& layers)
{
    std::string html = "<form class=\"controls\">"
                       "<label>Colour <select name=\"colour\"><option value=\"depth\">depth</option><option "
                       "value=\"hits\">insertions</option>"
                       "<option value=\"layer\">layer reached</option></select></label>"
                       "<label>Extent <select name=\"extent\"><option value=\"middle\">middle</option><option "
                       "value=\"whole\">whole patch</option>"
                       "</select></label><label>Width <select name=\"width\"><option value=\"1\">to "
                       "scale</option><option value=\"3\">\u00D7 3"
                       "</option><option value=\"10\">\u00D7 10</option></select></label>"
                       "<label>Cut away <input type=\"range\" name=\"clip\" min=\"0\" max=\"95\" "
                       "value=\"0\"></label><fieldset><legend>Layers"
                       "</legend>";
    for (std::size_t i = 0; i < layers.size(); ++i)
        html += fmt::format(
            "<label><input type=\"checkbox\" name=\"layer-{}\" checked><i class=\"swatch\" style=\"background:{}\">"
            "</i>{}</label>",
            i, hex(layer_colour(stack, layers[i].layer)), escaped(spaced(name_of(stack, layers[i].layer))));
    return html + "</fieldset></form>";
}

std::string view_key(double depth)
{
    return fmt::format("<p class=\"ramp by-depth\"><span>0</span><i></i><span>{} deep</span></p>"
                       "<p class=\"ramp by-hits\" hidden><span>1</span><i></i><span>4 insertions or more</span></p>",
                       length_text(depth));
}

}  // namespace

std::string view_part(const PageContent& page)
{
    if (page.tracts.drawn.empty() || page_sources::three.empty()) return {};
    const std::vector<Drawn> layers = layers_to(page.outcome.scene.skin, shown_depth(page.tracts));
    if (layers.empty()) return {};
    const std::string aside =
        page.tracts.drawn.size() < page.tracts.all
            ? fmt::format("A sample of {} of {} cuts, chosen by the seed.", page.tracts.drawn.size(), page.tracts.all)
            : "Every cut of the patch, as it stays open after recoil.";
    const std::string html = controls(page.outcome.scene.skin, layers) +
                             "<canvas tabindex=\"0\" role=\"img\" aria-label=\"Channels in the layered skin. Arrow "
                             "keys turn, plus and minus "
                             "zoom; channels.csv and insertions.csv hold the same figures.\"></canvas>" +
                             view_key(deepest_drawn(page.tracts));
    std::string part =
        section({"view", "What do the channels look like in the skin?",
                 "Drag or use the arrow keys to turn; click, then scroll or press + and \u2212 to come "
                 "closer; point at a channel for its figures.",
                 aside, html});
    part.replace(part.find("<section "), 9, "<section hidden ");
    return part;
}

void add_view(const PageContent& page, PageFrame& frame)
{
    const std::vector<Drawn> layers = layers_to(page.outcome.scene.skin, shown_depth(page.tracts));
    if (page.channels.empty() || layers.empty()) return;
    frame.data =
        fmt::format("<script type=\"application/json\" id=\"channels-data\">{}</script>\n", view_data(page, layers));
    frame.scripts = {{page_sources::three, page_sources::three_sha256},
                     {page_sources::view, page_sources::view_sha256}};
}

}  // namespace dermavox::report
