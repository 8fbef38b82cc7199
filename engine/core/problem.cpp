#include "dermavox/core/problem.hpp"

#include "dermavox/core/text_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace dermavox::core {
namespace {

std::string all(const std::vector<Problem>& problems)
{
    std::string text;
    for (const Problem& problem : problems) text += describe(problem) + "\n";
    return text +
           fmt::format("{} problem{}, nothing was simulated", problems.size(), problems.size() == 1 ? "" : "s");
}

}  // namespace

std::string describe(const Problem& p)
{
    std::string place = p.file;
    if (p.line > 0) place += fmt::format(":{}:{}", p.line, p.column);
    std::string text = place.empty() ? "" : place + ": ";
    constexpr std::size_t whole = 2000;  // characters, control characters apart, which no terminal should get
    if (!p.key.empty()) text += printable(p.key, whole) + ": ";
    text += printable(p.found, whole);
    if (!p.expected.empty()) text += "; expected " + p.expected;
    if (!p.hint.empty()) text += "\n    hint: " + p.hint;
    return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(all(problems)),
      m_problems(std::move(problems))
{
}

void refuse(std::vector<Problem> problems, const std::string& name, const std::string& first)
{
    std::ranges::stable_sort(problems, {},
                             [&](const Problem& p) { return std::tuple(p.file != first, p.file, p.line, p.column); });
    if (problems.size() > most_problems) {
        problems.resize(most_problems);
        problems.push_back({name, 0, 0, "", "more problems than these", "", ""});
    }
    throw InputError(std::move(problems));
}

}  // namespace dermavox::core
