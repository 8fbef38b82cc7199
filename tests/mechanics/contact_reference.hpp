/// Reference curves of tests/reference/contact.
#pragma once

#include "dermavox/mechanics/layered_kernel.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
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

/// The project's own plain tables: a header, numbers and names with commas between, lines of '#' left out.
class ReferenceTable
{
public:
    explicit ReferenceTable(const std::filesystem::path& file)
    {
        std::ifstream in(file);
        if (!in) throw std::runtime_error(file.string() + ": cannot be opened");
        for (std::string line; std::getline(in, line);)
            if (!line.empty() && line.front() != '#')
                (m_names.empty() ? m_names : m_rows.emplace_back()) = cells(line);
    }

    const std::vector<std::string>& names() const { return m_names; }
    std::size_t rows() const { return m_rows.size(); }
    std::optional<std::size_t> column(const std::string& name) const
    {
        const auto at = std::ranges::find(m_names, name);
        if (at == m_names.end()) return {};
        return std::size_t(at - m_names.begin());
    }
    const std::string& text(std::size_t row, std::size_t column) const { return m_rows.at(row).at(column); }
    std::optional<double> number(std::size_t row, std::size_t column) const
    {
        const std::string& cell = text(row, column);
        return cell.empty() ? std::nullopt : std::optional(std::stod(cell));
    }

private:
    static std::vector<std::string> cells(const std::string& line)
    {
        std::vector<std::string> all;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, ',');) all.push_back(cell);
        if (line.ends_with(',')) all.emplace_back();
        return all;
    }

    std::vector<std::string> m_names;
    std::vector<std::vector<std::string>> m_rows;
};

inline std::filesystem::path folder() { return DERMAVOX_SOURCE_DIR "/tests/reference/contact"; }

inline std::vector<ReferenceLayer> layers_of(const std::string& stack)
{
    const ReferenceTable table(folder() / "stacks.csv");
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
    const ReferenceTable list(folder() / "curves.csv"), rows(folder() / (group + ".csv"));
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
