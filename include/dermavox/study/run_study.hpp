/// Runs a study: its cases in parallel as far as memory allows, each stored as it ends.
#pragma once

#include "dermavox/study/store.hpp"

#include <functional>
#include <string>

namespace dermavox::study {

/// How far a run is, for a progress line.
struct Pace {
    std::int64_t done = 0, all = 0, failed = 0;
    int running = 0;
};

struct RunOptions {
    bool resume = false;         ///< go on with a study that was stopped; finished cases stay
    bool retry_failed = false;   ///< and run the failed ones again
    int jobs = 0;                ///< cases at a time, at most; 0: one per core
    double memory_bytes = 0;     ///< sum of what running cases are predicted to take; 0: 80 % of what is free now
    std::string version;         ///< of the program: part of each case's hash
    std::function<bool()> stop;  ///< asked often, from any thread; true ends the run
    std::function<void(const Pace&)> progress;     ///< called from one thread at a time
    std::function<void(const std::string&)> note;  ///< told before anything runs what will not work of the study
};

struct Summary {
    Counts counts;
    std::int64_t reused = 0;          ///< cases whose scene another case had
    bool stopped = false;             ///< by `stop`
    bool aborted = false;             ///< by a failure, under on_failure = "abort"
    std::string first_failure;        ///< "case 7: ..."; empty when none failed in this run
    std::vector<std::string> absent;  ///< objectives, limits and figures that no case has
};

/// A hash of all that decides what the cases are: study, scene and table.
std::string identity_of(const scene::Study& study);

/// Refuses before anything runs what cannot work: core::Failure 73 when the folder exists without --resume, holds
/// another study or another process works on it; 69 when the disk is too small for the rows; core::InputError for
/// result keys that no result has, and when none of up to 100 cases looked at is a scene that can be run.
/// Needs `catalogue` for the cases' scenes. The folder then holds study.toml, the scene and study.sqlite.
/// A case that fails is recorded and skipped, tried again, or ends the run, as the study says.
Summary run_study(const scene::Study& study, const scene::Catalogue& catalogue, const std::filesystem::path& folder,
                  const RunOptions& options);

/// One part of a study's cases, on a cluster: those that are unfinished in `folder` and whose number is `task` modulo
/// `tasks`, into a store of their own, folder/tasks/<task>. Requires 0 <= task < tasks.
Summary run_task(const scene::Study& study, const scene::Catalogue& catalogue, const std::filesystem::path& folder,
                 int task, int tasks, const RunOptions& options);

/// Makes the folder and stores the cases without running one; with `go_on`, of a study that is there takes over what
/// its tasks have finished. core::Failure as run_study; 2 for a search, which chooses its cases as it goes.
void prepare(const scene::Study& study, const std::filesystem::path& folder, bool go_on = false,
             bool retry_failed = false);

/// Memory [bytes] that the largest of up to 100 cases, spread over the study, is predicted to take.
double predicted_memory(const scene::Study& study, const scene::Catalogue& catalogue);

/// Cases that tasks have finished and the study's own store does not know yet.
std::int64_t finished_in_tasks(const std::filesystem::path& folder);

/// Takes over what tasks have finished so far; returns what is now in the store.
Counts merge_tasks(const scene::Study& study, const std::filesystem::path& folder);

}  // namespace dermavox::study
