/// Figures and verdicts as words, the same in every form of the report.
#pragma once

#include "dermavox/verify/report.hpp"

namespace dermavox::verify {

/// Five digits; errors and other tiny numbers two.
std::string figure(double value);
std::string with_unit(const std::string& figure, const std::string& unit);
/// "1.0367 (within 5e-05)", "at most 1e-12"
std::string expectation(const Check& check);
/// "+13 %"
std::string percent(double share);
const char* words(Fit fit);
const char* words(Use use);
/// "order 1.98, error of the finest 0.12 %"
std::string convergence(const Series& series);
/// "96 checks, all pass; 30 measurements: 14 within their band, 3 outside, 13 not modelled"
std::string totals(const Report& report);

}  // namespace dermavox::verify
