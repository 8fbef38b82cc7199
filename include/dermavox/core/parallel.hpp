/// The named parallel loops of the engine. Results are the same bits for any thread count, by construction: a
/// loop is cut into chunks of a fixed size, each chunk has one writer, and sums add chunk by chunk in index
/// order.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace dermavox::core {

/// Runs `work` with at most `threads` threads in every loop below it. threads = 0: one per core.
/// More threads than cores are allowed (tests do it).
void with_threads(int threads, const std::function<void()>& work);

/// The number of threads that loops may use here.
int thread_limit();

/// "oneTBB 2021.8", for provenance.
std::string loop_library();

using Range = std::function<void(std::size_t begin, std::size_t end)>;

/// body(begin, end) over [0, count) in chunks of exactly `grain` (the last one shorter), in any order.
void parallel_for(std::size_t count, std::size_t grain, const Range& body);

/// Sum over chunks of partial(begin, end), added in index order. Requires grain > 0.
double deterministic_sum(std::size_t count, std::size_t grain,
                         const std::function<double(std::size_t begin, std::size_t end)>& partial);

}  // namespace dermavox::core
