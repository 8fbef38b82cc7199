/// Three slices through a labelled volume in one picture, so that a wrong axis is seen at once.
#pragma once

#include "dermavox/scene/volume_summary.hpp"

#include <string>

namespace dermavox::report {

/// PNG: x-y, x-depth and y-depth through the middle, in the proportions of the cells where their widths are known
/// (square cells otherwise), with a scale bar and the layers' colours. Throws core::InputError where the summary has
/// no slices.
std::string slices_png(const scene::VolumeSummary& summary);

}  // namespace dermavox::report
