/// The best designs of a study: mean results of each point over its seeds, and the front among them.
#pragma once

#include "dermavox/study/store.hpp"

#include <vector>

namespace dermavox::study {

/// A point of the design with what its finished cases gave, on average over the seeds.
struct Design {
    std::int64_t point = 0;
    std::int64_t first_case = 0;  ///< of its finished cases
    std::vector<std::string> cells;
    std::vector<double> inputs;
    std::vector<double> mean, sd;      ///< by Table::results; NaN where no case has the figure
    std::size_t done = 0, failed = 0;  ///< cases
};

/// In order of the point. Only points with a finished case.
std::vector<Design> designs_of(const Table& table);

/// How good a design is. All objectives are to be small: those to maximise come negated.
struct Merit {
    std::vector<double> objectives;
    double excess = 0;                 ///< sum over the limits of |how far outside| / |limit|; 0 = within all
    bool known = false;                ///< false where the design lacks a figure: it takes no part
    std::vector<double> limited = {};  ///< the figures that limits hold, in the study's order
};
Merit merit_of(const Design& design, const Table& table, const scene::Study& study);

/// Indices of the designs within every limit that no other such design beats in all objectives, in order of the
/// first objective. One objective: the single best. No objective: none.
std::vector<std::size_t> front_of(const std::vector<Merit>& merits);

/// The coordinates of a design, back from its cells.
Point point_of(const Design& design, const scene::Study& study, const Space& space);

/// The design's own parameters varied by 10 % of their value to both sides, clipped to the range: for each key of
/// study.design.slopes, low then high.
std::vector<Point> neighbours(const Point& point, const scene::Study& study, const Space& space);

}  // namespace dermavox::study
