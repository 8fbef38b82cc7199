// What the writers of result.json share.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "engine/report/json.hpp"

#include <optional>
#include <span>

namespace dermavox::report {

/// Figures of an optional part: a number when it is there, else null.
template <class Part>
class Figures
{
public:
    Figures(Json& json, const std::optional<Part>& part) : m_json(json), m_part(part) {}
    template <class Field>
    void operator()(std::string_view key, Field field) const
    {
        m_json.number(key, m_part ? std::optional<double>(field(*m_part)) : std::optional<double>());
    }

private:
    Json& m_json;
    const std::optional<Part>& m_part;
};

template <class Items, class Body>
void array_or_null(Json& json, std::string_view key, const Items* items, Body body)
{
    if (items)
        json.array(key, *items, body);
    else
        json.null(key);
}

/// NaN says that there are too few punctures for the figure: null in the result, with a warning.
struct EvennessKey {
    const char* key;
    double metrics::Evenness::*value;
};
std::span<const EvennessKey> evenness_keys();

/// patch, strokes, density, coverage, multiplicity, confluence, passes, evenness, spacing
void write_pattern(Json& json, const simulation::Outcome& outcome);
/// depth_class, course, glide, practice: only what there is.
void write_practice(Json& json, const simulation::Outcome& outcome);
/// Of `intervals`: what patches of a quarter of the sides scatter.
void write_window_intervals(Json& json, const simulation::Outcome& outcome);

/// Relative errors of what stands in voxels and cells. The figures of a result are exact sections and have none of
/// the first two: those are of grids and pictures. Empty: not computed, or nothing was cut.
struct Discretisation {
    std::optional<double> open_area, cut_volume;
    std::optional<double> tile;  ///< of the water loss of the resolved tile: what halving its cells changes
};
bool has_voxel_errors(const simulation::Outcome& outcome);
Discretisation discretisation_of(const simulation::Outcome& outcome);
void write_discretisation(Json& json, const simulation::Outcome& outcome);

}  // namespace dermavox::report
