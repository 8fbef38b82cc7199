/// [[parameter]] of a study: which scene key varies, and over what.
#pragma once

#include "dermavox/scene/study_file.hpp"
#include "engine/scene/study/study_items.hpp"

#include <functional>

namespace dermavox::scene {

/// Reads the scene with these sets; problems of keys that are set are told at `place`. False when there are any.
using TrySets = std::function<bool(const std::vector<std::string>& sets, const Item& place)>;

/// Appends every parameter of the file to the study; reports what does not fit the key's row of the scene's table.
void read_parameters(StudyItems& items, const std::vector<std::string>& layers, const TrySets& try_sets,
                     Study& study);

}  // namespace dermavox::scene
