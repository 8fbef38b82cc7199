#include "spot_scale.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <CLI/CLI.hpp>
#include <cmath>

namespace dermavox::cli {

double length_option(const std::string& option, const std::string& text)
{
    std::string why;
    const auto value = core::parse_quantity(text, core::Dimension::length, why);
    if (value && *value > 0) return *value;
    throw core::Failure(core::exit_code::usage, option + " " + text + ": " + (why.empty() ? "above 0 mm" : why));
}

void add_scale_options(CLI::App& command, ScaleOptions& o)
{
    command.add_option("--scale", o.pixel, "Width of a pixel, e.g. \"5 um\"")->type_name("WIDTH");
    command
        .add_option(
            "--points", o.points,
            "Two places in the picture in pixels from its upper left corner: ends of its scale bar, marks of a "
            "ruler")
        ->delimiter(',')
        ->expected(4)
        ->type_name("X1,Y1,X2,Y2");
    command.add_option("--apart", o.apart, "Distance of these places, e.g. \"1 mm\"")->type_name("LENGTH");
}

double metres_per_pixel(const ScaleOptions& o)
{
    const bool by_points = !o.points.empty() && !o.apart.empty();
    if (o.pixel.empty() != by_points || o.points.empty() != o.apart.empty())
        throw core::Failure(core::exit_code::usage,
                            "how wide a pixel is: --scale \"5 um\", or --points X1,Y1,X2,Y2 --apart \"1 mm\"");
    if (!by_points) return length_option("--scale", o.pixel);
    const double pixels = std::hypot(o.points[2] - o.points[0], o.points[3] - o.points[1]);
    if (!(pixels > 0)) throw core::Failure(core::exit_code::usage, "--points: two different places");
    return length_option("--apart", o.apart) / pixels;
}

}  // namespace dermavox::cli
