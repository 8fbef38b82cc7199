#include "dermavox/result/result_json.hpp"

#include "dermavox/core/json.hpp"
#include "dermavox/result/figure.hpp"

#include <numeric>
#include <vector>

namespace dermavox::result {
namespace {

using Rows = std::span<const Figure* const>;

std::vector<const Figure*> rows_of(const simulation::Outcome& outcome)
{
    std::vector<const Figure*> rows;
    for (const Figure& figure : figures())
        if (!figure.when || figure.when(outcome)) rows.push_back(&figure);
    return rows;
}

/// As many of the rows as start like the first does, up to `length`.
Rows alike(Rows rows, std::size_t length)
{
    const std::string_view start = rows.front()->key.substr(0, length);
    std::size_t count = 1;
    while (count < rows.size() && rows[count]->key.starts_with(start)) ++count;
    return rows.first(count);
}

/// Rows of the table as nested objects and lists.
class TableWriter
{
public:
    TableWriter(const Source& source, core::Json& json) : m_source(source), m_json(json) {}

    /// What stands behind the first `start` characters of their keys; `item` of the list that they are in.
    void write(Rows rows, std::size_t start, std::size_t item)
    {
        while (!rows.empty()) {
            const std::string_view key = rows.front()->key;
            const std::size_t end = key.find_first_of(".[{", start);
            const std::string_view name = key.substr(start, end - start);
            const Rows part = end == key.npos ? rows.first(1) : alike(rows, key[end] == '.' ? end + 1 : end + 2);
            if (end == key.npos)
                write_value(name, *rows.front(), item);
            else if (key[end] == '.')
                m_json.object(name, [&] { write(part, end + 1, item); });
            else
                write_list(name, part, key[end] == '[');
            rows = rows.subspan(part.size());
        }
    }

private:
    /// A list, or an object whose keys are data.
    void write_list(std::string_view name, Rows rows, bool list)
    {
        const Figure& counting = *rows.front();
        const std::size_t items = counting.items(m_source).value_or(0), start = counting.key.size() + 1;
        if (!counting.items(m_source)) return m_json.null(name);
        if (list) {
            std::vector<std::size_t> places(items);
            std::iota(places.begin(), places.end(), std::size_t(0));
            return m_json.array(name, places, [&](std::size_t i) { write(rows.subspan(1), start, i); });
        }
        m_json.object(name, [&] {
            for (std::size_t i = 0; i < items; ++i)
                m_json.object(std::get<std::string>(counting.value(m_source, i)),
                              [&] { write(rows.subspan(1), start, i); });
        });
    }

    void write_value(std::string_view name, const Figure& figure, std::size_t item)
    {
        const Value value = figure.value(m_source, item);
        if (const auto members = members_of(figure.kind); !members.empty()) {
            const auto* numbers = std::get_if<std::vector<double>>(&value);
            m_json.object(name, [&] {
                for (std::size_t k = 0; k < members.size(); ++k)
                    m_json.number(members[k],
                                  numbers ? std::optional(in_unit((*numbers)[k], figure.unit)) : std::nullopt);
            });
        } else if (const auto* number = std::get_if<double>(&value)) {
            write_number(name, *number, figure);
        } else if (const auto* flag = std::get_if<bool>(&value)) {
            m_json.boolean(name, *flag);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            m_json.text(name, *text);
        } else {
            m_json.null(name);
        }
    }

    void write_number(std::string_view name, double si, const Figure& figure)
    {
        if (figure.kind == Kind::integer)
            m_json.number(name, std::int64_t(si));
        else
            m_json.number(name, in_unit(si, figure.unit));
    }

    const Source& m_source;
    core::Json& m_json;
};

}  // namespace

std::string result_json(const simulation::Outcome& outcome)
{
    core::Json json("result.json");
    TableWriter(source_of(outcome), json).write(rows_of(outcome), 0, 0);
    return json.take();
}

}  // namespace dermavox::result
