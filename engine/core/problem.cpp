#include "dermavox/core/problem.hpp"

#include "dermavox/core/text_file.hpp"

#include <fmt/format.h>

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

}  // namespace dermavox::core
