// In place of opencv/ where OpenCV is not installed.
#include "dermavox/core/problem.hpp"
#include "dermavox/imaging/spots.hpp"

namespace dermavox::imaging {
namespace {

[[noreturn]] void without_opencv()
{
    throw core::Failure(core::exit_code::refused,
                        "this build cannot look for spots: install OpenCV's core and imgproc (Debian: "
                        "libopencv-imgproc-dev), configure and build again");
}

}  // namespace

bool can_find_spots() { return false; }

SpotFindings find_spots(const Picture&, const SpotChoices&) { without_opencv(); }

std::string overlay_png(const Picture&, const SpotFindings&) { without_opencv(); }

}  // namespace dermavox::imaging
