/// What a study varies, as coordinates: the variant first where there are any, then each parameter.
///
/// A coordinate of a range or of a list of numbers is that number in the parameter's unit; of a list of texts and of
/// the variants it is the place in the list, from 0.
#pragma once

#include "dermavox/scene/study_file.hpp"

#include <string>
#include <vector>

namespace dermavox::study {

using Point = std::vector<double>;

class Space
{
public:
    /// Keeps a reference: the study must outlive it.
    explicit Space(const scene::Study& study);

    std::size_t size() const { return m_variants + m_study->parameters.size(); }
    /// The point at u in [0, 1) of every range and list; values of ranges are rounded to six digits of their range.
    Point at(const std::vector<double>& u) const;
    /// u of a coordinate in 0 .. 1: of the range, or of the list.
    double unit(std::size_t i, double value) const;

    /// Names of tables: "variant", "device.depth_mm".
    const std::vector<std::string>& columns() const { return m_columns; }
    bool numeric(std::size_t i) const;
    /// A coordinate as a table shows it: "0.75", "pen-12-ring".
    std::string cell(std::size_t i, double value) const;
    /// What --set takes to make this point: those of the study, of the variant, of each parameter.
    std::vector<std::string> sets(const Point& point) const;
    /// True when every condition of the study holds.
    bool allows(const Point& point) const;

    double least(std::size_t i) const;
    double most(std::size_t i) const;
    bool whole(std::size_t i) const;  ///< an integer or a place in a list
    double rounded(std::size_t i, double value) const;
    /// Coordinate number of a parameter. Requires a key of the study.
    std::size_t index_of(const std::string& key) const;

private:
    const scene::Parameter& parameter(std::size_t i) const { return m_study->parameters[i - m_variants]; }
    bool is_variant(std::size_t i) const { return i < m_variants; }

    const scene::Study* m_study;
    std::size_t m_variants;  ///< coordinates of variants: 0 or 1
    std::vector<std::string> m_columns;
};

}  // namespace dermavox::study
