// Sections of the study report; each is empty when the study has nothing to say there.
#pragma once

#include "dermavox/report/study_page.hpp"
#include "engine/report/chart/svg.hpp"

#include <string>
#include <vector>

namespace dermavox::report {

std::string study_front(const StudyPage& page);
std::string study_threads(const StudyPage& page);  ///< parallel coordinates
std::string study_effects(const StudyPage& page);
std::string study_bars(const StudyBars& bars);

/// The designs that are drawn: all, or the best and every k-th; the best last, so that they lie on top.
std::vector<const StudyDesign*> drawn(const StudyPage& page);

/// Low and high of the finite values, widened a little; a band of its own width for a single value.
Axis axis_over(const std::vector<double>& values, double from, double to);

/// "" + link, or the markup itself where there is no page to open.
std::string linked(const std::string& markup, const StudyDesign& design, const StudyPage& page);

/// "motion.speed 60 mm/s, motion.passes 2": the inputs of a design.
std::string inputs_text(const StudyDesign& design, const StudyPage& page);
std::string input_text(const StudyAxis& axis, double value);

/// Last word of a scene key: "speed" of motion.speed, with its unit.
std::string axis_label(const StudyAxis& axis);
double shown_scale(const std::string& key);  ///< of a figure: shown over stored

}  // namespace dermavox::report
