#include "engine/transport/row_kernels.hpp"

// GCC builds a function for another x86-64 level in place; other compilers get the baseline only.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define DERMAVOX_X86_LEVELS 1
#else
#define DERMAVOX_X86_LEVELS 0
#endif

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

InstructionSet best_instruction_set()
{
#if DERMAVOX_X86_LEVELS
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512cd"))
        return InstructionSet::v4;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
        return InstructionSet::v3;
#endif
    return InstructionSet::baseline;
}

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
