#include "dermavox/verify/rows.hpp"

#include "dermavox/core/problem.hpp"

#include <cstdlib>
#include <fstream>

namespace dermavox::verify {

namespace {

std::vector<std::string> cells_of(const std::string& line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

}  // namespace

std::vector<Row> read_rows(const std::string& file)
{
    std::ifstream in(file);
    std::vector<core::Problem> problems;
    if (!in) problems.push_back({file, 0, 0, "", "missing", "a table of measurements", ""});
    std::vector<Row> rows;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#' || line.starts_with("id,")) continue;
        const std::vector<std::string> cells = cells_of(line);
        if (cells.size() != 8) {
            problems.push_back({file, number, 0, "", std::to_string(cells.size()) + " cells", "8 cells", ""});
            continue;
        }
        const Row row{cells[0], cells[1], cells[2], std::atof(cells[3].c_str()), std::atof(cells[5].c_str()),
                      cells[4], cells[6], cells[7]};
        if (row.value <= 0 || row.band <= 0)
            problems.push_back({file, number, 0, row.id, cells[3] + ", " + cells[5], "numbers above 0", ""});
        rows.push_back(row);
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return rows;
}

}  // namespace dermavox::verify
