#include "dermavox/core/problem.hpp"
#include "dermavox/verify/pages.hpp"
#include "engine/verify/wording.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

namespace dermavox::verify {
namespace {

std::string cell(std::string text)
{
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
    return text;
}

void write_checks(std::string& out, const Report& report)
{
    std::string topic;
    std::vector<std::string> topics;
    for (const Check& c : report.checks)
        if (std::find(topics.begin(), topics.end(), c.topic) == topics.end()) topics.push_back(c.topic);
    for (const std::string& at : topics) {
        out += fmt::format("\n### {}\n\n| check | got | expected | source | |\n|---|---|---|---|---|\n", at);
        for (const Check& c : report.checks)
            if (c.topic == at)
                out += fmt::format("| {} | {} | {} | {} | {} |\n", cell(c.name), with_unit(figure(c.got), c.unit),
                                   expectation(c), cell(c.source), c.pass() ? "pass" : "**fail**");
    }
}

void write_series(std::string& out, const Report& report)
{
    out +=
        "\n## Convergence\n\nErrors are those against the exact value where there is one, else against Richardson's "
        "extrapolation from the last\nvalues.\n";
    for (const Series& s : report.series) {
        out += fmt::format("\n### {}: {}\n\n| {} ({}) | value{} | error |\n|---|---|---|\n", s.title, convergence(s),
                           s.size_name, s.size_unit, s.unit.empty() ? "" : " (" + s.unit + ")");
        const std::vector<double> errors = errors_of(s);
        for (std::size_t i = 0; i < s.size.size(); ++i)
            out += fmt::format("| {:.4g} | {} | {} |\n", s.size[i], figure(s.value[i]),
                               errors[i] == errors[i] ? fmt::format("{:.2g}", errors[i]) : "");
        out += fmt::format("\n![{0}](verification/{1}.svg)\n", s.title, s.key);
    }
}

void write_rows(std::string& out, const Report& report, Use use, const char* heading)
{
    out += fmt::format("\n### {}\n\n| row | quantity | conditions | measured | model | error | band | | source |\n"
                       "|---|---|---|---|---|---|---|---|---|\n",
                       heading);
    for (const Measurement& m : report.measurements) {
        if ((m.model ? m.use : Use::none) != use) continue;
        out += fmt::format("| {} | {} | {} | {} | {} | {} | {:.0f} % | {} | {} ({}) |\n", m.id, cell(m.quantity),
                           cell(m.conditions), with_unit(figure(m.measured), m.unit == "1" ? "" : m.unit),
                           m.model ? figure(*m.model) : "", m.model ? percent(*m.error()) : "", 100 * m.band,
                           m.fit() == Fit::outside ? "**outside**"
                           : m.model               ? "within"
                                                   : "",
                           cell(m.source), cell(m.basis));
    }
}

void write_measurements(std::string& out, const Report& report)
{
    out +=
        "\n## Measurements\n\nEvery row of [scenes/calibration/rows.csv](../scenes/calibration/rows.csv), with what "
        "the model gives with its fitted\nconstants ([constants.csv](../scenes/calibration/constants.csv)). Rows "
        "outside their band are reported and do not fail. Only\npredicted rows say how good the model is; those that "
        "are left out laboratory by laboratory are a check above.\n";
    write_rows(out, report, Use::predicted, "Predicted: nothing was fitted to them");
    write_rows(out, report, Use::fitted,
               "Fitted: constants or conditions that were not stated were moved to meet them");
    write_rows(out, report, Use::input, "Inputs: handed back");
    write_rows(out, report, Use::none, "Not modelled");
}

void write_file(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream out(file, std::ios::binary);
    if (!out)
        throw core::Failure(core::exit_code::cannot_create,
                            fmt::format("{}: {}", file.string(), std::strerror(errno)));
    out << text;
    out.close();
    if (!out) throw core::Failure(core::exit_code::io_error, file.string() + ": writing failed");
}

}  // namespace

std::string page_of(const Report& report)
{
    std::string out = fmt::format(
        "# Verification\n\nWritten by `dermavox verify --full --page tests`; a test compares it with what the engine "
        "gives now.\n{}.\n\n## Checks\n",
        totals(report));
    write_checks(out, report);
    write_series(out, report);
    write_measurements(out, report);
    return out;
}

void write_page(const Report& report, const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder / "verification", error);
    if (error)
        throw core::Failure(core::exit_code::cannot_create,
                            fmt::format("{}: {}", (folder / "verification").string(), error.message()));
    write_file(folder / "VERIFICATION.md", page_of(report));
    for (const Series& s : report.series) write_file(folder / "verification" / (s.key + ".svg"), plot_of(s));
}

}  // namespace dermavox::verify
