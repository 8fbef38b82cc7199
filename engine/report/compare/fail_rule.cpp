// Rules that a comparison must keep.
#include "dermavox/report/comparison.hpp"
#include "dermavox/result/figure.hpp"
#include "engine/report/compare/compare_names.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <stdexcept>

namespace dermavox::report {
namespace {

constexpr const char* expected =
    "expected e.g. 'coverage > 5%', 'gap > +100', 'tewl < -10%', 'density moved' or 'any moved'";

/// The change in words, in the unit of the key.
std::string change_text(const ComparedFigure& figure)
{
    if (!figure.difference()) return "not computed on both sides";
    const std::string relative =
        figure.relative() ? fmt::format("{:+.3g} %", 100 * *figure.relative()) : std::string("from zero");
    return fmt::format("{:.4g} -> {:.4g} ({}), {}", *figure.reference * figure.scale, *figure.value * figure.scale,
                       relative, name_of(figure.judgement));
}

bool breaks(const FailRule& rule, const ComparedFigure& figure)
{
    if (!figure.difference()) return true;
    if (rule.only_moved) return figure.judgement == Judgement::moved || figure.judgement == Judgement::differs;
    const double difference = *figure.difference();
    double change = difference;
    if (rule.relative) {
        if (difference == 0) return false;
        if (!figure.relative()) return rule.sign == 0 || rule.sign * difference > 0;  // any change of zero
        change = *figure.relative();
    }
    return (rule.sign == 0 ? std::fabs(change) : rule.sign * change) > rule.bound;
}

[[noreturn]] void unknown(const FailRule& rule, const Comparison& comparison)
{
    std::vector<std::string> keys;
    for (const ComparedFigure& figure : comparison.others.front().figures) keys.push_back(figure.key);
    std::string nearest;
    for (const std::string& key : nearest_keys(rule.figure, keys)) nearest += (nearest.empty() ? "" : ", ") + key;
    throw std::invalid_argument(
        fmt::format("'{}': no figure is called '{}'; nearest: {}", rule.text, rule.figure, nearest));
}

}  // namespace

namespace {

[[noreturn]] void not_a_rule(const std::string& text)
{
    throw std::invalid_argument(fmt::format("'{}': {}", text, expected));
}

/// Takes characters off the front as long as they are blanks.
void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

/// Takes one of `signs` off the front; 0 when none is there.
char take_sign(std::string_view& text, std::string_view signs)
{
    if (text.empty() || signs.find(text.front()) == signs.npos) return 0;
    const char sign = text.front();
    text.remove_prefix(1);
    return sign;
}

double take_bound(std::string_view& rest, const std::string& text)
{
    double bound = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), bound);
    if (error != std::errc() || !std::isfinite(bound) || bound < 0) not_a_rule(text);
    rest.remove_prefix(std::size_t(end - rest.data()));
    skip_blanks(rest);
    return bound;
}

}  // namespace

FailRule fail_rule(const std::string& text)
{
    FailRule rule;
    rule.text = text;
    std::string_view rest = text;
    skip_blanks(rest);
    rule.figure = rest.substr(0, rest.find_first_of(" \t<>"));
    rest.remove_prefix(rule.figure.size());
    skip_blanks(rest);
    if (rule.figure.empty()) not_a_rule(text);
    rule.only_moved = rest.starts_with("moved") && rest.find_first_not_of(" \t", 5) == rest.npos;
    if (rule.only_moved) return rule;
    const char direction = take_sign(rest, "<>");
    if (direction == 0) not_a_rule(text);
    if (rule.figure == "any")
        throw std::invalid_argument(fmt::format("'{}': any goes with moved; {}", text, expected));
    skip_blanks(rest);
    const char sign = take_sign(rest, "+-");
    rule.bound = take_bound(rest, text);
    rule.relative = take_sign(rest, "%") != 0;
    skip_blanks(rest);
    if (!rest.empty()) not_a_rule(text);
    if (rule.relative) rule.bound /= 100;
    const bool falls = sign == '-';
    if ((direction == '<') != falls)
        throw std::invalid_argument(
            fmt::format("'{}': a fall is written '< -5%', a change '> 5%'; {}", text, expected));
    rule.sign = falls ? -1 : sign == '+' ? 1 : 0;
    return rule;
}

std::vector<RuleFinding> findings_of(const Comparison& comparison, const std::vector<FailRule>& rules)
{
    std::vector<RuleFinding> findings;
    for (const FailRule& rule : rules) {
        const std::string key = result::key_of_figure(rule.figure);
        bool known = rule.figure == "any";
        for (const ComparedDesign& design : comparison.others)
            for (const ComparedFigure& figure : design.figures) {
                const bool any = rule.figure == "any" && figure.judgement == Judgement::moved;
                if (figure.key != key && !any) continue;
                known = true;
                findings.push_back({rule.text, design.name, figure.key, change_text(figure), breaks(rule, figure)});
            }
        if (!known) unknown(rule, comparison);
    }
    return findings;
}

}  // namespace dermavox::report
