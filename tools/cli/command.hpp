/// The commands of the program, one function each; all return an exit code and throw what core/problem.hpp lists.
#pragma once

#include "dermavox/core/table.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::cli {

/// Options that several commands share.
struct SceneOptions {
    std::string scene;
    std::vector<std::string> sets;  ///< key=value
    std::optional<std::uint64_t> seed;
    int threads = 0;
};

struct Limits {
    std::optional<double> memory_bytes;
    std::optional<double> voxels;
    std::optional<double> seconds;
};

/// --columns and --decimal-mark of a command that takes a table.
struct TableOptions {
    std::vector<std::string> columns;
    std::string decimal_mark;
    core::TableChoices choices() const;  ///< throws core::Failure (2) for a choice that is no NAME=HEADER
};

struct RunOptions {
    SceneOptions input;
    Limits limits;
    std::string output;  ///< empty: out/<scene file's stem>
    bool force = false;
    bool quiet = false;
    bool json = false;
    int subjects = 0;                  ///< persons to draw; 0 = the median person alone
    bool dial_sweep = false;           ///< reached depth at every setting of the dial
    bool rules = false;                ///< print every rule of practice
    std::vector<std::string> command;  ///< as typed, for provenance
};

int run(const RunOptions& options);

struct CheckOptions {
    std::vector<std::string> scenes;
    std::vector<std::string> sets;
    Limits limits;
    bool json = false;
};

int check(const CheckOptions& options);

struct StudyOptions {
    std::string study;
    std::string output;  ///< empty: out/<study file's stem>
    bool resume = false, retry_failed = false;
    int jobs = 0;
    std::optional<double> memory_bytes;
    bool prepare = false, slurm = false, no_submit = false;
    int tasks = 8;
    std::string sbatch;  ///< further options of the jobs
};

struct StudyTask {
    std::string study, folder;
    int task = 0, tasks = 1, jobs = 0;
    std::optional<double> memory_bytes;
};

/// One share of a prepared study; taking the shares over; one evaluation for Dakota.
int run_study_task(const StudyTask& options);
int merge_study(const std::string& study, const std::filesystem::path& folder);
int evaluate_for_dakota(const std::string& study, const std::string& parameters, const std::string& results);

/// Many cases of one scene, stored as they end; what is stored, in short and as CSV.
int run_study(const StudyOptions& options);
int study_status(const std::string& folder);
int study_export(const std::string& folder);
int print_study_schema();

/// `sites`, `devices`: a list; with a name: every field with its value, basis and source.
int list_sites(const std::string& name);
int list_devices(const std::string& name);

/// `rules`: every rule of practice, or one; a file of rules checked.
int list_rules(const std::string& id);
int check_rule_file(const std::string& file);

/// Sink of the surface per newton under a disc load, at distances from its axis: CSV.
int kernel(const SceneOptions& input, const std::string& disc, const std::string& radii);
struct IndentOptions {
    SceneOptions input;
    std::string plot;  ///< file for a picture; empty: none
    bool force = false;
};

/// Force against depth of one stroke of the device into whole skin and out again: CSV, and a picture.
int indent(const IndentOptions& options);

struct ContactOptions {
    SceneOptions input;
    std::string plot, cache;  ///< picture; folder of tables, empty: the user's
    bool force = false, json = false;
};

/// Force, displacement and surface of the skin under the device's cap, base or drum: CSV or JSON, and a picture.
int contact(const ContactOptions& options);

struct ReportOptions {
    std::string folder;
    int threads = 0;
    bool quiet = false;
};

/// Writes report.html of a result folder again, by this version of the page.
int report_again(const ReportOptions& options);

struct CompareOptions {
    std::vector<std::string> runs;  ///< result folders and measured tables, the reference first
    std::vector<std::string> fail_on;
    TableOptions table;  ///< of measured tables
    std::string output;  ///< folder for compare.html and compare.json; empty: none
    bool force = false;
    bool quiet = false;
    bool json = false;
    bool all = false;                  ///< list unchanged figures as well
    std::vector<std::string> command;  ///< as typed
};

int compare(const CompareOptions& options);

struct FindOptions {
    SceneOptions input;
    std::vector<std::string> vary, targets, limits;
    int seeds = 3, most = 60;
    bool outside_validity = false;
    bool quiet = false;
    bool json = false;
};

/// The value of a key at which a figure has its target; exit code 1 where no value has.
int find(const FindOptions& options);

struct VerifyOptions {
    bool full = false;
    bool json = false;
    std::string page;  ///< folder for VERIFICATION.md and its plots; empty: none
};

/// Closed forms, orders of convergence, balances, repeatability, measurements.
int verify(const VerifyOptions& options);

/// Compares a result folder with its manifest.
int verify_output(const std::string& folder);

}  // namespace dermavox::cli
