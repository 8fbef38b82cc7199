/// Reference curves of tests/reference/contact.
#pragma once

#include "dermavox/core/csv_table.hpp"
#include "dermavox/mechanics/layered_kernel.hpp"

#include <map>
#include <string>
#include <vector>

namespace dermavox::mechanics::reference {

/// One layer of a stack there; Ogden's exponent beside what the kernel reads.
struct ReferenceLayer {
    ElasticLayer elastic;
    double alpha = 2;
    bool above_fat = false;
};

/// SI; 0 where a curve has none.
struct Curve {
    std::string name, group;
    std::vector<ReferenceLayer> layers;
    double tension = 0, size = 0, outer = 0, face = 0;
    std::map<std::string, std::vector<double>> columns;

    double value(const std::string& column, std::size_t row) const { return columns.at(column).at(row); }
    /// The same stack for the kernel, on the rigid bed of the reference.
    ElasticStack elastic() const
    {
        ElasticStack stack;
        stack.rigid_base = true;
        double depth = 0;
        for (const ReferenceLayer& layer : layers) {
            stack.layers.push_back(layer.elastic);
            if (layer.above_fat) depth += layer.elastic.thickness;
        }
        return tension > 0 ? with_tension(stack, tension, depth) : stack;
    }
};

inline std::filesystem::path folder() { return DERMAVOX_SOURCE_DIR "/tests/reference/contact"; }

inline std::vector<ReferenceLayer> layers_of(const std::string& stack)
{
    const core::CsvTable table(folder() / "stacks.csv");
    const auto at = [&](std::size_t row, const char* name) { return *table.number(row, *table.column(name)); };
    std::vector<ReferenceLayer> layers;
    bool above_fat = true;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, *table.column("stack")) != stack) continue;
        above_fat = above_fat && table.text(row, *table.column("layer")) != "hypodermis";
        const double nu = at(row, "poisson_ratio");
        layers.push_back({{at(row, "thickness_m"), at(row, "young_modulus_pa") / 2 / (1 + nu), nu},
                          at(row, "ogden_alpha"),
                          above_fat});
    }
    return layers;
}

/// All curves of a group, rows included.
inline std::vector<Curve> curves(const std::string& group)
{
    const core::CsvTable list(folder() / "curves.csv"), rows(folder() / (group + ".csv"));
    const auto at = [&](std::size_t row, const char* name) {
        return list.number(row, *list.column(name)).value_or(0);
    };
    std::vector<Curve> found;
    for (std::size_t row = 0; row < list.rows(); ++row) {
        if (list.text(row, *list.column("group")) != group) continue;
        Curve curve{list.text(row, *list.column("curve")),
                    group,
                    layers_of(list.text(row, *list.column("stack"))),
                    at(row, "tension_n_per_m"),
                    at(row, "size_m"),
                    at(row, "outer_m"),
                    at(row, "face_m"),
                    {}};
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            if (rows.text(i, 0) != curve.name) continue;
            for (std::size_t c = 1; c < rows.names().size(); ++c)
                if (const auto value = rows.number(i, c)) curve.columns[rows.names()[c]].push_back(*value);
        }
        found.push_back(std::move(curve));
    }
    return found;
}

}  // namespace dermavox::mechanics::reference
