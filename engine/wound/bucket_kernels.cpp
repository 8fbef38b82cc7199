#include "engine/wound/bucket_kernels.hpp"

namespace dermavox::wound {

#define DERMAVOX_LEVEL_BODY "engine/wound/bucket_kernels_body.inc"
#include "dermavox/core/instruction_levels.inc"

const BucketKernels& bucket_kernels(core::InstructionSet set) { return kernels_of(set); }

}  // namespace dermavox::wound
