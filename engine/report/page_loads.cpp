// Force and power, water loss.
#include "engine/report/markup.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double g_m2_h = 3.6e6;

std::string spread_scale(const core::Spread& spread, double scale, std::string_view title)
{
    Svg svg(720, 96, "Spread of the peak force on a needle");
    const Axis x{0, 1.15 * std::max(spread.p95, 1e-9), 14, 700};
    svg.rect({x.at(spread.p5), 16}, std::max(x.at(spread.p95) - x.at(spread.p5), 1.0), 28, "range load");
    svg.line({x.at(spread.p50), 10}, {x.at(spread.p50), 50}, "median load");
    svg.circle({x.at(spread.mean), 30}, 3.5, "dot");
    svg.x_axis(x, 56, scale, title);
    return svg.take();
}

std::string water_scale(const transport::WaterLoss& loss)
{
    Svg svg(720, 150, "Water loss: intact, lower, calibrated and upper value");
    const Axis x{0, 1.1 * std::max({loss.upper, loss.calibrated_p90, loss.intact}) * g_m2_h, 92, 700};
    const struct {
        const char* name;
        double value;
        const char* style;
    } rows[] = {{"intact", loss.intact, "muted-fill"},
                {"lower", loss.lower, "load-fill faint"},
                {"calibrated", loss.calibrated, "load-fill"},
                {"upper", loss.upper, "load-fill faint"}};
    double y = 8;
    for (const auto& row : rows) {
        const double end = x.at(row.value * g_m2_h);
        svg.text({x.from - 10, y + 14}, row.name, "end");
        svg.rect({x.from, y + 3}, std::max(end - x.from, 1.0), 14, row.style);
        double after = end;
        if (&row == &rows[2] && loss.calibrated_p90 > loss.calibrated_p10) {
            const double p10 = x.at(loss.calibrated_p10 * g_m2_h), p90 = x.at(loss.calibrated_p90 * g_m2_h);
            svg.line({p10, y + 10}, {p90, y + 10}, "whisker").line({p10, y + 5}, {p10, y + 15}, "whisker");
            svg.line({p90, y + 5}, {p90, y + 15}, "whisker");
            after = std::max(end, p90);
        }
        svg.text({after + 6, y + 14}, digits(row.value * g_m2_h, 2), "halo strong");
        y += 24;
    }
    svg.x_axis(x, y + 6, 1, "water loss [g/m\u00B2/h]");
    return svg.take();
}

std::string closure_chart(const recovery::Closure& closure)
{
    double most = closure.intact, last = 0;
    for (const recovery::ClosurePoint& at : closure.points) {
        most = std::max(most, at.tewl_high);
        last = std::max(last, at.hours);
    }
    Svg svg(720, 290, "Water loss over the hours after the treatment");
    const Axis x{0, std::max(last, 1.0), 56, 700}, y{0, 1.08 * most * g_m2_h, 236, 30};
    std::string line, band_low, band_high;
    for (const recovery::ClosurePoint& at : closure.points) {
        const std::string at_x = coordinate(x.at(at.hours));
        line += fmt::format("{}{} {}", line.empty() ? "M" : "L", at_x, coordinate(y.at(at.tewl * g_m2_h)));
        band_low +=
            fmt::format("{}{} {}", band_low.empty() ? "M" : "L", at_x, coordinate(y.at(at.tewl_low * g_m2_h)));
        band_high.insert(0, fmt::format("L{} {}", at_x, coordinate(y.at(at.tewl_high * g_m2_h))));
    }
    svg.path(band_low + band_high + "Z", "band load").path(line, "curve load");
    for (const recovery::ClosurePoint& at : closure.points)
        svg.raw(fmt::format("<g data-say=\"after {:.4g} h: {} g/m\u00B2/h, {} to {}; {} of the openings open\">",
                            at.hours, digits(at.tewl * g_m2_h), digits(at.tewl_low * g_m2_h),
                            digits(at.tewl_high * g_m2_h), percent_text(at.open_share, 2)))
            .circle({x.at(at.hours), y.at(at.tewl * g_m2_h)}, 4, "load-fill")
            .raw("</g>");
    svg.line({x.from, y.at(closure.intact * g_m2_h)}, {x.to, y.at(closure.intact * g_m2_h)}, "dial");
    svg.text({x.to, y.at(closure.intact * g_m2_h) - 6}, "intact", "halo end");
    svg.x_axis(x, y.from, 1, "hours after the treatment").y_axis(y, x.from, 1, "water loss [g/m\u00B2/h]");
    return svg.take();
}

