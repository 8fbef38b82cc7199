#include "engine/study/run/database.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <new>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace dermavox::study {
namespace {

/// In a folder that cannot be written SQLite cannot make its index of the write-ahead log: without a log it needs
/// none.
std::string uri_of(const std::filesystem::path& file)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string())
        uri += std::isalnum(static_cast<unsigned char>(c)) || c == '/'
                   ? std::string(1, c)
                   : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    const bool archived = ::access(folder.c_str(), W_OK) != 0 && !std::filesystem::exists(file.string() + "-wal");
    return archived ? uri + "?immutable=1" : uri;
}

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode) : m_file(file)
{
    const int flags = mode == Mode::read    ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                      : mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW
                                            : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    const std::string name = mode == Mode::read ? uri_of(file) : file.string();
    if (sqlite3_open_v2(name.c_str(), &m_handle, flags, nullptr) != SQLITE_OK) {
        const std::string why = m_handle ? sqlite3_errmsg(m_handle) : "out of memory";
        sqlite3_close(m_handle);
        throw core::Failure(mode == Mode::create ? core::exit_code::cannot_create : core::exit_code::no_input,
                            file.string() + ": " + why);
    }
    sqlite3_busy_timeout(m_handle, 10000);
    // the file may come from anywhere: nothing in it runs, and what it says of its own sizes is checked
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    run("PRAGMA cell_size_check = ON");
    if (mode == Mode::read) return;
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = NORMAL");
}

Database::~Database() { sqlite3_close(m_handle); }

Database::Database(Database&& other) noexcept
    : m_file(std::move(other.m_file)),
      m_handle(std::exchange(other.m_handle, nullptr))
{
}

void Database::fail(const std::string& doing) const
{
    const int code = sqlite3_errcode(m_handle);
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    constexpr int of_content[] = {SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_SCHEMA,    SQLITE_MISMATCH,
                                  SQLITE_TOOBIG, SQLITE_FORMAT,  SQLITE_RANGE, SQLITE_CONSTRAINT};
    const bool not_ours = std::ranges::find(of_content, code) != std::end(of_content) ||
                          sqlite3_extended_errcode(m_handle) == SQLITE_IOERR_SHORT_READ;
    throw core::Failure(not_ours ? core::exit_code::bad_input : core::exit_code::io_error,
                        m_file.string() + ": " + doing + ": " + sqlite3_errmsg(m_handle));
}

void Database::run(const std::string& sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql.substr(0, 60));
}

std::int64_t Database::changes() const { return sqlite3_changes64(m_handle); }

Statement::Statement(const Database& database, const std::string& sql) : m_database(database)
{
    if (sqlite3_prepare_v2(database.handle(), sql.data(), int(sql.size()), &m_handle, nullptr) != SQLITE_OK)
        database.fail(sql.substr(0, 60));
}

Statement::~Statement() { sqlite3_finalize(m_handle); }

Statement& Statement::bind(std::int64_t value)
{
    sqlite3_bind_int64(m_handle, m_next++, value);
    return *this;
}

Statement& Statement::bind(double value)
{
    if (!std::isfinite(value)) return bind_null();
    sqlite3_bind_double(m_handle, m_next++, value);
    return *this;
}

Statement& Statement::bind(std::string_view value)
{
    sqlite3_bind_text(m_handle, m_next++, value.data(), int(value.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_null()
{
    sqlite3_bind_null(m_handle, m_next++);
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) m_database.fail("a statement");
    return code == SQLITE_ROW;
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    m_next = 1;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }
bool Statement::is_number(int column) const
{
    const int type = sqlite3_column_type(m_handle, column);
    return type == SQLITE_FLOAT || type == SQLITE_INTEGER;
}
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }
double Statement::number(int column) const
{
    return is_null(column) ? std::nan("") : sqlite3_column_double(m_handle, column);
}

std::string Statement::text(int column) const
{
    const auto* bytes = sqlite3_column_text(m_handle, column);
    return bytes ? std::string(reinterpret_cast<const char*>(bytes),
                               std::size_t(sqlite3_column_bytes(m_handle, column)))
                 : std::string();
}

Transaction::Transaction(Database& database) : m_database(database) { m_database.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction()
{
    if (m_open) sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.run("COMMIT");
    m_open = false;
}

std::string quoted_name(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

}  // namespace dermavox::study
