// Title, verdicts, key numbers.
#include "dermavox/result/validity.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/factors.hpp"
#include "engine/report/page/limit_text.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string sentence_of(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts)
        if (!part.empty()) out += (out.empty() ? "" : " \u00B7 ") + part;
    return out;
}

std::string kind_name(device::Kind kind)
{
    return kind == device::Kind::pen ? "pen" : kind == device::Kind::roller ? "roller" : "stamp";
}

std::string subject_line(const scene::Scene& scene)
{
    const auto& plan = scene.motion;
    const bool drum = scene.device.kind == device::Kind::roller, pen = scene.device.kind == device::Kind::pen;
    const std::string layout = drum ? "" : scene.device.cartridge.layout + ' ';
    return sentence_of(
        {fmt::format("{}-needle {}{}", device::needle_count(scene.device), layout, kind_name(scene.device.kind)),
         fmt::format("{} {}", scene.skin.species, scene.skin.site),
         (pen ? "dial " : "needles of ") + given_length(scene.device.depth.si),
         fmt::format("{}, {} {}", plan.pattern, plan.passes, plan.passes == 1 ? "pass" : "passes"),
         fmt::format("{:.4g}\u202Fmm/s", plan.speed.si * 1e3),
         fmt::format("{} \u00D7 {}", given_length(plan.width.si), given_length(plan.height.si))});
}

std::string origin_line(const PageContent& page)
{
    const Provenance& p = page.provenance;
    double seconds = 0;
    for (const StageTime& stage : p.stages) seconds += stage.seconds;
    return sentence_of({"dermavox " + p.version, p.git_hash.substr(0, 10),
                        fmt::format("seed {}", page.outcome.scene.seed), p.started,
                        p.threads > 0 ? counted(std::size_t(p.threads), "thread") : "",
                        seconds > 0 ? digits(seconds, 2) + "\u202Fs" : "",
                        p.memory_peak > 0 ? digits(double(p.memory_peak) / 1e6) + "\u202FMB" : ""});
}

struct Number {
    std::string label, value, unit, note;
    std::string_view key;  ///< of the figure table
};

/// A sign beside a figure outside what the model was checked for: * mild, ** severe, as the list below them says.
std::string sign_of(std::string_view key, const simulation::Outcome& outcome)
{
    const auto figure = result::find_figure(key);
    const auto severity = figure ? result::severity_of(*figure->figure, outcome) : std::nullopt;
    return !severity ? "" : *severity == simulation::Severity::severe ? "**" : "*";
}

std::string marks_list(const std::vector<simulation::Mark>& marks)
{
    if (marks.empty()) return {};
    std::string html = "<ul class=\"marks\" id=\"validity\">";
    for (const simulation::Mark& mark : marks)
        html += fmt::format("<li><b>{} {}</b> outside what was checked: {}</li>",
                            mark.severity == simulation::Severity::severe ? "**" : "*", word_of(mark.severity),
                            escaped(mark.text()));
    return html + "</ul>";
}

std::string card(const Number& n, const simulation::Outcome& outcome)
{
    return fmt::format("<div class=\"card\"><dt>{}</dt><dd><b>{}{}</b> <span class=\"unit\">{}</span>"
                       "<span class=\"note\">{}</span></dd></div>",
                       escaped(n.label), escaped(n.value), sign_of(n.key, outcome), escaped(n.unit), escaped(n.note));
}

std::string between(double low, double high, double scale, int significant = 3)
{
    return digits(low * scale, significant) + " to " + digits(high * scale, significant);
}

/// What patches of a quarter of the sides scatter, where it is known.
std::string interval(const metrics::Interval& at, double scale, std::string_view unit)
{
    if (!std::isfinite(at.low) || !(at.high > at.low)) return {};
    return fmt::format("95 % interval {}{}; ", between(std::max(at.low, 0.0), at.high, scale), unit);
}

void add_pattern_numbers(std::vector<Number>& numbers, const metrics::Measures& m)
{
    if (!m.coverage.empty())
        numbers.push_back(
            {"Surface left open", digits(m.coverage.front().open_fraction * 100), "%",
             fmt::format("{}{} of the patch lies within {} of an opening; largest gap {}",
                         interval(m.intervals.open_fraction, 100, "\u202F%"), percent_text(m.zone_fraction),
                         given_length(m.zone_radius), length_text(m.largest_gap)),
             "coverage.at_depth[0].open_fraction"});
    numbers.push_back({"Channels", digits(m.channels_per_area * per_cm2), "per cm\u00B2",
                       fmt::format("{}distinct openings, from {} strokes and {} punctures per cm\u00B2",
                                   interval(m.intervals.channels_per_area, per_cm2, ""),
                                   digits(m.strokes_per_area * per_cm2), digits(m.punctures_per_area * per_cm2)),
                       "density.channels_per_cm2"});
}

