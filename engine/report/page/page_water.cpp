// Water loss: its values, its fall over the hours, what passes and depth add, where it leaves the skin.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/chart/value_bars.hpp"
#include "engine/report/page/factors.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string water_scale(const transport::WaterLoss& loss)
{
    return value_bars({{"intact", loss.intact * g_m2_h},
                       {"lower", loss.lower * g_m2_h},
                       {.name = "calibrated",
                        .value = loss.calibrated * g_m2_h,
                        .main = true,
                        .band = {{loss.calibrated_p10 * g_m2_h, loss.calibrated_p90 * g_m2_h}}},
                       {"upper", loss.upper * g_m2_h}},
                      "Water loss: intact, lower, calibrated and upper value", "water loss [g/m\u00B2/h]");
}

/// Hours on a scale of square roots: minutes and days in one picture.
struct HourAxis {
    Axis root;
    double at(double hours) const { return root.at(std::sqrt(hours)); }
};

void draw_hours(Svg& svg, const HourAxis& x, const std::vector<recovery::ClosurePoint>& points, double y)
{
    svg.line({x.root.from, y}, {x.root.to, y}, "axis");
    double last = -100;
    for (const recovery::ClosurePoint& at : points) {
        const double px = x.at(at.hours);
        svg.line({px, y}, {px, y + 5}, "axis");
        if (px - last < 26) continue;  // no room for the number
        last = px;
        svg.text({px, y + 18}, fmt::format("{:.4g}", at.hours), "tick mid");
    }
    svg.text({x.root.to, y + 36}, "hours after the treatment, scale of square roots", "title end");
}

/// Times of closure that others measured, as bands or lines behind the curve.
void draw_marks(Svg& svg, const HourAxis& x, double low, double high, recovery::Cover cover)
{
    double row = high + 14;
    for (const recovery::PublishedClosure& mark : recovery::published_closure()) {
        if (mark.cover != cover || x.at(mark.hours_to) > x.root.to) continue;
        const double from = x.at(mark.hours_from), to = x.at(mark.hours_to);
        svg.rect({from - 1, high}, std::max(to - from, 0.0) + 2, low - high, "mark");
        svg.text({to + 6, row}, mark.text, "halo small-text");
        row += 16;
    }
}

std::string path_of(const recovery::Closure& closure, const HourAxis& x, const Axis& y,
                    double recovery::ClosurePoint::*value, bool back = false)
{
    std::string line;
    for (const recovery::ClosurePoint& at : closure.points) {
        const std::string point =
            fmt::format("{} {}", coordinate(x.at(at.hours)), coordinate(y.at(at.*value * g_m2_h)));
        if (back)
            line.insert(0, "L" + point);
        else
            line += (line.empty() ? "M" : "L") + point;
    }
    return line;
}

std::string closure_chart(const recovery::Closure& closure, recovery::Cover cover)
{
    double most = closure.intact, last = 1;
    for (const recovery::ClosurePoint& at : closure.points)
        most = std::max(most, at.tewl_high), last = std::max(last, at.hours);
    Svg svg(720, 300, "Water loss over the hours after the treatment");
    const HourAxis x{{0, std::sqrt(last), 56, 700}};
    const Axis y{0, 1.08 * most * g_m2_h, 246, 30};
    draw_marks(svg, x, y.from, y.to, cover);
    svg.path(path_of(closure, x, y, &recovery::ClosurePoint::tewl_low) +
                 path_of(closure, x, y, &recovery::ClosurePoint::tewl_high, true) + "Z",
             "band load");
    svg.path(path_of(closure, x, y, &recovery::ClosurePoint::tewl), "curve load");
    for (const recovery::ClosurePoint& at : closure.points)
        svg.raw(fmt::format("<g data-say=\"after {:.4g} h: {} g/m\u00B2/h, {} to {}; {} of the openings open, {} of "
                            "the skin\">",
                            at.hours, digits(at.tewl * g_m2_h), digits(at.tewl_low * g_m2_h),
                            digits(at.tewl_high * g_m2_h), percent_text(at.open_share, 2),
                            percent_text(at.open_fraction, 2)))
            .circle({x.at(at.hours), y.at(at.tewl * g_m2_h)}, 4, "load-fill")
            .raw("</g>");
    svg.line({x.root.from, y.at(closure.intact * g_m2_h)}, {x.root.to, y.at(closure.intact * g_m2_h)}, "dial");
    svg.text({x.root.to, y.at(closure.intact * g_m2_h) - 6}, "intact", "halo end");
    draw_hours(svg, x, closure.points, y.from);
    svg.y_axis(y, x.root.from, 1, "water loss [g/m\u00B2/h]");
    return svg.take();
}

