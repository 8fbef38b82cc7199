/// `dermavox study`: many cases of one scene; its status and its table.

#include "dermavox/study/run_study.hpp"

#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/scene/study_file.hpp"
#include "dermavox/study/study_report.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "stopping.hpp"
#include "study_output.hpp"
#include "version.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>

namespace dermavox::cli {
namespace fs = std::filesystem;

namespace {

fs::path study_output(const StudyOptions& options)
{
    if (!options.output.empty()) return options.output;
    return fs::path("out") / fs::path(options.study).stem();
}

study::RunOptions run_options(const StudyOptions& options, CaseLine& line)
{
    study::RunOptions run;
    run.resume = options.resume;
    run.retry_failed = options.retry_failed;
    run.jobs = options.jobs;
    run.memory_bytes = options.memory_bytes.value_or(0);
    run.version = program().version;
    run.stop = stop_study_in_order();
    run.progress = [&line](const study::Pace& pace) { line.show(pace.done, pace.all, pace.failed, pace.running); };
    run.note = [&line](const std::string& text) {
        line.clear();
        say("note: {}\n", text);
    };
    return run;
}

}  // namespace

void print_counts(const study::Counts& counts)
{
    say("{} of {} cases done", counts.done, counts.all());
    if (counts.failed > 0) say(", {} failed", counts.failed);
    if (counts.pending + counts.running > 0) say(", {} to do", counts.pending + counts.running);
    say("\n");
}

bool (*stop_study_in_order())()
{
    return stop_in_order(core::exit_code::stopped, "stopped; the same command with --resume goes on");
}

int exit_code_of(const study::Summary& summary)
{
    if (summary.stopped) return core::exit_code::stopped;
    if (summary.aborted || (summary.counts.done == 0 && summary.counts.failed > 0))
        return core::exit_code::check_failed;
    return core::exit_code::done;
}

int run_study(const StudyOptions& options)
{
    const scene::Catalogue shelves = catalogue();
    const scene::Study study = scene::read_study(options.study, shelves);
    if (!study.assumed_of_table.empty()) say("{}\n", study.assumed_of_table);
    const fs::path folder = study_output(options);
    if (options.slurm) return submit_study(options, study, shelves, folder);
    if (options.prepare) {
        study::prepare(study, folder, options.resume || options.retry_failed, options.retry_failed);
        print_counts(study::Store::look(folder).counts());
        return core::exit_code::done;
    }
    const auto start = std::chrono::steady_clock::now();
    CaseLine line;
    study::Summary summary = study::run_study(study, shelves, folder, run_options(options, line));
    line.clear();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!study::write_report(study, shelves, folder, program(), stop_study_in_order())) summary.stopped = true;
    print_counts(summary.counts);
    if (!summary.first_failure.empty())
        say("first failure: {}\ndermavox study status {} lists all of them\n", summary.first_failure,
            folder.string());
    for (const std::string& key : summary.absent)
        say("note: no case has {}: run.stages or report.depths leave it out\n", key);
    if (summary.stopped) say("stopped; the same command with --resume goes on\n");
    if (summary.aborted) say("ended by the failure, as run.on_failure says\n");
    say("{} in {}\n", (folder / "report.html").string(), readable_time(seconds));
    return exit_code_of(summary);
}

int study_status(const std::string& folder)
{
    const study::Store store = study::Store::look(folder);
    const study::Counts counts = store.counts();
    if (const auto waiting = study::finished_in_tasks(folder); waiting > 0)
        fmt::print("finished in tasks, not merged yet {}\n", waiting);
    fmt::print("pending {}\nrunning {}\ndone {}\nfailed {}\n", counts.pending, counts.running, counts.done,
               counts.failed);
    if (counts.failed == 0) return core::exit_code::done;
    const study::Table table = store.table();
    for (const auto& row : table.rows) {
        if (row.state != study::State::failed) continue;
        std::string inputs;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            inputs += fmt::format(" {}={}", table.inputs[i], row.cells[i]);
        fmt::print("case {} seed {}{}: exit code {}, {} attempts: {}\n", row.id, row.seed, inputs, row.exit_code,
                   row.attempts, row.reason);
    }
    return core::exit_code::done;
}

int study_export(const std::string& folder)
{
    study::write_csv(study::Store::look(folder).table(), std::cout);
    return core::exit_code::done;
}

int print_study_schema()
{
    fmt::print("{}", scene::study_json_schema());
    return core::exit_code::done;
}

}  // namespace dermavox::cli