void add_depth(std::vector<Number>& numbers, const metrics::Depths& depths)
{
    numbers.push_back({"Barrier punctured by", digits(depths.punctured_fraction * 100), "%", "of the insertions",
                       "depth.punctured_fraction"});
    if (!std::isfinite(depths.inserted.p50)) return;
    numbers.push_back({"Inserted depth, median", digits(depths.inserted.p50 * 1e3), "mm",
                       fmt::format("5 % to 95 %: {} mm; the dial says {}",
                                   between(depths.inserted.p5, depths.inserted.p95, 1e3), given_length(depths.set)),
                       "depth.inserted_um.p50"});
    numbers.push_back({"Channel that stays, median", digits(depths.residual.p50 * 1e3), "mm deep",
                       fmt::format("5 % to 95 %: {} mm", between(depths.residual.p5, depths.residual.p95, 1e3)),
                       "depth.residual_um.p50"});
}

void add_loads(std::vector<Number>& numbers, const simulation::Outcome& outcome)
{
    if (outcome.slit)
        numbers.push_back({"Slit in the barrier", digits(outcome.slit->compliant * 1e6), "\u00B5m",
                           "closes to a line; the device moves " + length_text(outcome.slit->rigid) +
                               " while a needle is in, and the skin follows",
                           "slit.compliant_um"});
    if (outcome.force && std::isfinite(outcome.force->needle_peak.p95))
        numbers.push_back({"Peak force on a needle", digits(outcome.force->needle_peak.p95 * 1e3), "mN",
                           fmt::format("95 % stay below it; {} N on all needles together at most",
                                       digits(outcome.force->stroke_peak)),
                           "force.needle_peak_mN.p95"});
    if (outcome.water_loss) {
        const transport::WaterLoss& loss = *outcome.water_loss;
        numbers.push_back({"Water loss, calibrated", digits(loss.calibrated * g_m2_h, 2), "g/m\u00B2/h",
                           fmt::format("10 % to 90 %: {} by the aperture; intact {}; lower {}, upper {}",
                                       between(loss.calibrated_p10, loss.calibrated_p90, g_m2_h, 2),
                                       digits(loss.intact * g_m2_h, 2), digits(loss.lower * g_m2_h, 2),
                                       digits(loss.upper * g_m2_h, 2)),
                           "tewl.calibrated"});
    }
}

}  // namespace

std::string header_part(const PageContent& page)
{
    const scene::Scene& scene = page.outcome.scene;
    const std::string title = scene.title.empty() ? scene.source_name : scene.title;
    return fmt::format("<header><p class=\"over\">Needling report</p><h1>{}</h1><p class=\"subject\">{}</p>"
                       "<p class=\"origin\">{}</p></header>\n",
                       escaped(title), escaped(subject_line(scene)), escaped(origin_line(page)));
}

std::string verdict_part(const PageContent& page)
{
    const auto verdicts = result::verdicts_of(page.outcome);
    if (verdicts.empty())
        return "<section class=\"verdict none\" id=\"verdict\" aria-label=\"Verdict\"><p><b>No limits were set</b>, "
               "so "
               "nothing passed or failed. Limits stand under <code>[limits]</code> in the scene.</p></section>\n";
    const auto passed = std::count_if(verdicts.begin(), verdicts.end(), [](const auto& v) { return v.pass; });
    const bool all = passed == std::ptrdiff_t(verdicts.size());
    const auto open = std::ranges::count(verdicts, false, &result::Verdict::decided);
    const auto missed = std::ptrdiff_t(verdicts.size()) - passed - open;
    std::string html = fmt::format(
        "<section class=\"verdict {}\" id=\"verdict\" aria-label=\"Verdict\"><p><b>{}</b></p><ul>",
        all ? "pass" : "fail",
        all        ? (passed == 1   ? std::string("The limit is met")
                      : passed == 2 ? std::string("Both limits are met")
                                    : fmt::format("All {} limits are met", passed))
        : open > 0 ? fmt::format("{} of {} limits {} not decided, {} missed", open, verdicts.size(),
                                 open == 1 ? "is" : "are", missed)
                   : fmt::format("{} of {} limits {} missed", missed, verdicts.size(), missed == 1 ? "is" : "are"));
    for (const result::Verdict& verdict : verdicts)
        html += fmt::format("<li class=\"{}\"><span class=\"mark\">{}</span><span>{}</span></li>",
                            verdict.pass ? "pass" : "fail",
                            verdict.pass      ? "met"
                            : verdict.decided ? "missed"
                                              : "not decided",
                            escaped(limit_text(verdict)));
    return html + "</ul></section>\n";
}

std::string figures_part(const PageContent& page)
{
    std::vector<Number> numbers;
    const simulation::Outcome& outcome = page.outcome;
    if (outcome.measures) {
        add_pattern_numbers(numbers, *outcome.measures);
        add_depth(numbers, outcome.measures->depths);
    }
    add_loads(numbers, outcome);
    if (numbers.empty()) return {};
    std::string html = "<section class=\"numbers\" id=\"numbers\" aria-label=\"Key numbers\"><dl>";
    for (const Number& number : numbers) html += card(number, outcome);
    return html + "</dl>" + marks_list(outcome.marks) + "</section>\n";
}

}  // namespace dermavox::report
