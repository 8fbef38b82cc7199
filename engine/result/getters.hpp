/// What the rows of the figure table are written with: getters from members and small functions. Private to result.
#pragma once

#include "dermavox/core/statistics.hpp"
#include "dermavox/metrics/windows.hpp"
#include "dermavox/result/figure.hpp"

#include <concepts>
#include <functional>
#include <iterator>
#include <utility>

namespace dermavox::result {

using simulation::Outcome;
using Getter = std::function<Value(const Source&, std::size_t)>;
using Figures = std::vector<Figure>;

// ---- values of what an outcome is made of

inline Value value_of(Value value) { return value; }
inline Value value_of(bool flag) { return flag; }
inline Value value_of(const std::string& text) { return text; }
inline Value value_of(const char* text) { return std::string(text); }
template <class N>
requires std::integral<N> || std::floating_point<N> Value value_of(N number) { return double(number); }
template <class Q>
requires requires(Q q) { q.si; }
Value value_of(Q quantity) { return double(quantity.si); }
inline Value value_of(const core::Spread& s) { return std::vector{s.mean, s.sd, s.p5, s.p50, s.p95}; }
inline Value value_of(const metrics::Interval& i) { return std::vector{i.low, i.mean, i.high}; }
template <class T>
Value value_of(const std::optional<T>& value)
{
    return value ? value_of(*value) : Value();
}

// ---- getters

/// Of a function of the outcome.
template <class Field>
Getter of_run(Field field)
{
    return [field](const Source& source, std::size_t) { return value_of(field(source.outcome)); };
}

/// Getters of the members, or functions, of an optional part of the outcome; nothing without it.
template <class Part>
auto of_part(std::optional<Part> Outcome::*part)
{
    return [part](auto field) -> Getter {
        return [part, field](const Source& source, std::size_t) {
            const std::optional<Part>& whole = source.outcome.*part;
            return whole ? value_of(std::invoke(field, *whole)) : Value();
        };
    };
}

/// The items of a list and getters of their members. `list`: pointer to or optional of a container, of the source.
template <class List>
class Items
{
public:
    explicit Items(List list) : m_list(std::move(list)) {}
    std::function<std::optional<std::size_t>(const Source&)> count() const
    {
        return [list = m_list](const Source& source) -> std::optional<std::size_t> {
            const auto items = list(source);
            return items ? std::optional(std::size(*items)) : std::nullopt;
        };
    }
    template <class Field>
    Getter operator()(Field field) const
    {
        return [list = m_list, field](const Source& source, std::size_t item) {
            const auto items = list(source);
            return value_of(std::invoke(field, (*items)[item]));
        };
    }

private:
    List m_list;
};

/// Items of a vector of the measures; nothing without measures.
template <class Find>
auto of_measures(Find find)
{
    return Items([find](const Source& source) {
        const auto& measures = source.outcome.measures;
        return measures ? &find(source.outcome) : nullptr;
    });
}

// ---- rows

using Text = std::string_view;

inline Figure number(Text key, Unit unit, Getter value, Text meaning, Naming naming = {})
{
    return {key, Kind::number, unit, std::move(value), meaning, naming};
}
inline Figure count(Text key, Getter value, Text meaning, Naming naming = {})
{
    return {key, Kind::integer, Unit::none, std::move(value), meaning, naming};
}
inline Figure text(Text key, Getter value, Text meaning)
{
    return {key, Kind::text, Unit::none, std::move(value), meaning};
}
inline Figure flag(Text key, Getter value, Text meaning)
{
    return {key, Kind::flag, Unit::none, std::move(value), meaning};
}
inline Figure spread(Text key, Unit unit, Getter value, Text meaning, Naming naming = {})
{
    return {key, Kind::spread, unit, std::move(value), meaning, naming};
}
inline Figure window(Text key, Unit unit, Getter value, Text meaning)
{
    return {key, Kind::window, unit, std::move(value), meaning};
}
inline Figure quantiles(Text key, Unit unit, Getter value, Text meaning, bool (*when)(const Outcome&) = nullptr)
{
    return {key, Kind::quantiles, unit, std::move(value), meaning, {}, when};
}

using Count = std::function<std::optional<std::size_t>(const Source&)>;

/// The rows after it are its items; named: the first of them names the item.
inline Figure list(Text key, Count items, bool named = false)
{
    Figure figure{.key = key};
    figure.items = std::move(items), figure.named = named;
    return figure;
}
/// An object whose keys are data: the rows after it are its members.
inline Figure keyed(Text key, Count items, Getter name)
{
    Figure figure = list(key, std::move(items));
    figure.value = std::move(name);
    return figure;
}

/// The rows, which exist only then.
inline Figures only_when(bool (*when)(const Outcome&), Figures rows)
{
    for (Figure& row : rows) row.when = when;
    return rows;
}

// ---- the parts of the table, in its order

Figures pattern_figures();   ///< patch to coverage
Figures evenness_figures();  ///< multiplicity to spacing
Figures depth_figures();     ///< depth to bleeding
Figures motion_figures();    ///< slit, kinematics
Figures force_figures();
Figures water_figures();  ///< tewl, permeation, closure, intervals
Figures note_figures();   ///< discretisation, verdicts, assumed, warnings

}  // namespace dermavox::result
