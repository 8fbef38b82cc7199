/// What a study's table says: the report of a study and the reports of its best designs.
#pragma once

#include "dermavox/report/provenance.hpp"
#include "dermavox/report/study_page.hpp"
#include "dermavox/study/front.hpp"

#include <functional>

namespace dermavox::study {

/// The page of a table: front, tornado, indices, comparison, main effects, failures, as the design has them.
report::StudyPage page_of(const scene::Study& study, const Space& space, const Table& table);

/// Writes DIR/report.html and, for at most study.keep designs of the front (spread over it, both ends among them),
/// DIR/cases/<case>.html with the report of the design's first case, simulated again.
/// `stop` is asked often; once it says so the page goes without the links that are missing, and false is returned.
bool write_report(const scene::Study& study, const scene::Catalogue& catalogue, const std::filesystem::path& folder,
                  const report::Provenance& program, const std::function<bool()>& stop = {});

}  // namespace dermavox::study
