#include "study_command.hpp"

#include "command.hpp"
#include "number_option.hpp"

namespace dermavox::cli {
namespace {

const char* const k_examples = R"(
Examples:
  dermavox study scenes/studies/coverage.toml -o out/coverage
  dermavox study scenes/studies/coverage.toml -o out/coverage --resume
  dermavox study scenes/studies/coverage.toml -o out/coverage --slurm --tasks 8
  dermavox study status out/coverage
  dermavox study export out/coverage > cases.csv

The folder holds study.sqlite (one row per case), report.html, cases/ (reports of the best designs), study.toml and
scene.toml. Exit code 75: stopped, --resume goes on. scenes/studies/README.md describes study files and clusters.)";

void add_run_options(CLI::App& command, StudyOptions& o)
{
    command.add_option("STUDY", o.study, "Study file (TOML)");
    command.add_option("-o,--output", o.output, "Folder; out/<study name> otherwise")->type_name("DIR");
    command.add_flag("--resume", o.resume, "Go on with a study that was stopped");
    command.add_flag("--retry-failed", o.retry_failed, "Go on, and run failed cases again");
    command.add_option("--jobs", o.jobs, "Cases at a time, at most; one per core otherwise")
        ->check(CLI::Range(1, 1024));
    command.add_option("--max-memory", o.memory_bytes, "What all running cases may take, e.g. 8GB")
        ->transform(as_bytes())
        ->check(more_than_zero())
        ->type_name("SIZE");
    command.add_flag("--prepare", o.prepare, "Store the cases and run none: study task runs them");
    command.add_flag("--slurm", o.slurm, "Write a Slurm job array of the cases and submit it");
    command.add_option("--tasks", o.tasks, "Tasks of the array; 8 otherwise")->check(CLI::Range(1, 10000));
    command.add_flag("--no-submit", o.no_submit, "With --slurm: write the scripts only");
    command.add_option("--sbatch", o.sbatch, "Further options of sbatch, e.g. \"--partition=long\"")
        ->type_name("TEXT");
}

CLI::App* add_task(CLI::App& command, StudyTask& o)
{
    auto* task = command.add_subcommand("task", "Run one share of a prepared study (cluster, GNU parallel)");
    task->add_option("STUDY", o.study, "Study file")->required();
    task->add_option("DIR", o.folder, "Folder of the study")->required();
    task->add_option("--task", o.task, "Which share, from 0")->required()->check(CLI::NonNegativeNumber);
    task->add_option("--of", o.tasks, "Number of shares")->required()->check(CLI::Range(1, 1000000));
    task->add_option("--jobs", o.jobs, "Cases at a time, at most")->check(CLI::Range(1, 1024));
    task->add_option("--max-memory", o.memory_bytes, "What all running cases may take")
        ->transform(as_bytes())
        ->check(more_than_zero())
        ->type_name("SIZE");
    return task;
}

}  // namespace

void add_study(CLI::App& app, int& exit_code)
{
    struct All {
        StudyOptions run;
        StudyTask task;
        std::string study, folder, parameters, results;
    };
    auto o = std::make_shared<All>();
    auto* command = app.add_subcommand("study", "Run many cases of a scene: sweeps, designs, optimisation");
    add_run_options(*command, o->run);
    auto* status = command->add_subcommand("status", "How far a study is, and what failed");
    status->add_option("DIR", o->folder, "Folder of the study")->required();
    auto* table = command->add_subcommand("export", "All cases as CSV, to standard output");
    table->add_option("DIR", o->folder, "Folder of the study")->required();
    auto* task = add_task(*command, o->task);
    auto* merge = command->add_subcommand("merge", "Take over what tasks have finished; write the report");
    merge->add_option("STUDY", o->study, "Study file")->required();
    merge->add_option("DIR", o->folder, "Folder of the study")->required();
    auto* dakota = command->add_subcommand("dakota", "One evaluation for Dakota: parameters in, results out");
    dakota->add_option("STUDY", o->study, "Study file")->required();
    dakota->add_option("PARAMETERS", o->parameters, "Parameters file of Dakota")->required();
    dakota->add_option("RESULTS", o->results, "Results file to write")->required();
    command->require_subcommand(0, 1);
    command->footer(k_examples);
    command->callback([=, &exit_code] {
        if (status->parsed())
            exit_code = study_status(o->folder);
        else if (table->parsed())
            exit_code = study_export(o->folder);
        else if (task->parsed())
            exit_code = run_study_task(o->task);
        else if (merge->parsed())
            exit_code = merge_study(o->study, o->folder);
        else if (dakota->parsed())
            exit_code = evaluate_for_dakota(o->study, o->parameters, o->results);
        else if (o->run.study.empty())
            throw CLI::RequiredError("STUDY");
        else
            exit_code = run_study(o->run);
    });
}

}  // namespace dermavox::cli
