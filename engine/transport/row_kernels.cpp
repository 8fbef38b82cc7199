#include "engine/transport/row_kernels.hpp"

namespace dermavox::transport {
namespace baseline {
namespace {
#include "engine/transport/row_kernels_body.inc"
}  // namespace
}  // namespace baseline

#if DERMAVOX_X86_LEVELS
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")
namespace v3 {
namespace {
#include "engine/transport/row_kernels_body.inc"
}  // namespace
}  // namespace v3
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v4")
namespace v4 {
namespace {
#include "engine/transport/row_kernels_body.inc"
}  // namespace
}  // namespace v4
#pragma GCC pop_options
#endif

const RowKernels& row_kernels(InstructionSet set)
{
#if DERMAVOX_X86_LEVELS
    if (set == InstructionSet::v4) return v4::table("x86-64-v4");
    if (set == InstructionSet::v3) return v3::table("x86-64-v3");
#endif
    (void)set;
    return baseline::table("baseline");
}

}  // namespace dermavox::transport
