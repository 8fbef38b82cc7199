/// A study as a Slurm job array: the scripts, as text.
#pragma once

#include <filesystem>
#include <string>

namespace dermavox::study {

struct ArrayJob {
    std::filesystem::path program, study, folder;  ///< absolute
    std::string name;
    int tasks = 1;            ///< of the array, numbered from 0
    int cpus = 1;             ///< per task: cases at a time
    double memory_bytes = 0;  ///< per case, predicted
    std::string options;      ///< further #SBATCH options, e.g. "--partition=long --time=2:00:00"
};

/// The array: each task runs its share of the cases into a store of its own, so that a task that is requeued or sent
/// again finds what it had finished. Slurm may requeue it; a stop (SIGTERM) ends it cleanly.
std::string array_script(const ArrayJob& job);

/// The job that takes the tasks' results over and writes the report, whatever became of single tasks.
std::string merge_script(const ArrayJob& job);

/// A word as a POSIX shell reads it back.
std::string shell_word(const std::string& word);

}  // namespace dermavox::study