std::string closure_caption(const recovery::Closure& closure, recovery::Cover cover)
{
    std::string text = fmt::format("The rise has halved after {} h ({} to {} h for four people in five). Band: 10th "
                                   "to 90th percentile of aperture "
                                   "and half-life, both low or both high. Endpoint: {}.",
                                   digits(closure.t50.si / 3600, 2), digits(closure.t50_low.si / 3600, 2),
                                   digits(closure.t50_high.si / 3600, 2), closure.endpoint);
    std::string sources;
    for (const recovery::PublishedClosure& mark : recovery::published_closure())
        if (mark.cover == cover)
            sources += fmt::format("{}{}: {}", sources.empty() ? "" : "; ", mark.text, mark.source);
    return sources.empty() ? text : text + " Published: " + sources + ".";
}

/// An axis of whole numbers.
void draw_counts(Svg& svg, const Axis& x, double y, std::string_view title)
{
    svg.line({x.from, y}, {x.to, y}, "axis");
    const int step = std::max(1, int(x.high / 10));
    for (int n = 0; n <= int(x.high); n += step) {
        svg.line({x.at(n), y}, {x.at(n), y + 5}, "axis");
        svg.text({x.at(n), y + 18}, fmt::format("{}", n), "tick mid");
    }
    svg.text({x.to, y + 36}, title, "title end");
}

/// Water loss against passes or dial: a line through the dots.
struct LossGrowth {
    std::vector<Point> dots;  ///< at, loss [g/m2/h]
    std::vector<std::array<double, 2>> band;
};

std::string growth_chart(const LossGrowth& growth, double intact, std::string_view label, std::string_view title,
                         double from)
{
    double most = intact, last = from;
    for (std::size_t i = 0; i < growth.dots.size(); ++i) {
        last = std::max(last, growth.dots[i].x);
        most = std::max(most, growth.band.empty() ? growth.dots[i].y : growth.band[i][1]);
    }
    Svg svg(720, 260, label);
    const Axis x{0, 1.04 * last, 56, 620}, y{0, 1.08 * most, 206, 30};
    std::string line, low, high;
    for (std::size_t i = 0; i < growth.dots.size(); ++i) {
        const Point at{x.at(growth.dots[i].x), y.at(growth.dots[i].y)};
        line += fmt::format("{}{} {}", line.empty() ? "M" : "L", coordinate(at.x), coordinate(at.y));
        if (growth.band.empty()) continue;
        low += fmt::format("{}{} {}", low.empty() ? "M" : "L", coordinate(at.x), coordinate(y.at(growth.band[i][0])));
        high.insert(0, fmt::format("L{} {}", coordinate(at.x), coordinate(y.at(growth.band[i][1]))));
    }
    if (!low.empty() && growth.dots.size() > 1) svg.path(low + high + "Z", "band load");
    svg.line({x.from, y.at(intact)}, {x.to, y.at(intact)}, "dial").text({x.to + 6, y.at(intact) + 4}, "intact");
    svg.path(line, "curve load");
    for (const Point& dot : growth.dots)
        svg.raw(fmt::format("<g data-say=\"{:.4g}: {} g/m\u00B2/h\">", dot.x, digits(dot.y)))
            .circle({x.at(dot.x), y.at(dot.y)}, 4, "load-fill")
            .raw("</g>");
    if (growth.band.empty())
        svg.x_axis(x, y.from, 1, title);
    else
        draw_counts(svg, x, y.from, title);
    svg.y_axis(y, x.from, 1, "water loss [g/m\u00B2/h]");
    return svg.take();
}

