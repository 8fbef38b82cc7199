/// What a test process costs, for the shares in tests/budget.csv (tools/ci/budget).
///
/// Seconds say nothing on a machine that does other things: processor time is counted in steps of a fixed loop, timed
/// in the same process. Both slow down alike where cores are shared or clocked down.
#pragma once

#include <string>

namespace dermavox::test {

/// Processor time of this process and its children so far, in 1e9 steps of the loop. The loop takes half a
/// millisecond.
double cost_so_far();

/// Appends "<process that runs the tests>,<module>,<cost>" to the file $DERMAVOX_TEST_COSTS, if that is set. Lines of
/// processes that run at once do not mix.
void record_cost(const std::string& module);

}  // namespace dermavox::test
