#include "dermavox/verify/pages.hpp"
#include "engine/verify/wording.hpp"

#include <fmt/format.h>

namespace dermavox::verify {
namespace {

void write_checks(std::string& out, const Report& report, bool colour)
{
    std::string topic;
    for (const Check& c : report.checks) {
        if (c.topic != topic) out += fmt::format("\n{}\n", topic = c.topic);
        const char* mark = c.pass() ? "ok  " : colour ? "\033[1;31mFAIL\033[0m" : "FAIL";
        out += fmt::format("  {} {:<62} got {}, expected {}\n", mark, c.name, with_unit(figure(c.got), c.unit),
                           expectation(c));
        if (!c.pass()) out += fmt::format("       source: {}\n", c.source);
    }
}

void write_measurements(std::string& out, const Report& report)
{
    out += "\nMeasurements (rows outside their band are reported and do not fail)\n";
    for (const Measurement& m : report.measurements) {
        const std::string model = m.model ? fmt::format("{:>9} {:>6}", figure(*m.model), percent(*m.error())) : "";
        out += fmt::format("  {:<4} {:<36} {:>9} {:<10} {:<17} {:<10} {}\n", m.id, m.quantity, figure(m.measured),
                           m.unit, model, m.model ? words(m.use) : "", words(m.fit()));
    }
}

}  // namespace

std::string text_of(const Report& report, bool colour)
{
    std::string out;
    write_checks(out, report, colour);
    if (!report.series.empty()) out += "\nConvergence\n";
    for (const Series& s : report.series) out += fmt::format("  {:<50} {}\n", s.title, convergence(s));
    write_measurements(out, report);
    out += fmt::format("\n{}\n", totals(report));
    return out;
}

}  // namespace dermavox::verify
