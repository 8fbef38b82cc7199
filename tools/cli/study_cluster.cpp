/// `dermavox study` on more than one machine: Slurm arrays, tasks, merging, Dakota.

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/scene/study_file.hpp"
#include "dermavox/study/dakota.hpp"
#include "dermavox/study/run_study.hpp"
#include "dermavox/study/slurm.hpp"
#include "dermavox/study/study_report.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "study_output.hpp"
#include "version.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/wait.h>

namespace dermavox::cli {
namespace fs = std::filesystem;

namespace {

/// What a command prints, without the last line break. Throws core::Failure (69) when it fails.
std::string output_of(const std::string& command)
{
    std::string text;
    std::array<char, 256> part{};
    FILE* pipe = ::popen(command.c_str(), "r");
    while (pipe && std::fgets(part.data(), int(part.size()), pipe)) text += part.data();
    const int status = pipe ? ::pclose(pipe) : -1;
    if (status != 0)
        throw core::Failure(core::exit_code::refused,
                            fmt::format("the scripts are written, but not submitted: {} failed with {}", command,
                                        WIFEXITED(status) ? WEXITSTATUS(status) : status));
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

void write_script(const fs::path& file, const std::string& text)
{
    core::write_whole(file, true, text);
    fs::permissions(file, fs::perms(0755));
}

}  // namespace

int submit_study(const StudyOptions& options, const scene::Study& study, const scene::Catalogue& shelves,
                 const fs::path& folder)
{
    study::prepare(study, folder, options.resume || options.retry_failed, options.retry_failed);
    const std::int64_t left = study::Store::look(folder).counts().pending;
    if (left == 0) return merge_study(options.study, folder);
    study::ArrayJob job;
    job.program = fs::read_symlink("/proc/self/exe");
    job.study = fs::absolute(options.study).lexically_normal();
    job.folder = fs::absolute(folder).lexically_normal();
    job.name = folder.filename();
    job.tasks = int(std::min<std::int64_t>(options.tasks, left));
    job.cpus = options.jobs > 0 ? options.jobs : 1;
    job.memory_bytes = study::predicted_memory(study, shelves);
    job.options = options.sbatch;
    fs::create_directories(folder / "slurm");
    const fs::path array = job.folder / "slurm" / "array.sh", merge = job.folder / "slurm" / "merge.sh";
    write_script(array, study::array_script(job));
    write_script(merge, study::merge_script(job));
    say("{} cases in {} tasks: {}\n", left, job.tasks, array.string());
    if (options.no_submit) return core::exit_code::done;
    const std::string id = output_of("sbatch --parsable " + study::shell_word(array));
    const std::string number = id.substr(0, id.find(';'));
    const std::string second =
        output_of("sbatch --parsable --dependency=afterany:" + number + ' ' + study::shell_word(merge));
    fmt::print("{}\n{}\n", number, second.substr(0, second.find(';')));
    return core::exit_code::done;
}

int run_study_task(const StudyTask& options)
{
    if (options.task >= options.tasks)
        throw core::Failure(core::exit_code::usage, fmt::format("--task {} of --of {}: tasks are counted from 0",
                                                                options.task, options.tasks));
    const scene::Catalogue shelves = catalogue();
    const scene::Study study = scene::read_study(options.study, shelves);
    study::RunOptions run;
    run.jobs = options.jobs;
    run.memory_bytes = options.memory_bytes.value_or(0);
    run.version = program().version;
    run.stop = stop_study_in_order();
    const study::Summary summary = study::run_task(study, shelves, options.folder, options.task, options.tasks, run);
    print_counts(summary.counts);
    return exit_code_of(summary);
}

int merge_study(const std::string& study_file, const fs::path& folder)
{
    const scene::Catalogue shelves = catalogue();
    const scene::Study study = scene::read_study(study_file, shelves);
    const study::Counts counts = study::merge_tasks(study, folder);
    const bool whole = study::write_report(study, shelves, folder, program(), stop_study_in_order());
    print_counts(counts);
    if (!whole) say("stopped before all reports of designs were written; merge writes them again\n");
    if (counts.pending + counts.running > 0)
        say("not all tasks came to an end: dermavox study ... --resume runs the rest\n");
    return !whole || counts.pending + counts.running > 0 ? core::exit_code::stopped : core::exit_code::done;
}

int evaluate_for_dakota(const std::string& study_file, const std::string& parameters, const std::string& results)
{
    const scene::Catalogue shelves = catalogue();
    const scene::Study study = scene::read_study(study_file, shelves);
    const study::Space space(study);
    const auto request = study::dakota_request(core::read_text_file(parameters, core::most_scene_bytes), parameters);
    const auto point = study::dakota_point(request, study, space, parameters);
    core::require_writable(results, true);
    core::write_whole(results, true, study::dakota_results(request, point, study, shelves, parameters));
    return core::exit_code::done;
}

}  // namespace dermavox::cli
