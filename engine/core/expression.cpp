#include "dermavox/core/expression.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::core {

namespace {

using TypeKind = ExpressionType::Kind;

/// Of a comparison of two numbers or texts; below 0, 0 or above.
int order_of(const Expression::Operand& a, const Expression::Operand& b)
{
    if (a.text != b.text) return a.text < b.text ? -1 : 1;
    return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

std::optional<Expression::Operand> finite(double value)
{
    return std::isfinite(value) ? std::optional(Expression::Operand{value}) : std::nullopt;
}

/// a b^sign
ExpressionType product_type(const ExpressionType& a, const ExpressionType& b, int sign)
{
    return {TypeKind::quantity,
            {a.powers.length + sign * b.powers.length, a.powers.mass + sign * b.powers.mass,
             a.powers.time + sign * b.powers.time, a.powers.temperature + sign * b.powers.temperature}};
}

/// By core::Dimension.
constexpr Powers powers_table[] = {
    {},            // none
    {},            // angle
    {1},           // length
    {2},           // area
    {3},           // volume
    {0, 0, 1},     // time
    {0, 0, -1},    // frequency
    {1, 0, -1},    // speed
    {0, 1},        // mass
    {-3, 1},       // density
    {1, 1, -2},    // force
    {-1, 1, -2},   // pressure
    {0, 1, -2},    // tension
    {0, 1, -2},    // toughness
    {2, 1, -2},    // energy
    {2, 1, -2},    // torque
    {2, 1, -3},    // power
    {0, 0, 0, 1},  // temperature
    {2, 0, -1},    // diffusivity
    {-2, 1, -1},   // flux density
};
static_assert(std::size(powers_table) == std::size_t(Dimension::flux_density) + 1);

}  // namespace

Powers powers_of(Dimension dimension) { return powers_table[std::size_t(dimension)]; }

ExpressionType quantity_of(Dimension dimension) { return {TypeKind::quantity, powers_of(dimension)}; }

Dimension dimension_of(const ExpressionType& type)
{
    const auto at = std::ranges::find(powers_table, type.powers);
    return at == std::end(powers_table) ? Dimension::none : Dimension(at - std::begin(powers_table));
}

std::string name_of(const ExpressionType& type)
{
    if (type.kind == TypeKind::flag) return "true or false";
    if (type.kind == TypeKind::text) return "a text";
    if (type.powers == Powers{}) return "a number";
    if (const Dimension known = dimension_of(type); known != Dimension::none) return info_of(known).noun;
    std::string name;
    for (const auto& [unit, power] : {std::pair("m", type.powers.length), std::pair("kg", type.powers.mass),
                                      std::pair("s", type.powers.time), std::pair("K", type.powers.temperature)})
        if (power != 0) name += fmt::format("{}{}{}", name.empty() ? "" : " ", unit, power);
    return name;
}

int Expression::operands_of(Code code)
{
    if (code == Code::constant || code == Code::name) return 0;
    return code == Code::negate || code == Code::invert || code == Code::magnitude ? 1 : 2;
}

std::optional<ExpressionType> Expression::result_type(const Step& step, const std::vector<ExpressionType>& of,
                                                      std::vector<ExpressionProblem>& problems)
{
    const auto all = [&](TypeKind kind) {
        return std::ranges::all_of(of, [&](auto& type) { return type.kind == kind; });
    };
    const bool same = of.size() < 2 || of[0] == of[1];
    const auto refuse = [&](std::string expected, std::string hint) -> std::optional<ExpressionType> {
        std::string found = name_of(of[0]);
        if (of.size() > 1) found += " and " + name_of(of[1]);
        problems.push_back({step.column, std::move(found), std::move(expected), std::move(hint)});
        return std::nullopt;
    };
    constexpr ExpressionType flag{TypeKind::flag};
    switch (step.code) {
    case Code::invert:
    case Code::both:
    case Code::either:
        return all(TypeKind::flag) ? std::optional(flag) : refuse("true or false", "compare first: a < b and c < d");
    case Code::equal:
    case Code::unequal:
        if (same) return flag;
        break;
    case Code::multiply:
    case Code::divide:
        if (!all(TypeKind::quantity)) return refuse("numbers", "");
        return product_type(of[0], of[1], step.code == Code::multiply ? 1 : -1);
    default:
        if (!all(TypeKind::quantity)) return refuse("numbers", "");
        if (!same) break;
        return step.code >= Code::less && step.code <= Code::greater_equal ? std::optional(flag)
                                                                           : std::optional(of[0]);
    }
    const bool bare = all(TypeKind::quantity) && (of[0].powers == Powers{} || of[1].powers == Powers{});
    const Dimension other = dimension_of(of[0].powers == Powers{} ? of[1] : of[0]);
    return refuse("two of the same dimension", bare && other != Dimension::none
                                                   ? fmt::format("write the unit, e.g. {}", info_of(other).example)
                                                   : "");
}

std::optional<ExpressionType> Expression::type(const TypeOf& type_of, const NearestOf& nearest,
                                               const std::string& names,
                                               std::vector<ExpressionProblem>& problems) const
{
    std::vector<std::optional<ExpressionType>> stack;  // nothing: a mistake that was reported
    for (const Step& step : m_steps) {
        if (step.code == Code::constant) {
            stack.emplace_back(step.type);
        } else if (step.code == Code::name) {
            stack.push_back(type_of(step.operand.text));
            if (stack.back()) continue;
            const std::string near = nearest(step.operand.text);
            problems.push_back({step.column, fmt::format("'{}'", step.operand.text), names,
                                near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
        } else {
            const auto first = stack.end() - operands_of(step.code);
            const bool known = std::all_of(first, stack.end(), [](auto& type) { return type.has_value(); });
            std::vector<ExpressionType> operands;
            for (auto at = first; known && at != stack.end(); ++at) operands.push_back(**at);
            stack.erase(first, stack.end());
            stack.push_back(known ? result_type(step, operands, problems) : std::nullopt);
        }
    }
    return stack.back();
}

std::optional<Expression::Operand> Expression::result_of(Code code, const std::vector<std::optional<Operand>>& of)
{
    const auto is = [&](std::size_t i, double value) { return of[i] && of[i]->number == value; };
    if (code == Code::both && (is(0, 0) || is(1, 0))) return Operand{0};
    if (code == Code::either && (is(0, 1) || is(1, 1))) return Operand{1};
    if (std::ranges::any_of(of, [](auto& operand) { return !operand; })) return std::nullopt;
    const double a = of[0]->number, b = of.size() > 1 ? of[1]->number : 0;
    const int order = of.size() > 1 ? order_of(*of[0], *of[1]) : 0;
    switch (code) {
    case Code::negate:
        return Operand{-a};
    case Code::invert:
        return Operand{1 - a};
    case Code::add:
        return finite(a + b);
    case Code::subtract:
        return finite(a - b);
    case Code::multiply:
        return finite(a * b);
    case Code::divide:
        return finite(a / b);
    case Code::less:
        return Operand{double(order < 0)};
    case Code::less_equal:
        return Operand{double(order <= 0)};
    case Code::greater:
        return Operand{double(order > 0)};
    case Code::greater_equal:
        return Operand{double(order >= 0)};
    case Code::equal:
        return Operand{double(order == 0)};
    case Code::unequal:
        return Operand{double(order != 0)};
    case Code::both:
        return Operand{a * b};
    case Code::either:
        return Operand{std::max(a, b)};
    case Code::least:
        return Operand{std::min(a, b)};
    case Code::most:
        return Operand{std::max(a, b)};
    default:
        return Operand{std::abs(a)};
    }
}

std::optional<Expression::Operand> Expression::value(const ValueOf& value_of) const
{
    std::vector<std::optional<Operand>> stack;
    for (const Step& step : m_steps) {
        if (step.code == Code::constant) {
            stack.emplace_back(step.operand);
        } else if (step.code == Code::name) {
            stack.push_back(value_of(step.operand.text));
        } else {
            const auto first = stack.end() - operands_of(step.code);
            const std::vector<std::optional<Operand>> operands(first, stack.end());
            stack.erase(first, stack.end());
            stack.push_back(result_of(step.code, operands));
        }
    }
    return stack.back();
}

std::vector<std::string> Expression::names() const
{
    std::vector<std::string> names;
    for (const Step& step : m_steps)
        if (step.code == Code::name) names.push_back(step.operand.text);
    return names;
}

}  // namespace dermavox::core
