#include "engine/wound/slit_rows.hpp"

namespace dermavox::wound {
namespace baseline {
namespace {
#include "engine/wound/slit_rows_body.inc"
}  // namespace
}  // namespace baseline

#if DERMAVOX_X86_LEVELS
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")
namespace v3 {
namespace {
#include "engine/wound/slit_rows_body.inc"
}  // namespace
}  // namespace v3
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v4", "prefer-vector-width=512")
namespace v4 {
namespace {
#include "engine/wound/slit_rows_body.inc"
}  // namespace
}  // namespace v4
#pragma GCC pop_options
#endif

SlitRow slit_row(core::InstructionSet set)
{
#if DERMAVOX_X86_LEVELS
    if (set == core::InstructionSet::v4) return v4::cut_row;
    if (set == core::InstructionSet::v3) return v3::cut_row;
#endif
    (void)set;
    return baseline::cut_row;
}

}  // namespace dermavox::wound
