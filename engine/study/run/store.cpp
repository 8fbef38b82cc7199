#include "dermavox/study/store.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/study/run/database.hpp"
#include "engine/study/run/folder_lock.hpp"
#include "engine/study/run/store_check.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <set>

namespace dermavox::study {
namespace fs = std::filesystem;

namespace {

constexpr const char* k_file = "study.sqlite";
bool is_fixed_column(const std::string& name)
{
    return std::ranges::find(fixed_columns, name) != std::end(fixed_columns);
}

}  // namespace

std::string name_of(State state)
{
    constexpr const char* names[] = {"pending", "running", "done", "failed"};
    return names[int(state)];
}

std::optional<std::size_t> Table::result(const std::string& key) const
{
    const auto at = std::ranges::lower_bound(results, key);
    if (at == results.end() || *at != key) return std::nullopt;
    return std::size_t(at - results.begin());
}

struct Store::Inside {
    Inside(const fs::path& folder, Database::Mode mode)
        : lock(mode == Database::Mode::read ? nullptr : std::make_unique<FolderLock>(folder)),
          database(folder / k_file, mode)
    {
    }

    std::string meta(const std::string& key) const
    {
        Statement read(database, "SELECT value FROM meta WHERE key = ?");
        read.bind(key);
        return read.step() ? read.text(0) : std::string();
    }

    /// Parameters first, in their order, then results as they came.
    void read_columns()
    {
        check_store(database);
        Statement names(database, "SELECT name FROM pragma_table_info('cases')");
        const int parameters = std::atoi(meta("inputs").c_str());
        while (names.step()) {
            const std::string name = names.text(0);
            if (is_fixed_column(name)) continue;
            if (int(inputs.size()) < parameters)
                inputs.push_back(name);
            else
                results.insert(name);
        }
    }

    void add_columns(const Result& result)
    {
        for (const auto& [key, value] : result)
            if (results.insert(key).second)
                database.run(fmt::format("ALTER TABLE cases ADD COLUMN {} REAL", quoted_name(key)));
    }

