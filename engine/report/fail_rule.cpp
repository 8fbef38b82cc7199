// Rules that a comparison must keep.
#include "dermavox/report/comparison.hpp"
#include "engine/report/compare_names.hpp"
#include "engine/report/text.hpp"

#include <cmath>
#include <fmt/format.h>
#include <regex>
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

FailRule fail_rule(const std::string& text)
{
    static const std::regex form(
        R"(\s*([^\s<>]+)\s*(?:(moved)|([<>])\s*([+-]?)([0-9.eE]+(?:[eE][+-]?[0-9]+)?)\s*(%?))\s*)");
    std::smatch part;
    if (!std::regex_match(text, part, form)) throw std::invalid_argument(fmt::format("'{}': {}", text, expected));
    FailRule rule;
    rule.text = text;
    rule.figure = part[1];
    rule.only_moved = part[2].matched;
    if (rule.only_moved) return rule;
    if (rule.figure == "any")
        throw std::invalid_argument(fmt::format("'{}': any goes with moved; {}", text, expected));
    try {
        rule.bound = std::stod(part[5]);
    } catch (const std::exception&) {
        throw std::invalid_argument(fmt::format("'{}': {}", text, expected));
    }
    rule.relative = part[6].length() > 0;
    if (rule.relative) rule.bound /= 100;
    const bool falls = part[4] == "-";
    if ((part[3] == "<") != falls)
        throw std::invalid_argument(
            fmt::format("'{}': a fall is written '< -5%', a change '> 5%'; {}", text, expected));
    rule.sign = falls ? -1 : part[4] == "+" ? 1 : 0;
    return rule;
}

std::vector<RuleFinding> findings_of(const Comparison& comparison, const std::vector<FailRule>& rules)
{
    std::vector<RuleFinding> findings;
    for (const FailRule& rule : rules) {
        const std::string key = key_of_figure(rule.figure);
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
