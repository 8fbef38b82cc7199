// The store's rows as CSV.
#include "dermavox/core/unit_names.hpp"
#include "dermavox/study/store.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <ostream>
#include <string_view>

namespace dermavox::study {
namespace {

/// "-1.5 mm", "+3": spreadsheets take it for what it is.
bool is_quantity(const std::string& text)
{
    const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
    const char* const end = text.data() + text.size();
    double number = 0;
    const auto [rest, error] = std::from_chars(begin, end, number);
    return error == std::errc() && std::all_of(rest, end, [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) || c == ' ' || c == '/' || c == '%';
           });
}

/// Text that a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text.
std::string defused(const std::string& text)
{
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return formula && !is_quantity(text) ? '\'' + text : text;
}

std::string cell(const std::string& given)
{
    const std::string text = defused(given);
    if (text.find_first_of(",\"\n\r") == text.npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

std::string cell(double value) { return std::isfinite(value) ? core::format_number(value) : std::string(); }

}  // namespace

void write_csv(const Table& table, std::ostream& out)
{
    out << "case,point,seed";
    for (const std::string& name : table.inputs) out << ',' << cell(name);
    out << ",state,exit_code,reason,scene_hash,result_hash";
    for (const std::string& name : table.results) out << ',' << cell(name);
    out << ",attempts,host,seconds,memory_bytes\n";
    for (const Table::Row& row : table.rows) {
        out << row.id << ',' << row.point << ',' << row.seed;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            out << ',' << (std::isnan(row.inputs[i]) ? cell(row.cells[i]) : cell(row.inputs[i]));
        const bool ended = row.state == State::done || row.state == State::failed;
        out << ',' << name_of(row.state) << ',' << (ended ? std::to_string(row.exit_code) : "") << ','
            << cell(row.reason) << ',' << row.scene_hash << ',' << row.result_hash;
        for (const double value : row.results) out << ',' << cell(value);
        out << ',' << row.attempts << ',' << cell(row.host) << ',' << cell(row.seconds) << ','
            << cell(row.memory_bytes) << '\n';
    }
}

}  // namespace dermavox::study
