#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <cassert>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/version.h>
#include <thread>
#include <vector>

namespace dermavox::core {

void with_threads(int threads, const std::function<void()>& work)
{
    const int limit = threads > 0 ? threads : int(std::max(1u, std::thread::hardware_concurrency()));
    const tbb::global_control more(tbb::global_control::max_allowed_parallelism, std::size_t(limit));
    tbb::task_arena arena(limit);
    arena.execute(work);
}

int thread_limit() { return tbb::this_task_arena::max_concurrency(); }

std::string loop_library()
{
    return "oneTBB " + std::to_string(TBB_VERSION_MAJOR) + "." + std::to_string(TBB_VERSION_MINOR);
}

void parallel_for(std::size_t count, std::size_t grain, const Range& body)
{
    assert(grain > 0);
    const std::size_t chunks = (count + grain - 1) / grain;
    if (chunks <= 1) {
        if (count > 0) body(0, count);
        return;
    }
    tbb::parallel_for(
        std::size_t(0), chunks, [&](std::size_t c) { body(c * grain, std::min(count, (c + 1) * grain)); },
        tbb::simple_partitioner());
}

double deterministic_sum(std::size_t count, std::size_t grain,
                         const std::function<double(std::size_t, std::size_t)>& partial)
{
    std::vector<double> partials((count + grain - 1) / grain);
    parallel_for(count, grain,
                 [&](std::size_t begin, std::size_t end) { partials[begin / grain] = partial(begin, end); });
    double sum = 0;
    for (const double p : partials) sum += p;
    return sum;
}

}  // namespace dermavox::core
