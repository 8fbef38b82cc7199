// The sections of the page, in the order a reader meets them. Each returns finished markup, or nothing when its
// part was not run.
#pragma once

#include "dermavox/report/page.hpp"
#include "engine/report/volumes/open_tracts.hpp"

#include <string>
#include <vector>

namespace dermavox::report {

/// What every section may read.
struct PageContent {
    const simulation::Outcome& outcome;
    const Provenance& provenance;
    const std::vector<PlanMap>& maps;
    const std::vector<wound::Channel>& channels;
    const OpenTracts& tracts;
};

std::string header_part(const PageContent& page);
std::string verdict_part(const PageContent& page);
std::string figures_part(const PageContent& page);
std::string cartridge_part(const PageContent& page);
std::string identification_part(const PageContent& page);
std::string motion_part(const PageContent& page);
std::string skin_part(const PageContent& page);
std::string depth_part(const PageContent& page);
std::string dial_part(const PageContent& page);
std::string people_part(const PageContent& page);
std::string layers_part(const PageContent& page);
std::string maps_part(const PageContent& page);
std::string view_part(const PageContent& page);
std::string coverage_part(const PageContent& page);
std::string passes_part(const PageContent& page);
std::string evenness_part(const PageContent& page);
std::string overlap_part(const PageContent& page);
std::string slit_part(const PageContent& page);
std::string force_part(const PageContent& page);
std::string water_part(const PageContent& page);
std::string solute_part(const PageContent& page);
std::string tolerance_part(const PageContent& page);
std::string practice_part(const PageContent& page);
std::string course_part(const PageContent& page);
std::string notes_part(const PageContent& page);
std::string checks_part(const PageContent& page);
std::string input_part(const PageContent& page);
std::string origin_part(const PageContent& page);

/// The largest setting of a dial sweep up to which the 95th percentile of the inserted depths stays above the fat (or
/// what lies under the last layer); 0 when none does.
struct SafeDial {
    double set;         ///< [m]
    std::string plane;  ///< whose top it is
    double top;         ///< [m]
};
SafeDial safe_dial(const simulation::Outcome& outcome);

/// Water loss and open area over hours to a year, above measured endpoints and claimed windows; nothing without
/// these.
std::string timeline_chart(const PageContent& page);

/// Force over one stroke; nothing where it was not followed.
std::string stroke_figure(const PageContent& page);

/// Water per channel over the patch; a cut through the resolved tile. Nothing where they were not computed.
std::string contribution_figure(const PageContent& page);
std::string tile_figure(const PageContent& page);

/// Data and scripts of the 3-D view, where there is something to see.
struct PageFrame;
void add_view(const PageContent& page, PageFrame& frame);

}  // namespace dermavox::report
