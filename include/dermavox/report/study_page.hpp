/// The report of a study: one HTML file that opens from disk, offline, without scripts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::report {

/// A parameter: an axis of numbers, or of names (values then count the names from 0).
struct StudyAxis {
    std::string key, unit;
    std::vector<std::string> names;  ///< empty for numbers
    bool logarithmic = false;
};

/// A result key that the page shows; `goal` says what the study wants of it.
struct StudyFigure {
    std::string key;
    enum class Goal { none, least, most } goal = Goal::none;
    std::optional<double> low, high;  ///< the band of a limit, in the unit of the key
};

struct StudyDesign {
    std::int64_t point = 0, first_case = 0;
    std::size_t seeds = 0;
    std::vector<double> inputs;   ///< by axis
    std::vector<double> figures;  ///< by figure, mean over seeds; NaN = none
    std::vector<double> spread;   ///< standard deviation over seeds
    bool within = true;           ///< every limit
    bool best = false;            ///< on the front
    std::string page;             ///< link to its own report, may be empty
};

/// A figure against each parameter with an interval: importance, or what one step does.
struct StudyBar {
    std::string name;
    double value = 0, low = 0, high = 0;
};
struct StudyBars {
    std::string heading, lead, aside, axis;
    std::vector<std::pair<std::string, std::vector<StudyBar>>> groups;  ///< per figure
    bool from_zero = true;  ///< false: low and high are the ends of a tornado's bar round `value`
};

struct StudyTable {
    std::string heading, lead, caption;
    std::vector<std::string> columns;  ///< '#' = numbers
    std::vector<std::vector<std::string>> rows;
};

struct StudyPage {
    std::string title, design;  ///< "Latin hypercube, 100 points"
    std::string origin;         ///< one line: versions, host, seconds
    std::int64_t done = 0, failed = 0, pending = 0;
    std::vector<StudyAxis> axes;
    std::vector<StudyFigure> figures;
    std::vector<StudyDesign> designs;
    std::vector<StudyBars> bars;
    std::vector<StudyTable> tables;
    std::string study_text;  ///< the study file
};

/// The whole page; all text is escaped. At most `designs_drawn` designs are drawn one by one, the best and then every
/// k-th; the page says so.
inline constexpr std::size_t designs_drawn = 2000;
std::string study_html(const StudyPage& page);

/// A result key in words with its unit, as the pages call it: "Peak force of a stroke [N]"; and a value as they
/// show it.
std::string figure_label(const std::string& key);
std::string figure_value(const std::string& key, double value);

}  // namespace dermavox::report
