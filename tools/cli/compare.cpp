/// `dermavox compare`: results side by side, with rules for use as a test.

#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/comparison.hpp"
#include "dermavox/report/result_folder.hpp"
#include "messages.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <stdexcept>

namespace dermavox::cli {
namespace {

void print_findings(const std::vector<report::RuleFinding>& findings)
{
    for (const report::RuleFinding& finding : findings)
        say("{}  {}  {} of {}: {}\n", finding.failed ? "FAIL" : "pass", finding.rule, finding.key, finding.design,
            finding.found);
}

}  // namespace

int compare(const CompareOptions& options)
try {
    std::vector<report::FailRule> rules;
    for (const std::string& text : options.fail_on) rules.push_back(report::fail_rule(text));
    if (!options.output.empty()) report::check_output(options.output, options.force);
    const report::Comparison comparison =
        report::compare({options.runs.begin(), options.runs.end()}, options.table.choices());
    if (!options.quiet)
        for (const std::string& line : comparison.assumed) say("{}\n", line);
    const std::vector<report::RuleFinding> findings = report::findings_of(comparison, rules);
    const std::string json = report::comparison_json(comparison, findings);
    const std::string text = options.json ? json : report::comparison_text(comparison, options.all);
    std::fputs(text.c_str(), stdout);
    if (!options.output.empty()) {
        report::write_comparison(options.output, options.force,
                                 report::comparison_html(comparison, findings, options.command), json);
        if (!options.quiet) say("{}\n", options.output + "/compare.html");
    }
    if (!options.quiet) print_findings(findings);
    const bool failed = std::any_of(findings.begin(), findings.end(), [](const auto& f) { return f.failed; });
    return failed ? core::exit_code::check_failed : core::exit_code::done;
} catch (const std::invalid_argument& error) {
    say("dermavox: --fail-on {}\n", error.what());
    return core::exit_code::usage;
}

}  // namespace dermavox::cli