std::string pass_chart(const simulation::Outcome& outcome)
{
    if (outcome.pass_loss.empty()) return {};
    const double intact = outcome.water_loss->intact * g_m2_h;
    LossGrowth growth{{{0, intact}}, {{intact, intact}}};
    for (const simulation::PassLoss& at : outcome.pass_loss) {
        growth.dots.push_back({double(at.passes), at.calibrated * g_m2_h});
        growth.band.push_back({at.p10 * g_m2_h, at.p90 * g_m2_h});
    }
    return figure(
        growth_chart(growth, intact, "Water loss against passes", "passes", 1),
        "Calibrated value after each pass. Band: 10th to 90th percentile of the assumed residual aperture.");
}

std::string dial_chart(const simulation::Outcome& outcome)
{
    LossGrowth growth;
    for (const simulation::DialPoint& at : outcome.dial)
        if (at.water_loss) growth.dots.push_back({at.set * 1e3, *at.water_loss * g_m2_h});
    if (growth.dots.size() < 2) return {};
    return figure(
        growth_chart(growth, outcome.water_loss->intact * g_m2_h, "Water loss against the dial", "dial [mm]", 0.1),
        "Calibrated value at every setting of the dial, all passes.");
}

/// The tile that was resolved in voxels, in words.
std::string water_tile_text(const transport::SampleTile& tile)
{
    return fmt::format(" On a tile of {} x {} with {} the network says {} and the resolved field {} g/m\u00B2/h.",
                       length_text(tile.width), length_text(tile.height), counted(tile.mouths, "opening"),
                       digits(tile.network * g_m2_h), digits(tile.resolved * g_m2_h));
}

}  // namespace

std::string water_part(const PageContent& page)
{
    if (!page.outcome.water_loss) return {};
    const transport::WaterLoss& loss = *page.outcome.water_loss;
    const transport::Environment& room = page.outcome.scene.environment;
    const std::string lead = fmt::format(
        "From {} intact to {} g/m\u00B2/h, calibrated; between {} and {} by what is assumed of the openings.",
        digits(loss.intact * g_m2_h, 2), digits(loss.calibrated * g_m2_h, 2), digits(loss.lower * g_m2_h, 2),
        digits(loss.upper * g_m2_h, 2));
    std::string aside = fmt::format(
        "At {} \u00B0C, {} relative humidity, under {} of still air, on {} skin, {}. Two significant digits. "
        "Upper: every opening as wide as the needle cut it.",
        fmt::format("{:.4g}", room.air.si - 273.15), percent_text(room.humidity, 2), given_length(room.film.si),
        page.outcome.scene.skin.species, page.outcome.scene.skin.site);
    std::string html =
        figure(water_scale(loss), "The whisker runs from the 10th to the 90th percentile of the assumed "
                                  "residual aperture.");
    if (page.outcome.closure) {
        const recovery::Cover cover = page.outcome.scene.closure.cover;
        html += figure(closure_chart(*page.outcome.closure, cover), closure_caption(*page.outcome.closure, cover));
    }
    html += pass_chart(page.outcome) + dial_chart(page.outcome) + contribution_figure(page) + tile_figure(page);
    if (page.outcome.sample_tile) aside += water_tile_text(*page.outcome.sample_tile);
    return section({"water", "How much water does the skin then lose?", lead, aside, html});
}

}  // namespace dermavox::report
