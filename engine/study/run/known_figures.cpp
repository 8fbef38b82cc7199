#include "engine/study/run/known_figures.hpp"

#include "dermavox/core/nearest.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/study/dakota.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

/// Every number that a table may hold, "[]" standing for an element of a list.
std::vector<std::string> numbers_of_a_result()
{
    std::vector<std::string> names;
    for (const result::Figure& figure : result::figures()) {
        if (!figure.numeric()) continue;
        const auto members = result::members_of(figure.kind);
        if (members.empty()) names.emplace_back(figure.key);
        for (const std::string_view member : members) names.push_back(fmt::format("{}.{}", figure.key, member));
    }
    return names;
}

/// "coverage.at_depth[100].open_fraction" -> "coverage.at_depth[].open_fraction"
std::string without_elements(const std::string& key)
{
    std::string plain;
    bool inside = false;
    for (const char c : key) {
        inside = inside && c != ']';
        if (!inside) plain += c;
        inside = inside || c == '[';
    }
    return plain;
}

/// A near name with the elements of what was written, or an example of them.
std::string with_elements(std::string near, const std::string& written)
{
    const auto at = near.find("[]");
    if (at == near.npos) return near;
    const auto open = written.find('['), close = written.find(']');
    const std::string given =
        open < close && close != written.npos ? written.substr(open + 1, close - open - 1) : std::string();
    return near.insert(at + 1, !given.empty() ? given : near.starts_with("layers") ? "dermis" : "100");
}

core::Problem problem_of(const std::string& key, const scene::Study& study)
{
    core::Problem problem{study.source_name, 0, 0, "key", '"' + key + '"', "a number of result.json", ""};
    if (const auto at = study.source_text.find('"' + key + '"'); at != std::string::npos) {
        const auto line = study.source_text.rfind('\n', at);
        problem.line =
            int(std::count(study.source_text.begin(), study.source_text.begin() + std::ptrdiff_t(at), '\n')) + 1;
        problem.column = int(line == std::string::npos ? at : at - line - 1) + 1;
    }
    const std::string near = near_figure(key);
    problem.hint = near.empty() ? "scenes/RESULT.md lists them" : fmt::format("did you mean \"{}\"?", near);
    return problem;
}

}  // namespace

std::string near_figure(const std::string& key)
{
    const std::string near = core::nearest_name(without_elements(key), numbers_of_a_result());
    return near.empty() ? near : with_elements(near, key);
}

void check_figures(const scene::Study& study)
{
    std::vector<core::Problem> problems;
    for (const std::string& key : dakota_figures(study))
        if (!result::find_figure(key)) problems.push_back(problem_of(key, study));
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

std::vector<std::string> absent_figures(const scene::Study& study, const std::vector<std::string>& results)
{
    std::vector<std::string> absent;
    for (const std::string& key : dakota_figures(study))
        if (std::ranges::find(results, key) == results.end()) absent.push_back(key);
    return absent;
}

}  // namespace dermavox::study
