#include "engine/wound/bucket_kernels.hpp"

namespace dermavox::wound {
namespace baseline {
namespace {
#include "engine/wound/bucket_kernels_body.inc"
}  // namespace
}  // namespace baseline

#if DERMAVOX_X86_LEVELS
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")
namespace v3 {
namespace {
#include "engine/wound/bucket_kernels_body.inc"
}  // namespace
}  // namespace v3
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v4")
namespace v4 {
namespace {
#include "engine/wound/bucket_kernels_body.inc"
}  // namespace
}  // namespace v4
#pragma GCC pop_options
#endif

const BucketKernels& bucket_kernels(core::InstructionSet set)
{
#if DERMAVOX_X86_LEVELS
    if (set == core::InstructionSet::v4) return v4::kernels;
    if (set == core::InstructionSet::v3) return v3::kernels;
#endif
    (void)set;
    return baseline::kernels;
}

}  // namespace dermavox::wound
