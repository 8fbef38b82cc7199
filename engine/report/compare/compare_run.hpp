// One side of a comparison, as its files hold it.
#pragma once

#include "dermavox/report/comparison.hpp"

#include <map>

namespace dermavox::core {
class Table;
struct TableKind;
struct TableChoices;
}  // namespace dermavox::core

namespace dermavox::report {

struct ReadFigure {
    std::string key;
    std::optional<double> value;      ///< empty: null
    std::optional<double> low, high;  ///< a 95 % interval of its own, of a measured one
};

/// Places of a patch with what was found there; columns of one length [m, m2, N].
struct Places {
    std::vector<double> x, y;
    std::map<std::string, std::vector<double>> columns;

    std::size_t size() const { return x.size(); }
    /// Empty when the table lacks it.
    const std::vector<double>& column(const std::string& name) const;
};

struct ReadRun {
    std::filesystem::path path;
    std::string title;
    std::string design;  ///< every input but the seed and the title; empty when not known
    std::optional<std::uint64_t> seed;
    bool measured = false;
    std::string assumed;  ///< what a table of measurements was taken for
    std::vector<ReadFigure> figures;
    double width = 0, height = 0;  ///< of the patch [m]; 0 when not known
    Places spots;                  ///< openings: area, and where known depth, long, short [m], angle [rad], merged
    Places visits;                 ///< needles': inserted, tip, residual, slit [m], peak [N], layers

    const ReadFigure* find(const std::string& key) const;
    /// Items of a list: (number in the brackets, value), e.g. of "closure.tewl_at", "value".
    std::vector<std::pair<double, double>> curve(const std::string& list, const std::string& item) const;
};

struct ReadDesign {
    std::string name, title;  ///< of its first run; names of a comparison differ
    std::vector<ReadRun> runs;
};

struct ReadDesigns {
    std::vector<ReadDesign> all;
};

/// A folder of `dermavox run`.
ReadRun read_result_folder(const std::filesystem::path& folder);
/// Openings of channels.csv or of measured spots.
core::TableKind spot_kind();
Places spots_of(const core::Table& table);
/// measured.csv: figures or spots.
ReadRun read_measured(const std::filesystem::path& file, const core::TableChoices& choices);

/// Runs of one design that differ in their seed alone go together, when there are several designs.
ReadDesigns grouped(std::vector<ReadRun> runs);

}  // namespace dermavox::report
