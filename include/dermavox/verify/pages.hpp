/// A verification as text: for a terminal, for programs, and as the page tests/VERIFICATION.md with its plots.
#pragma once

#include "dermavox/verify/report.hpp"

#include <filesystem>

namespace dermavox::verify {

/// One line a check, one table of measurements, one line of totals. `colour`: marks failures for a terminal.
std::string text_of(const Report& report, bool colour);
std::string json_of(const Report& report);
/// Markdown; plots are named verification/KEY.svg. Figures are rounded to what every build repeats.
std::string page_of(const Report& report);
/// Error over size, both logarithmic, with the slope of the observed order.
std::string plot_of(const Series& series);

/// Writes page and plots into a folder (VERIFICATION.md, verification/*.svg). Throws core::Failure (73, 74).
void write_page(const Report& report, const std::filesystem::path& folder);

}  // namespace dermavox::verify
