#include "dermavox/core/instruction_set.hpp"

namespace dermavox::core {

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

}  // namespace dermavox::core
