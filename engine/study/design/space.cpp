#include "dermavox/study/space.hpp"

#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

/// "mm/s" -> "mm_s", as the keys of result.json write units.
std::string as_suffix(std::string unit)
{
    for (char& c : unit)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return unit.empty() ? "" : '_' + unit;
}

std::string unquoted(const std::string& toml)
{
    return toml.size() >= 2 && toml.front() == '"' ? toml.substr(1, toml.size() - 2) : toml;
}

double si_of(double value, const std::string& unit)
{
    if (unit.empty()) return value;
    std::string why;
    for (int d = int(core::Dimension::none) + 1; d <= int(core::Dimension::flux_density); ++d)
        if (const auto si = core::parse_quantity(core::format_number(value) + ' ' + unit, core::Dimension(d), why))
            return *si;
    return std::nan("");
}

}  // namespace

Space::Space(const scene::Study& study) : m_study(&study), m_variants(study.variants.empty() ? 0 : 1)
{
    if (m_variants > 0) m_columns.emplace_back("variant");
    for (const scene::Parameter& p : study.parameters) m_columns.push_back(p.key + as_suffix(p.unit));
}

double Space::least(std::size_t i) const
{
    if (is_variant(i)) return 0;
    const scene::Parameter& p = parameter(i);
    if (!p.levels.empty()) return *std::ranges::min_element(p.levels);
    return p.listed() ? 0 : p.from;
}

double Space::most(std::size_t i) const
{
    if (is_variant(i)) return double(m_study->variants.size() - 1);
    const scene::Parameter& p = parameter(i);
    if (!p.levels.empty()) return *std::ranges::max_element(p.levels);
    return p.listed() ? double(p.values.size() - 1) : p.to;
}

bool Space::numeric(std::size_t i) const { return !is_variant(i) && parameter(i).numeric(); }

bool Space::whole(std::size_t i) const
{
    return is_variant(i) || !parameter(i).numeric() || (parameter(i).whole && !parameter(i).listed());
}

double Space::rounded(std::size_t i, double value) const
{
    if (whole(i)) return std::clamp(std::round(value), least(i), most(i));
    const scene::Parameter& p = parameter(i);
    if (p.listed()) return *std::ranges::min_element(p.levels, {}, [&](double l) { return std::abs(l - value); });
    const double span = p.logarithmic ? std::abs(value) : p.to - p.from;
    const int decimals = std::clamp(5 - int(std::floor(std::log10(span > 0 ? span : 1))), 0, 15);
    const double near = std::stod(fmt::format("{:.{}f}", value, decimals));
    return p.spread == scene::Parameter::Spread::none ? std::clamp(near, p.from, p.to) : near;
}

Point Space::at(const std::vector<double>& u) const
{
    assert(u.size() == size());
    Point point(size());
    for (std::size_t i = 0; i < size(); ++i) {
        const auto place = [&](std::size_t count) { return std::min(count - 1, std::size_t(u[i] * double(count))); };
        if (!is_variant(i) && !parameter(i).levels.empty())
            point[i] = parameter(i).levels[place(parameter(i).levels.size())];
        else if (whole(i))
            point[i] = least(i) + double(place(std::size_t(most(i) - least(i)) + 1));
        else if (parameter(i).logarithmic)
            point[i] = rounded(i, least(i) * std::pow(most(i) / least(i), u[i]));
        else
            point[i] = rounded(i, least(i) + u[i] * (most(i) - least(i)));
    }
    return point;
}

double Space::unit(std::size_t i, double value) const
{
    const double low = least(i), high = most(i);
    if (!(high > low)) return 0.5;
    if (!is_variant(i) && parameter(i).logarithmic) return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
}

std::string Space::cell(std::size_t i, double value) const
{
    if (is_variant(i)) return m_study->variants[std::size_t(value)].name;
    const scene::Parameter& p = parameter(i);
    return p.numeric() ? core::format_number(value) : unquoted(p.values[std::size_t(value)]);
}

std::vector<std::string> Space::sets(const Point& point) const
{
    std::vector<std::string> sets = m_study->sets;
    if (m_variants > 0) {
        const auto& more = m_study->variants[std::size_t(point[0])].sets;
        sets.insert(sets.end(), more.begin(), more.end());
    }
    for (std::size_t i = m_variants; i < size(); ++i) {
        const scene::Parameter& p = parameter(i);
        if (!p.numeric())
            sets.push_back(p.key + '=' + p.values[std::size_t(point[i])]);
        else if (p.unit.empty())
            sets.push_back(p.key + '=' + core::format_number(point[i]));
        else
            sets.push_back(fmt::format("{}=\"{} {}\"", p.key, core::format_number(point[i]), p.unit));
    }
    return sets;
}

std::size_t Space::index_of(const std::string& key) const
{
    for (std::size_t i = m_variants; i < size(); ++i)
        if (parameter(i).key == key) return i;
    assert(false);
    return 0;
}

bool Space::allows(const Point& point) const
{
    const auto value_of = [&](const std::string& key) -> std::optional<core::Expression::Operand> {
        const std::size_t i = index_of(key);
        return core::Expression::Operand{si_of(point[i], parameter(i).unit)};
    };
    return std::ranges::all_of(m_study->where, [&](const core::Expression& condition) {
        const auto holds = condition.value(value_of);
        return holds && holds->number != 0;
    });
}

}  // namespace dermavox::study
