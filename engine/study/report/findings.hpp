// What the designs with a method behind them found: tornado, indices, slopes, comparison; as parts of the page.
#pragma once

#include "dermavox/study/study_report.hpp"

namespace dermavox::study {

/// What all findings read.
struct Sight {
    const scene::Study& study;
    const Space& space;
    const Table& table;
    const std::vector<Design>& designs;
    const std::vector<std::string>& figures;  ///< result keys of the page

    /// Figure of a design by its point; NaN where there is none.
    double at(std::int64_t point, const std::string& key) const;
};

void add_tolerance(const Sight& sight, report::StudyPage& page);
void add_indices(const Sight& sight, report::StudyPage& page);
void add_morris(const Sight& sight, report::StudyPage& page);
void add_comparison(const Sight& sight, report::StudyPage& page);
/// `front`: places in `sight.designs`.
void add_slopes(const Sight& sight, const std::vector<std::size_t>& front, report::StudyPage& page);
void add_failures(const Sight& sight, report::StudyPage& page);

}  // namespace dermavox::study
