/// Dakota's file interface: a study's parameters and figures as the variables and responses of an evaluation.
///
/// Dakota (fork or system interface) writes a parameters file, in its standard or its APREPRO form, and reads a
/// results file: a value and a label a line, or the word FAIL, which its failure_capture looks for.
/// Adams et al. Dakota user manual, chapters on parameters and results files. Sandia National Laboratories.
#pragma once

#include "dermavox/study/one_case.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dermavox::study {

struct DakotaRequest {
    std::vector<std::pair<std::string, std::string>> variables;  ///< label and text, in the order of the file
    std::vector<std::pair<std::string, int>> functions;          ///< label and what is asked: 1 = the value
};

/// Throws core::InputError for a text that is no parameters file.
DakotaRequest dakota_request(const std::string& text, const std::string& name);

/// The point of a request. A variable is called as its column is ("device.depth_mm") or as its key; every character
/// that is no letter or digit may be written '_'. Throws core::InputError for a variable that the study has not, and
/// for a parameter that the request leaves out.
Point dakota_point(const DakotaRequest& request, const scene::Study& study, const Space& space,
                   const std::string& name);

/// The study's objectives, limits and figures, each once: what the responses are, in this order.
std::vector<std::string> dakota_figures(const scene::Study& study);

/// Runs the point with every seed of the study and returns the results file: means, or "FAIL" when a case fails or
/// lacks a figure. Throws core::InputError when the numbers of responses differ or a gradient is asked.
std::string dakota_results(const DakotaRequest& request, const Point& point, const scene::Study& study,
                           const scene::Catalogue& catalogue, const std::string& name);

}  // namespace dermavox::study
