/// When skin is back, by what is looked at. Endpoints differ: the barrier holds water again while openings still
/// show.
///
/// Computed: half of the rise of water loss (recovery/closure.hpp). Measured, for comparison: what
/// recovery/closure.hpp lists; dye, t(L) = 12 h + 6 h (L - 370 um)/(400 um) between rollers of 370 and 770 um on
/// hairless rat, its ends beyond (calcein, Kalluri 2011, doi:10.1208/s12248-011-9288-3); open in tomography 24 h
/// after arrays went 0.3 mm deep in people, with water loss back, and redness gone by 48 h (Donnelly 2014,
/// PMC4119956); barrier stripped off by tape 57 % back at 24 h (Korean J. Dermatol. 38:183, 2000). None falls as
/// needles get longer or openings grow.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::practice {

/// Time until no dye enters, of needles of this length > 0 [h]; does not fall with the length.
double dye_closure_hours(Length needle);

/// Water loss only where the run has it; times not below zero, `to` not below `from`.
std::vector<simulation::Endpoint> endpoints(const simulation::Outcome& outcome);

}  // namespace dermavox::practice
