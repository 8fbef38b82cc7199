/// report.html: one file that opens from disk, offline, with JavaScript off.
#pragma once

#include "dermavox/report/plan_map.hpp"
#include "dermavox/report/provenance.hpp"
#include "dermavox/simulation/outcome.hpp"

#include <string>
#include <vector>

namespace dermavox::report {

/// At most this many channels are drawn one by one; above it a sample, chosen by seed and said so.
inline constexpr std::size_t channels_drawn = 5000;

/// The whole page. Text of the scene is escaped; a content security policy forbids all network.
std::string report_html(const simulation::Outcome& outcome, const Provenance& provenance,
                        const std::vector<PlanMap>& maps);

}  // namespace dermavox::report
