// The store's rows as CSV.
#include "dermavox/core/csv_cell.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/study/store.hpp"

#include <cmath>
#include <ostream>

namespace dermavox::study {
namespace {

std::string cell(double value) { return std::isfinite(value) ? core::format_number(value) : std::string(); }

}  // namespace

void write_csv(const Table& table, std::ostream& out)
{
    out << "case,point,seed";
    for (const std::string& name : table.inputs) out << ',' << core::csv_cell(name);
    out << ",state,exit_code,reason,scene_hash,result_hash";
    for (const std::string& name : table.results) out << ',' << core::csv_cell(name);
    out << ",attempts,host,seconds,memory_bytes\n";
    for (const Table::Row& row : table.rows) {
        out << row.id << ',' << row.point << ',' << row.seed;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            out << ',' << (std::isnan(row.inputs[i]) ? core::csv_cell(row.cells[i]) : cell(row.inputs[i]));
        const bool ended = row.state == State::done || row.state == State::failed;
        out << ',' << name_of(row.state) << ',' << (ended ? std::to_string(row.exit_code) : "") << ','
            << core::csv_cell(row.reason) << ',' << row.scene_hash << ',' << row.result_hash;
        for (const double value : row.results) out << ',' << cell(value);
        out << ',' << row.attempts << ',' << core::csv_cell(row.host) << ',' << cell(row.seconds) << ','
            << cell(row.memory_bytes) << '\n';
    }
}

}  // namespace dermavox::study
