// dermavox-cases --list              names of the cases
// dermavox-cases --ceilings          memory triad and multiply-add of this machine
// dermavox-cases CASE [--seconds S] [--threads N] [--slow SHARE]
//
// Runs a case again and again for at least S seconds (three times at least, after one run to warm up) and prints one
// line of JSON: best and median time of one run, best processor time, peak memory of the process, answers, and a
// yardstick, the time of one fused multiply-add in the same process. --slow adds a share of its own time to every
// run: tools/bench-trial uses it.
#include "bench/cases/case.hpp"
#include "bench/machine/ceilings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <openvdb/openvdb.h>
#include <sys/resource.h>

using namespace dermavox;

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string name;
    double seconds = 0.1, slow = 0;
    int threads = 0;
};

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void print_answers(const std::vector<bench::Answer>& answers)
{
    for (std::size_t i = 0; i < answers.size(); ++i)
        fmt::print("{}\"{}\": {}", i ? ", " : "", answers[i].name,
                   std::isfinite(answers[i].value) ? fmt::format("{}", answers[i].value) : "null");
}

struct Timed {
    double wall, processor;
};

double processor_seconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

/// One run, lengthened by its share of the processor's time, and its answers.
Timed timed(const std::function<std::vector<bench::Answer>()>& work, double slow, std::vector<bench::Answer>& answers)
{
    const auto start = Clock::now();
    const double before = processor_seconds();
    answers = work();
    const double wanted = (processor_seconds() - before) * (1 + slow);
    while (slow > 0 && processor_seconds() - before < wanted) {
    }
    return {since(start), processor_seconds() - before};
}

int run(const bench::Case& at, const Options& o)
{
    const double rate = bench::multiply_add_rate(), yardstick = rate > 0 ? 1 / rate : 0;
    const auto work = at.prepare();
    std::vector<bench::Answer> answers;
    timed(work, 0, answers);
    std::vector<double> all;
    double processor = 1e300;
    for (const auto start = Clock::now(); all.size() < 3 || since(start) < o.seconds;) {
        const Timed one = timed(work, o.slow, answers);
        all.push_back(one.wall);
        processor = std::min(processor, one.processor);
    }
    std::sort(all.begin(), all.end());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{{\"case\": \"{}\", \"seconds\": {}, \"median_seconds\": {}, \"processor_seconds\": {}, \"runs\": "
               "{}, \"peak_bytes\": {}, "
               "\"amount\": {}, \"unit\": \"{}\", \"threads\": {}, \"yardstick_s\": {}, \"answers\": {{",
               at.name, all.front(), all[all.size() / 2], processor, all.size(), usage.ru_maxrss * 1024L, at.amount(),
               at.unit, core::thread_limit(), yardstick);
    print_answers(answers);
    fmt::print("}}}}\n");
    return 0;
}

int ceilings()
{
    const double own = bench::multiply_add_rate();
    double one = 0, all = 0;
    core::with_threads(1, [&] { one = bench::triad_rate(); });
    core::with_threads(0, [&] { all = bench::triad_rate(); });
    fmt::print("{{\"triad_1_thread_GB_s\": {:.3f}, \"triad_all_threads_GB_s\": {:.3f}, "
               "\"multiply_add_1_thread_Gflop_s\": {:.3f}}}\n",
               one / 1e9, all / 1e9, own / 1e9);
    return 0;
}

}  // namespace

int main(int count, char** arguments)
{
    openvdb::initialize();
    std::vector<bench::Case> cases = bench::geometry_cases();
    for (bench::Case& more : bench::physics_cases()) cases.push_back(std::move(more));
    Options o;
    for (int i = 1; i < count; ++i) {
        const std::string at = arguments[i];
        const double value = i + 1 < count ? std::atof(arguments[i + 1]) : 0;
        if (at == "--list") {
            for (const bench::Case& one : cases) fmt::print("{}\n", one.name);
            return 0;
        }
        if (at == "--ceilings") return ceilings();
        if (at == "--seconds")
            o.seconds = value, ++i;
        else if (at == "--slow")
            o.slow = value, ++i;
        else if (at == "--threads")
            o.threads = int(value), ++i;
        else
            o.name = at;
    }
    const auto found =
        std::find_if(cases.begin(), cases.end(), [&](const bench::Case& c) { return c.name == o.name; });
    if (found == cases.end()) {
        fmt::print(stderr, "dermavox-cases: no case '{}'; --list names them\n", o.name);
        return 2;
    }
    int code = 0;
    core::with_threads(o.threads, [&] { code = run(*found, o); });
    return code;
}
