#include "engine/transport/row_kernels.hpp"

namespace dermavox::transport {

#define DERMAVOX_LEVEL_BODY "engine/transport/row_kernels_body.inc"
#include "dermavox/core/instruction_levels.inc"

const RowKernels& row_kernels(InstructionSet set) { return kernels_of(set); }

}  // namespace dermavox::transport
