/// Width of a picture's pixel, as `dermavox spots` is given it.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dermavox::cli {

struct ScaleOptions {
    std::string pixel;           ///< "5 um"
    std::vector<double> points;  ///< x1, y1, x2, y2 [pixels]: ends of a scale bar, marks of a ruler
    std::string apart;           ///< their distance, "1 mm"
};

void add_scale_options(CLI::App& command, ScaleOptions& options);

/// [m]. Throws core::Failure (2) where neither or both are given, or what is given is no width.
double metres_per_pixel(const ScaleOptions& options);

/// A length of an option, above 0 [m]. Throws core::Failure (2).
double length_option(const std::string& option, const std::string& text);

}  // namespace dermavox::cli
