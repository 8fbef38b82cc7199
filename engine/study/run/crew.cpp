#include "engine/study/run/crew.hpp"

#include "dermavox/core/memory.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/study/one_case.hpp"
#include "engine/study/run/folder_lock.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace dermavox::study {
namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

/// One call of run: what its threads share, under one mutex.
class Crew::Shift
{
public:
    Shift(Crew& crew, std::vector<const Case*> cases)
        : m_crew(crew),
          m_cases(std::move(cases)),
          m_host(core::host_name()),
          m_budget(crew.m_options.memory_bytes > 0 ? crew.m_options.memory_bytes : 0.8 * core::free_memory())
    {
    }

    void work(int jobs)
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < jobs; ++i) threads.emplace_back([this, jobs] { serve(jobs); });
        {
            std::unique_lock lock(m_mutex);
            while (m_serving < jobs) {  // ask for a stop even while all threads wait or compute
                m_changed.wait_for(lock, std::chrono::milliseconds(100));
                if (m_crew.m_options.stop && m_crew.m_options.stop()) m_stop = true, m_changed.notify_all();
            }
        }
        for (std::thread& thread : threads) thread.join();
        if (m_error) std::rethrow_exception(m_error);
        if (m_stop && !m_crew.m_summary.aborted && !m_finished_all()) m_crew.m_summary.stopped = true;
    }

private:
    bool m_finished_all() const { return m_next >= m_cases.size() && m_interrupted == 0; }

    void serve(int jobs)
    {
        try {
            core::with_threads(jobs > 1 ? 1 : 0, [this] {
                while (const Case* one = next()) serve(*one);
            });
        } catch (...) {  // of the store: no case can be kept any more
            const std::lock_guard lock(m_mutex);
            if (!m_error) m_error = std::current_exception();
            m_stop = true;
        }
        const std::lock_guard lock(m_mutex);
        ++m_serving;
        m_changed.notify_all();
    }

    const Case* next()
    {
        const std::lock_guard lock(m_mutex);
        if (m_stop || m_next >= m_cases.size()) return nullptr;
        const Case* one = m_cases[m_next++];
        m_crew.m_store.begin(one->id, m_host);
        return one;
    }

    /// Everything of one case but starting it.
    void serve(const Case& one)
    {
        std::optional<Finish> finish;
        double memory = 0;
        const auto start = Clock::now();
        std::string hash;
        const int tries = m_crew.m_study.on_failure == scene::OnFailure::retry ? 1 + m_crew.m_study.retries : 1;
        for (int i = 0; i < tries && (!finish || finish->state == State::failed); ++i) {
            if (i > 0) begin_again(one);
            try {
                const scene::Scene scene = scene_of(one, m_crew.m_study, m_crew.m_space, m_crew.m_catalogue);
                hash = scene_hash(scene, m_crew.m_options.version);
                if ((finish = reuse(hash))) break;
                memory = simulation::estimate(scene, simulation::largest_tile).memory_bytes;
                if (!reserve(memory)) break;
                finish = finish_of(scene, [this](auto, double) {
                    if (m_stop) throw Stopped();
                });
                give_back(memory);
                if (!finish) break;
            } catch (const std::exception& error) {
                finish = failure_of(error);
            }
        }
        if (finish) finish->scene_hash = hash, finish->seconds = seconds_since(start);
        end(one, finish);
    }

    void begin_again(const Case& one)
    {
        const std::lock_guard lock(m_mutex);
        m_hashes.erase(m_of_thread[std::this_thread::get_id()]);
        m_crew.m_store.begin(one.id, m_host);
    }

    std::optional<Finish> reuse(const std::string& hash)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stop || !m_hashes.contains(hash); });  // its twin is at work: wait for it
        auto known = m_crew.m_store.with_scene(hash);
        if (known)
            ++m_crew.m_summary.reused;
        else
            m_hashes.insert(hash), m_of_thread[std::this_thread::get_id()] = hash;
        return known;
    }

    /// Waits until the case fits beside the others. False when the run stops meanwhile.
    bool reserve(double bytes)
    {
        std::unique_lock lock(m_mutex);
        if (m_budget > 0 && bytes > m_budget)
            throw core::Failure(core::exit_code::refused,
                                fmt::format("it needs about {} of memory, {} are allowed",
                                            simulation::readable_bytes(bytes), simulation::readable_bytes(m_budget)));
        m_changed.wait(lock, [&] { return m_stop || m_budget <= 0 || m_used + bytes <= m_budget; });
        if (m_stop) return false;
        if (m_running++ == 0) core::forget_peak_memory();
        m_used += bytes;
        return true;
    }

    void give_back(double bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_used -= bytes;
        --m_running;
        m_changed.notify_all();
    }

    void end(const Case& one, std::optional<Finish>& finish)
    {
        const std::lock_guard lock(m_mutex);
        m_hashes.erase(m_of_thread[std::this_thread::get_id()]);
        Summary& summary = m_crew.m_summary;
        if (!finish) {
            ++m_interrupted;
            m_crew.m_store.release(one.id);
        } else {
            finish->memory_bytes = core::peak_memory();
            m_crew.m_store.finish(one.id, *finish);
            const bool failed = finish->state == State::failed;
            ++(failed ? summary.counts.failed : summary.counts.done);
            if (failed && summary.first_failure.empty())
                summary.first_failure = fmt::format("case {}: {}", one.id, finish->reason);
            if (failed && m_crew.m_study.on_failure == scene::OnFailure::abort) summary.aborted = m_stop = true;
        }
        m_changed.notify_all();
        if (m_crew.m_options.progress)
            m_crew.m_options.progress({.done = summary.counts.done + summary.counts.failed,
                                       .all = m_crew.m_all,
                                       .failed = summary.counts.failed,
                                       .running = m_running});
    }

    Crew& m_crew;
    std::vector<const Case*> m_cases;
    std::string m_host;
    double m_budget;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_next = 0;
    double m_used = 0;
    int m_running = 0, m_serving = 0, m_interrupted = 0;
    std::set<std::string> m_hashes;  ///< of scenes at work
    std::map<std::thread::id, std::string> m_of_thread;
    std::atomic<bool> m_stop = false;
    std::exception_ptr m_error;
};

Crew::Crew(const scene::Study& study, const Space& space, const scene::Catalogue& catalogue, Store& store,
           const RunOptions& options)
    : m_study(study),
      m_space(space),
      m_catalogue(catalogue),
      m_store(store),
      m_options(options)
{
    m_summary.counts = store.counts();
}

void Crew::run(const std::vector<Case>& cases)
{
    const auto ids = m_store.unfinished();
    std::vector<const Case*> open;
    for (const Case& one : cases)
        if (std::ranges::binary_search(ids, one.id)) open.push_back(&one);
    if (open.empty() || ended()) return;
    const int cores = std::max(1, int(std::thread::hardware_concurrency()));
    const int jobs = std::min<int>(m_options.jobs > 0 ? m_options.jobs : cores, int(open.size()));
    Shift(*this, std::move(open)).work(jobs);
}

Summary Crew::summary() const
{
    Summary summary = m_summary;
    summary.counts = m_store.counts();
    return summary;
}

}  // namespace dermavox::study
