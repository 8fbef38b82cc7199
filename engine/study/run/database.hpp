// SQLite as two small classes; every error is a core::Failure with the file's name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace dermavox::study {

class Database
{
public:
    enum class Mode { read, write, create };
    Database(const std::filesystem::path& file, Mode mode);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;

    void run(const std::string& sql);
    std::int64_t changes() const;
    const std::filesystem::path& file() const { return m_file; }
    sqlite3* handle() const { return m_handle; }
    /// What SQLite says of the last call: 65 for a file that is damaged or no database, 74 for the disk;
    /// std::bad_alloc.
    [[noreturn]] void fail(const std::string& doing) const;

private:
    std::filesystem::path m_file;
    sqlite3* m_handle = nullptr;
};

/// One prepared statement; places are bound in order, columns read by number.
class Statement
{
public:
    Statement(const Database& database, const std::string& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::int64_t value);
    Statement& bind(double value);  ///< NULL for a value that is not finite
    Statement& bind(std::string_view value);
    Statement& bind_null();

    bool step();  ///< true while there is a row
    void reset();

    bool is_null(int column) const;
    bool is_number(int column) const;
    std::int64_t integer(int column) const;
    double number(int column) const;
    std::string text(int column) const;

private:
    const Database& m_database;
    sqlite3_stmt* m_handle = nullptr;
    int m_next = 1;
};

/// A transaction that is undone unless committed.
class Transaction
{
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

/// A name as SQL takes it.
std::string quoted_name(std::string_view name);

}  // namespace dermavox::study
