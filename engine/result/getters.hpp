/// Getters of the figure table from members and small functions of an outcome. Private to result.
#pragma once

#include "dermavox/core/statistics.hpp"
#include "dermavox/metrics/windows.hpp"
#include "dermavox/result/figure.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <iterator>
#include <utility>

namespace dermavox::result {

using simulation::Outcome;
using Getter = std::function<Value(const Source&, std::size_t)>;
using Figures = std::vector<Figure>;

inline bool any_punctured(const Outcome& o)
{
    return std::ranges::any_of(o.insertions, &mechanics::Insertion::punctured);
}

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
/// `part`: pointer to that part, or a function that finds it.
template <class Part>
auto of_part(Part part)
{
    return [part](auto field) -> Getter {
        return [part, field](const Source& source, std::size_t) {
            const auto& whole = std::invoke(part, source.outcome);
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

}  // namespace dermavox::result
