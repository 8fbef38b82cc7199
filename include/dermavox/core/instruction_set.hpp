/// Which level of x86-64 the processor runs, for inner loops that are built for several of them from the same text.
///
/// Such a loop stands in a file of its own that is included once per level, inside a namespace of its own, and keeps
/// to plain arithmetic: anything from a library could be shared with code for other processors. Contraction is off
/// and sums run in fixed lanes, so that all levels give the same bits.
#pragma once

// GCC builds a function for another x86-64 level in place; other compilers get the baseline only.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define DERMAVOX_X86_LEVELS 1
#else
#define DERMAVOX_X86_LEVELS 0
#endif

namespace dermavox::core {

enum class InstructionSet { baseline, v3, v4 };

/// The best set that this processor runs; x86-64 levels, baseline elsewhere.
InstructionSet best_instruction_set();

}  // namespace dermavox::core
