/// What the commands on studies share: what they print, their exit codes, submission.
#pragma once

#include "command.hpp"
#include "dermavox/study/run_study.hpp"

#include <filesystem>

namespace dermavox::cli {

/// "37 of 100 cases done, 2 failed, 61 to do" on stderr.
void print_counts(const study::Counts& counts);
/// From now on a signal stops the study in order, exit code 75; what is returned says when.
bool (*stop_study_in_order())();
/// 0, 75 for a stop, 1 when a failure ended it or nothing succeeded.
int exit_code_of(const study::Summary& summary);
/// Writes the scripts of a job array into DIR/slurm and submits them; prints the two job numbers.
int submit_study(const StudyOptions& options, const scene::Study& study, const scene::Catalogue& shelves,
                 const std::filesystem::path& folder);

}  // namespace dermavox::cli
