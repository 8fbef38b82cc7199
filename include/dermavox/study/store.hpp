/// The store of a study: one row per case in DIR/study.sqlite, complete at any moment.
///
/// SQLite in write-ahead mode: a row changes in one transaction, so that a process that is killed loses the cases in
/// hand and nothing else. One process at a time writes (a lock on DIR/study.lock); any may read meanwhile.
///
/// Columns: "case", point, seed, one per parameter, state (pending, running, done, failed), attempts, host, seconds,
/// memory_bytes, exit_code, reason, scene_hash, result_hash, then every number of result.json under its dotted key.
#pragma once

#include "dermavox/study/cases.hpp"

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dermavox::study {

enum class State { pending, running, done, failed };
std::string name_of(State state);

/// A number of result.json by its dotted key. An element of a list is named by its first member, as `compare` does;
/// points of curves are left out: coverage.at_depth[100].open_fraction, layers[dermis].wounded_mm3,
/// closure.tewl_at[24].value.
using Result = std::vector<std::pair<std::string, double>>;

/// What running a case gave.
struct Finish {
    State state = State::done;
    double seconds = 0;
    double memory_bytes = 0;  ///< peak of the process meanwhile: with cases beside it, an upper bound
    int exit_code = 0;
    std::string reason;       ///< of a failure, one line
    std::string scene_hash;   ///< XXH3-128 of program version and resolved scene: equal hashes, equal results
    std::string result_hash;  ///< of result.json
    Result result;
};

/// All rows, ordered by case.
struct Table {
    struct Row {
        std::int64_t id, point;
        std::uint64_t seed;
        State state;
        int attempts, exit_code;
        double seconds, memory_bytes;
        std::string host, reason, scene_hash, result_hash;
        std::vector<std::string> cells;  ///< of the parameters
        std::vector<double> inputs;      ///< the same as numbers; NaN where it is a text
        std::vector<double> results;     ///< by `results` below; NaN = none
    };
    std::vector<std::string> inputs;   ///< names of the parameters' columns
    std::vector<std::string> results;  ///< result keys, sorted
    std::vector<Row> rows;

    /// Place of a result key; nothing for one that no case has.
    std::optional<std::size_t> result(const std::string& key) const;
};

struct Counts {
    std::int64_t pending = 0, running = 0, done = 0, failed = 0;
    std::int64_t all() const { return pending + running + done + failed; }
};

class Store
{
public:
    /// A new store in an existing folder. `identity` is a hash of what the study is.
    static Store create(const std::filesystem::path& folder, const Space& space, const std::string& identity);
    /// Opens one. Throws core::Failure: 66 where there is none, 65 where it is no store, 73 where another process
    /// works on it or it belongs to another study (`identity`, unless empty).
    static Store open(const std::filesystem::path& folder, const std::string& identity);
    /// To read only; no lock.
    static Store look(const std::filesystem::path& folder);
    /// False for one whose process was killed before its tables were made.
    static bool exists(const std::filesystem::path& folder);

    ~Store();
    Store(Store&&) noexcept;

    /// Adds the cases that are not there yet, in one transaction; one that stands there with other inputs (a search
    /// that took another way) is pending again with these.
    void add(const std::vector<Case>& cases, const Space& space);
    /// Cases that were running when their process ended are pending again; with `failed`, failed ones too.
    void release_all(bool failed);
    /// pending -> running; counts the attempt.
    void begin(std::int64_t id, const std::string& host);
    /// running -> pending: stopped before it ended.
    void release(std::int64_t id);
    void finish(std::int64_t id, const Finish& finish);
    /// The result of a finished case with this scene, if any.
    std::optional<Finish> with_scene(const std::string& scene_hash) const;

    std::vector<std::int64_t> unfinished() const;  ///< pending and running, in order
    std::optional<State> state_of(std::int64_t id) const;
    Counts counts() const;
    Table table() const;

    /// Takes over the finished cases of another store of the same study, if they are not finished here.
    void merge(const Store& other);

private:
    struct Inside;
    explicit Store(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

/// All rows as CSV, ordered by case: case, point, seed, parameters, state, exit_code, reason, hashes, results, and
/// last attempts, host, seconds, memory_bytes, which may differ between two runs of one study.
void write_csv(const Table& table, std::ostream& out);

}  // namespace dermavox::study
