/// What the rows of the figure table are written with, and its parts. Private to result.
#pragma once

#include "engine/result/getters.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::result {

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
Figures discretisation_figures();
Figures practice_figures();  ///< depth_class, glide, uptake, course, practice
Figures validity_figures();  ///< marks, and figures that they are on
Figures note_figures();      ///< verdicts, assumed, warnings

}  // namespace dermavox::result