/// The tile that was resolved in voxels, in words.
std::string tile_text(const transport::SampleTile& tile)
{
    return fmt::format(" On a tile of {} x {} with {} the network says {} and the resolved field {} g/m\u00B2/h.",
                       length_text(tile.width), length_text(tile.height), counted(tile.mouths, "opening"),
                       digits(tile.network * g_m2_h), digits(tile.resolved * g_m2_h));
}

/// What holds or drives the device against the skin.
struct Push {
    std::string name, value, in_words;
};
Push push_on(const device::Device& device)
{
    const auto newton = [](Force force) { return fmt::format("{:.4g}\u202FN", force.si); };
    if (device.kind == device::Kind::roller)
        return {"Force of the hand on the drum", newton(device.roller.force), "the hand on the drum"};
    if (device.kind == device::Kind::pen)
        return {"Force of the hand on the cap", newton(device.cap.force), "the hand on the cap"};
    if (const auto* press = std::get_if<device::Press>(&device.stamp.push))
        return {"Force on the stamp", newton(press->force), "the push on the stamp"};
    return {"Energy of impact", fmt::format("{:.4g}\u202FmJ", device::impact_energy(device.stamp).si * 1e3),
            "the stamp arrives with"};
}

void add_motor(Table& table, const simulation::MotorLoad& load, const device::Motor& motor)
{
    const auto torque = [](double si) { return fmt::format("{:.3g}\u202FmNm", si * 1e3); };
    table.row({"Mean torque on the motor", torque(load.mean_torque)});
    table.row({"Peak torque on the motor", torque(load.peak_torque)});
    table.row({"Stall torque of the motor", torque(motor.stall_torque.si)});
    table.row({"Speed under this load",
               load.running > 0 ? fmt::format("{:.4g}\u202FHz", load.running) : std::string("stalls")});
}

}  // namespace

std::string force_part(const PageContent& page)
{
    if (!page.outcome.force) return {};
    const simulation::Forces& force = *page.outcome.force;
    const Push push = push_on(page.outcome.scene.device);
    Table table("Force and power", {"Figure", "#Value"});
    table.row({"Peak force of a stroke, all needles", digits(force.stroke_peak) + "\u202FN"});
    table.row({push.name, push.value});
    table.row({"Work of one cycle", digits(force.work * 1e3) + "\u202FmJ"});
    table.row({"Power", digits(force.power) + "\u202FW"});
    table.row({"Lift of the device off the skin", force.cap_lift ? length_text(*force.cap_lift) : "not modelled"});
    if (force.motor) add_motor(table, *force.motor, *page.outcome.scene.device.drive.motor);
    const std::string lead = fmt::format("The needles together push with {} N at most; {}: {}.",
                                         digits(force.stroke_peak), push.in_words, push.value);
    std::string html;
    if (std::isfinite(force.needle_peak.p95))
        html =
            figure(spread_scale(force.needle_peak, 1e3, "peak force on a needle [mN]"),
                   "Box from the 5th to the 95th percentile of the insertions, bar at the median, dot at the mean.");
    return section(
        {"force", "What force and power does it take?", lead, {}, stroke_figure(page) + html + table.take()});
}

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
        const recovery::Closure& closure = *page.outcome.closure;
        html += figure(
            closure_chart(closure),
            fmt::format("The rise has halved after {} h ({} to {} h for four people in five). Band: 10th to 90th "
                        "percentile of aperture and half-life, both low or both high. Endpoint: {}.",
                        digits(closure.t50.si / 3600, 2), digits(closure.t50_low.si / 3600, 2),
                        digits(closure.t50_high.si / 3600, 2), closure.endpoint));
    }
    if (page.outcome.sample_tile) aside += tile_text(*page.outcome.sample_tile);
    return section({"water", "How much water does the skin then lose?", lead, aside, html});
}

}  // namespace dermavox::report
