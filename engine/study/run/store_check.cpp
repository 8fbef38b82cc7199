#include "engine/study/run/store_check.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <set>

namespace dermavox::study {
namespace {

constexpr std::size_t k_columns_a_query = 100;

[[noreturn]] void refuse_store(const Database& database, const std::string& why)
{
    throw core::Failure(core::exit_code::bad_input, fmt::format("{}: {}", database.file().string(), why));
}

std::string only_text(const Database& database, const std::string& sql)
{
    Statement read(database, sql);
    return read.step() ? read.text(0) : std::string();
}

void check_pages(const Database& database)
{
    const std::string found = only_text(database, "PRAGMA quick_check(1)");
    if (found != "ok") refuse_store(database, fmt::format("damaged: {}; a copy, or the study run again", found));
}

void check_tables(const Database& database)
{
    std::set<std::string> missing{"table meta", "table cases"};
    Statement read(database, "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    while (read.step()) {
        const std::string found = read.text(0) + ' ' + read.text(1);
        if (missing.erase(found) == 0 && found != "index by_scene")
            refuse_store(database, fmt::format("no store of a study: it has a {}", found));
    }
    if (!missing.empty()) refuse_store(database, fmt::format("no store of a study: it has no {}", *missing.begin()));
}

void check_schema(const Database& database)
{
    const std::string text = only_text(database, "SELECT value FROM meta WHERE key = 'schema'");
    const int schema = text.empty() ? store_schema : std::atoi(text.c_str());  // it was not written at first
    if (schema == store_schema) return;
    refuse_store(database,
                 schema > store_schema
                     ? fmt::format("written by a newer version (schema {}, this one knows {}): go on with that "
                                   "version, or run the study into another folder",
                                   schema, store_schema)
                     : fmt::format("its schema is \"{}\", expected {}", text, store_schema));
}

std::vector<std::string> columns_of(const Database& database)
{
    std::vector<std::string> names;
    Statement read(database, "SELECT name FROM pragma_table_info('cases')");
    while (read.step()) names.push_back(read.text(0));
    return names;
}

/// The first row for which `wrong` holds, if any.
void refuse_rows(const Database& database, const std::string& wrong, const char* what)
{
    const std::string row = only_text(database, "SELECT \"case\" FROM cases WHERE " + wrong + " LIMIT 1");
    if (!row.empty()) refuse_store(database, fmt::format("case {} has {}", row, what));
}

void check_fixed_columns(const Database& database, const std::vector<std::string>& columns)
{
    for (const char* name : fixed_columns)
        if (std::ranges::find(columns, name) == columns.end())
            refuse_store(database, fmt::format("table cases has no column {}", name));
    refuse_rows(database, "state NOT IN ('pending', 'running', 'done', 'failed')", "an unknown state");
    refuse_rows(database,
                "typeof(point) != 'integer' OR typeof(seed) != 'integer' OR typeof(attempts) != 'integer' OR "
                "attempts < 0",
                "no point, seed or number of attempts");
    refuse_rows(database, "state IN ('done', 'failed') AND typeof(exit_code) != 'integer'",
                "ended without exit code");
    refuse_rows(database,
                "typeof(seconds) NOT IN ('null', 'real', 'integer') OR "
                "typeof(memory_bytes) NOT IN ('null', 'real', 'integer')",
                "a time or memory that is no number");
}

/// Results are all that follows the parameters.
void check_results(const Database& database, const std::vector<std::string>& columns)
{
    const int inputs = std::atoi(only_text(database, "SELECT value FROM meta WHERE key = 'inputs'").c_str());
    const std::size_t before = std::size(fixed_columns) + std::size_t(std::max(inputs, 0));
    if (inputs < 0 || before > columns.size())
        refuse_store(database, "meta.inputs is not the number of its parameters");
    for (std::size_t i = before; i < columns.size(); i += k_columns_a_query) {
        std::string wrong = "0";
        for (std::size_t k = i; k < std::min(columns.size(), i + k_columns_a_query); ++k)
            wrong += fmt::format(" OR typeof({}) NOT IN ('null', 'real', 'integer')", quoted_name(columns[k]));
        refuse_rows(database, wrong, "a result that is no number");
    }
}

}  // namespace

void check_store(const Database& database)
{
    check_pages(database);
    check_tables(database);
    check_schema(database);
    const std::vector<std::string> columns = columns_of(database);
    check_fixed_columns(database, columns);
    check_results(database, columns);
}

}  // namespace dermavox::study