    std::unique_ptr<FolderLock> lock;  // before the database: taken first, given back last
    Database database;
    std::vector<std::string> inputs;
    std::set<std::string> results;
};

Store::Store(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;

namespace {

/// The folder, where it has a store.
const fs::path& present(const fs::path& folder)
{
    if (!Store::exists(folder))
        throw core::Failure(core::exit_code::no_input, folder.string() + ": no study is here (study.sqlite)");
    if (!fs::is_regular_file(folder / k_file))
        throw core::Failure(core::exit_code::bad_input, (folder / k_file).string() + ": is no plain file");
    return folder;
}

}  // namespace

bool Store::exists(const fs::path& folder)
{
    const fs::path file = folder / k_file;
    if (!fs::is_regular_file(file)) return fs::exists(file);
    try {
        const Database database(file, Database::Mode::read);
        return Statement(database, "SELECT 1 FROM sqlite_schema").step();
    } catch (const core::Failure&) {  // damaged: not nothing
        return true;
    }
}

Store Store::create(const fs::path& folder, const Space& space, const std::string& identity)
{
    auto inside = std::make_unique<Inside>(folder, Database::Mode::create);
    Database& database = inside->database;
    Transaction all(database);
    database.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)");
    std::string columns;
    for (std::size_t i = 0; i < space.size(); ++i)
        columns += fmt::format(", {} {}", quoted_name(space.columns()[i]), space.numeric(i) ? "REAL" : "TEXT");
    database.run(
        "CREATE TABLE IF NOT EXISTS cases (\"case\" INTEGER PRIMARY KEY, point INTEGER NOT NULL, seed INTEGER "
        "NOT NULL" +
        columns +
        ", state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, host TEXT, seconds REAL, "
        "memory_bytes REAL, exit_code INTEGER, reason TEXT, scene_hash TEXT, result_hash TEXT)");
    database.run("CREATE INDEX IF NOT EXISTS by_scene ON cases (scene_hash)");
    for (const auto& [key, value] : {std::pair<std::string, std::string>{"schema", std::to_string(store_schema)},
                                     {"study", identity},
                                     {"inputs", std::to_string(space.size())}})
        Statement(database, "INSERT OR REPLACE INTO meta VALUES (?, ?)").bind(key).bind(value).step();
    all.commit();
    inside->read_columns();
    return Store(std::move(inside));
}

Store Store::open(const fs::path& folder, const std::string& identity)
{
    auto inside = std::make_unique<Inside>(present(folder), Database::Mode::write);
    inside->read_columns();
    if (!identity.empty() && inside->meta("study") != identity)
        throw core::Failure(core::exit_code::cannot_create,
                            folder.string() + ": holds another study, or this one before it was changed; "
                                              "name another folder");
    return Store(std::move(inside));
}

Store Store::look(const fs::path& folder)
{
    auto inside = std::make_unique<Inside>(present(folder), Database::Mode::read);
    inside->read_columns();
    return Store(std::move(inside));
}

void Store::add(const std::vector<Case>& cases, const Space& space)
{
    std::string names, places, fresh, differs = "seed IS NOT excluded.seed";
    for (const std::string& column : space.columns()) {
        const std::string name = quoted_name(column);
        names += ", " + name, places += ", ?";
        fresh += fmt::format(", {0} = excluded.{0}", name);
        differs += fmt::format(" OR {0} IS NOT excluded.{0}", name);
    }
    Transaction all(m_inside->database);
    Statement insert(
        m_inside->database,
        fmt::format("INSERT INTO cases (\"case\", point, seed{}, state) VALUES (?, ?, ?{}, 'pending') ON "
                    "CONFLICT (\"case\") DO UPDATE SET state = 'pending', attempts = 0, seed = "
                    "excluded.seed{} WHERE {}",
                    names, places, fresh, differs));
    for (const Case& c : cases) {
        insert.reset();
        insert.bind(c.id).bind(c.point).bind(std::int64_t(c.seed));
        for (std::size_t i = 0; i < space.size(); ++i)
            if (space.numeric(i))
                insert.bind(c.at[i]);
            else
                insert.bind(space.cell(i, c.at[i]));
        insert.step();
    }
    all.commit();
}

void Store::release_all(bool failed)
{
    m_inside->database.run(std::string("UPDATE cases SET state = 'pending', reason = NULL, exit_code = NULL "
                                       "WHERE state = 'running'") +
                           (failed ? " OR state = 'failed'" : ""));
}

void Store::begin(std::int64_t id, const std::string& host)
{
    Statement(m_inside->database,
              "UPDATE cases SET state = 'running', attempts = attempts + 1, host = ? WHERE \"case\" = ?")
        .bind(host)
        .bind(id)
        .step();
}

void Store::release(std::int64_t id)
{
    Statement(m_inside->database, "UPDATE cases SET state = 'pending' WHERE \"case\" = ?").bind(id).step();
}

void Store::finish(std::int64_t id, const Finish& f)
{
    Transaction all(m_inside->database);
    m_inside->add_columns(f.result);
    std::string sql = "UPDATE cases SET state = ?, seconds = ?, memory_bytes = ?, exit_code = ?, reason = ?, "
                      "scene_hash = ?, result_hash = ?";
    for (const auto& [key, value] : f.result) sql += ", " + quoted_name(key) + " = ?";
    Statement update(m_inside->database, sql + " WHERE \"case\" = ?");
    update.bind(name_of(f.state)).bind(f.seconds).bind(f.memory_bytes).bind(std::int64_t(f.exit_code));
    for (const std::string& text : {f.reason, f.scene_hash, f.result_hash})
        text.empty() ? update.bind_null() : update.bind(text);
    for (const auto& [key, value] : f.result) update.bind(value);
    update.bind(id).step();
    all.commit();
}

std::optional<Finish> Store::with_scene(const std::string& scene_hash) const
{
    std::string sql = "SELECT seconds, memory_bytes, result_hash";
    for (const std::string& key : m_inside->results) sql += ", " + quoted_name(key);
    Statement read(m_inside->database, sql + " FROM cases WHERE scene_hash = ? AND state = 'done' LIMIT 1");
    read.bind(scene_hash);
    if (!read.step()) return std::nullopt;
    Finish f;
    f.scene_hash = scene_hash;
    f.result_hash = read.text(2);
    int column = 3;
    for (const std::string& key : m_inside->results) {
        if (!read.is_null(column)) f.result.emplace_back(key, read.number(column));
        ++column;
    }
    return f;
}

std::vector<std::int64_t> Store::unfinished() const
{
    std::vector<std::int64_t> ids;
    Statement read(m_inside->database,
                   "SELECT \"case\" FROM cases WHERE state IN ('pending', 'running') ORDER BY \"case\"");
    while (read.step()) ids.push_back(read.integer(0));
    return ids;
}

namespace {

State state_named(const std::string& name)
{
    for (const State state : {State::pending, State::running, State::done})
        if (name == name_of(state)) return state;
    return State::failed;
}

}  // namespace

std::optional<State> Store::state_of(std::int64_t id) const
{
    Statement read(m_inside->database, "SELECT state FROM cases WHERE \"case\" = ?");
    read.bind(id);
    return read.step() ? std::optional(state_named(read.text(0))) : std::nullopt;
}

Counts Store::counts() const
{
    Counts counts;
    Statement read(m_inside->database, "SELECT state, count(*) FROM cases GROUP BY state");
    while (read.step()) {
        const State state = state_named(read.text(0));
        (state == State::pending   ? counts.pending
         : state == State::running ? counts.running
         : state == State::done    ? counts.done
                                   : counts.failed) = read.integer(1);
    }
    return counts;
}

Table Store::table() const
{
    Table table;
    table.inputs = m_inside->inputs;
    table.results.assign(m_inside->results.begin(), m_inside->results.end());
    std::string sql = "SELECT";
    for (const char* name : fixed_columns) sql += ' ' + quoted_name(name) + ',';
    for (const auto& names : {table.inputs, table.results})
        for (const std::string& name : names) sql += ' ' + quoted_name(name) + ',';
    sql.back() = ' ';
    Statement read(m_inside->database, sql + "FROM cases ORDER BY \"case\"");
    while (read.step()) {
        Table::Row row{.id = read.integer(0),
                       .point = read.integer(1),
                       .seed = std::uint64_t(read.integer(2)),
                       .state = state_named(read.text(3)),
                       .attempts = int(read.integer(4)),
                       .exit_code = int(read.integer(8)),
                       .seconds = read.number(6),
                       .memory_bytes = read.number(7),
                       .host = read.text(5),
                       .reason = read.text(9),
                       .scene_hash = read.text(10),
                       .result_hash = read.text(11),
                       .cells = {},
                       .inputs = {},
                       .results = {}};
        int column = int(std::size(fixed_columns));
        for (std::size_t i = 0; i < table.inputs.size(); ++i, ++column) {
            row.cells.push_back(read.text(column));
            row.inputs.push_back(read.is_number(column) ? read.number(column) : std::nan(""));
        }
        for (std::size_t i = 0; i < table.results.size(); ++i, ++column) row.results.push_back(read.number(column));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void Store::merge(const Store& other)
{
    const Table more = other.table();
    for (const Table::Row& row : more.rows) {
        if (row.state != State::done && row.state != State::failed) continue;
        if (state_of(row.id).value_or(State::done) == State::done) continue;
        Finish f{row.state,  row.seconds,    row.memory_bytes, row.exit_code,
                 row.reason, row.scene_hash, row.result_hash,  {}};
        for (std::size_t i = 0; i < more.results.size(); ++i)
            if (!std::isnan(row.results[i])) f.result.emplace_back(more.results[i], row.results[i]);
        begin(row.id, row.host);
        finish(row.id, f);
    }
}

}  // namespace dermavox::study
