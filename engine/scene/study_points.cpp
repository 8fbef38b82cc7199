#include "engine/scene/study_points.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sstream>

namespace dermavox::scene {

NumberAndUnit number_and_unit(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const char* after = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
    std::string unit(after, text.data() + text.size());
    unit.erase(0, unit.find_first_not_of(' '));
    unit.erase(unit.find_last_not_of(' ') + 1);
    return {number, unit};
}

Levels levels_of(const std::vector<Value>& values, const Row& row)
{
    const bool plain = row.kind == Kind::number || row.kind == Kind::integer ||
                       (row.kind == Kind::quantity && row.dimension == core::Dimension::none);
    if (!plain && row.kind != Kind::quantity) return {};
    Levels levels;
    for (const Value& value : values) {
        const bool text = value.kind == Value::Kind::text;
        if (text == plain) return {};
        const NumberAndUnit parts = text ? number_and_unit(value.text) : NumberAndUnit{value.number, ""};
        if (!levels.unit) levels.unit = parts.unit;
        if (*levels.unit != parts.unit) return {};
        levels.numbers.push_back(parts.number);
    }
    return levels;
}

double grid_points(const Study& study)
{
    double points = double(std::max<std::size_t>(1, study.variants.size()));
    for (const Parameter& p : study.parameters)
        points *= p.listed()                               ? double(std::max(p.levels.size(), p.values.size()))
                  : p.whole && p.to - p.from + 1 < p.steps ? p.to - p.from + 1
                                                           : double(p.steps);
    return points;
}

namespace {

/// The cells of a line; a cell in double quotes may hold commas, "" stands for a quote.
std::vector<std::string> cells_of(const std::string& line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    for (std::string& cell : cells) {
        cell.erase(0, cell.find_first_not_of(" \t"));
        cell.erase(cell.find_last_not_of(" \t") + 1);
    }
    return cells;
}

struct Column {
    const Row* row = nullptr;
    Parameter parameter;
    std::vector<Value> values;
};

class PointTable
{
public:
    PointTable(const std::string& name, Study& study, std::vector<core::Problem>& problems)
        : m_name(name),
          m_study(study),
          m_problems(problems)
    {
    }

    void read(const std::string& text, const std::vector<std::string>& layers)
    {
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) {
            ++m_line;
            if (line.empty() || line == "\r" || line.starts_with('#')) continue;
            if (m_columns.empty())
                header(cells_of(line), layers);
            else
                row(cells_of(line));
        }
        if (m_columns.empty() || m_columns.front().values.empty())
            return report("", "no points", "a header of scene keys, then a line per point", "");
        for (Column& column : m_columns) finish(column);
    }

private:
    void report(const std::string& key, const std::string& found, const std::string& expected,
                const std::string& hint)
    {
        m_problems.push_back({m_name, m_line, 1, key, found, expected, hint});
    }

    void header(const std::vector<std::string>& names, const std::vector<std::string>& layers)
    {
        for (const std::string& name : names) {
            Column column;
            column.row = find_row(name, layers);
            column.parameter.key = name;
            if (!column.row) {
                const std::string near = nearest_key(name, layers), instead(instead_of(name));
                report(name, "unknown key", "a key of the scene",
                       near.empty() || !instead.empty() ? instead : fmt::format("did you mean '{}'?", near));
            }
            m_columns.push_back(std::move(column));
        }
    }

    void row(const std::vector<std::string>& cells)
    {
        if (cells.size() != m_columns.size())
            return report("", fmt::format("{} cells", cells.size()),
                          fmt::format("{}, one per key of the header", m_columns.size()), "");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!m_columns[i].row) continue;
            auto items = read_override(m_columns[i].parameter.key + '=' + cells[i], m_problems);
            Setting setting{.row = m_columns[i].row, .key = m_columns[i].parameter.key};
            items.front().key_place = items.front().value_place = {m_name, m_line, 1};
            take(items.front(), *m_columns[i].row, setting, m_problems);
            m_columns[i].values.push_back(items.front().value);
            if (m_texts.size() < m_columns.size()) m_texts.resize(m_columns.size());
            m_texts[i].push_back(cells[i]);
        }
    }

    /// Distinct values of a column become a list; the points hold numbers, or places in the list.
    void finish(Column& column)
    {
        if (!column.row) return;
        const std::size_t i = std::size_t(&column - m_columns.data());
        Parameter& p = column.parameter;
        p.whole = column.row->kind == Kind::integer;
        const Levels levels = levels_of(column.values, *column.row);
        m_study.design.points.resize(column.values.size());
        for (std::size_t k = 0; k < column.values.size(); ++k) {
            if (levels.unit) {
                p.unit = *levels.unit;
                if (std::ranges::find(p.levels, levels.numbers[k]) == p.levels.end())
                    p.levels.push_back(levels.numbers[k]);
                m_study.design.points[k].push_back(levels.numbers[k]);
            } else {
                auto at = std::ranges::find(p.values, m_texts[i][k]);
                if (at == p.values.end()) at = p.values.insert(at, m_texts[i][k]);
                m_study.design.points[k].push_back(double(at - p.values.begin()));
            }
        }
        m_study.parameters.push_back(std::move(p));
    }

    const std::string& m_name;
    Study& m_study;
    std::vector<core::Problem>& m_problems;
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_texts;
    int m_line = 0;
};

}  // namespace

void read_points(const std::string& text, const std::string& name, const std::vector<std::string>& layers,
                 Study& study, std::vector<core::Problem>& problems)
{
    PointTable(name, study, problems).read(text, layers);
}

}  // namespace dermavox::scene
