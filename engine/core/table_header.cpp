#include "engine/core/table_header.hpp"

#include "engine/core/number_text.hpp"

#include <algorithm>
#include <array>

namespace dermavox::core {
namespace {

/// Lower case ASCII, runs of blanks, dashes and '_' as one '_', none at the ends.
std::string plain_name(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        const bool gap = c == ' ' || c == '_' || c == '-' || c == '\t' || c == ':';
        if (!gap)
            name += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (name.ends_with('_') || name.ends_with('.')) name.pop_back();
    return name;
}

bool is_unit(std::string_view text) { return find_unit(text) != nullptr; }

struct Brackets {
    char open, close;
};
constexpr std::array<Brackets, 4> k_brackets{{{'[', ']'}, {'(', ')'}, {'{', '}'}, {'<', '>'}}};

/// "name [unit]": whatever stands in the brackets at the end.
bool split_brackets(std::string_view text, HeaderName& header)
{
    for (const auto& [open, close] : k_brackets) {
        const auto at = text.rfind(open);
        if (!text.ends_with(close) || at == text.npos || at == 0) continue;
        header.name = plain_name(text.substr(0, at));
        header.unit = trimmed_cell(text.substr(at + 1, text.size() - at - 2));
        if (!header.name.empty()) return true;
    }
    return false;
}

/// "name / unit", "name in unit", "name, unit", "name unit".
bool split_words(std::string_view text, HeaderName& header)
{
    for (const std::string_view mark : {"/", " in ", ", ", " "}) {
        for (auto at = text.find(mark, 1); at != text.npos; at = text.find(mark, at + 1)) {
            const std::string_view unit = trimmed_cell(text.substr(at + mark.size()));
            if (unit.empty() || !is_unit(unit)) continue;
            header.name = plain_name(text.substr(0, at));
            header.unit = unit;
            return !header.name.empty();
        }
    }
    return false;
}

/// "speed_mm_s": the longest end that is a unit with '_' read as '/'.
bool split_suffix(std::string_view text, HeaderName& header)
{
    for (auto at = text.find('_', 1); at != text.npos; at = text.find('_', at + 1)) {
        std::string unit(text.substr(at + 1));
        std::ranges::replace(unit, '_', '/');
        if (unit.empty() || !is_unit(unit)) continue;
        header.name = plain_name(text.substr(0, at));
        header.unit = unit;
        return !header.name.empty();
    }
    return false;
}

std::string_view without_brackets(std::string_view text)
{
    for (const auto& [open, close] : k_brackets)
        if (text.size() >= 2 && text.front() == open && text.back() == close)
            return trimmed_cell(text.substr(1, text.size() - 2));
    return text;
}

bool has_word(const std::string& name, const std::string& word)
{
    for (std::size_t start = 0; start <= name.size();) {
        const std::size_t end = std::min(name.find('_', start), name.size());
        if (name.compare(start, end - start, word) == 0) return true;
        start = end + 1;
    }
    return false;
}

/// How a header names a column: the lower the better.
struct Fit {
    static constexpr int none = 100;
    int rank = none;
    std::string unit{};
};

class Matcher
{
public:
    Matcher(const std::vector<Cell>& cells, const std::vector<std::string>& units) : m_units(units)
    {
        for (const Cell& cell : cells) m_headers.push_back(header_name(cell.text)), m_texts.push_back(cell.text);
    }

    FoundColumn named(const TableColumn& column) const
    {
        std::vector<Fit> fits;
        for (std::size_t i = 0; i < m_headers.size(); ++i) fits.push_back(fit(i, column));
        return best(fits);
    }

    /// By a word of its name and, failing that, by its unit alone.
    FoundColumn guessed(const TableColumn& column, const std::vector<FoundColumn>& taken) const
    {
        std::vector<Fit> fits(m_headers.size());
        for (std::size_t i = 0; i < m_headers.size(); ++i) {
            const std::string unit = unit_of(i, "");
            const bool free = std::ranges::none_of(taken, [&](const FoundColumn& f) { return f.cell == int(i); });
            if (!free || unit.empty() || !find_unit(unit, column.dimension)) continue;
            bool word = has_word(m_headers[i].name, column.name);
            for (const auto& [name, implied] : column.other_names) word = word || has_word(m_headers[i].name, name);
            fits[i] = {word ? 1 : 2, unit};
        }
        return best(fits);
    }

    /// As the user wrote it: a header of the file, else one with the unit that the file does not state behind it.
    FoundColumn chosen(const std::string& written) const
    {
        const HeaderName wanted = header_name(written);
        FoundColumn found = among(
            [&](std::size_t i) { return m_texts[i] == trimmed_cell(written) || m_headers[i].whole == wanted.whole; });
        if (found.cell >= 0 || wanted.unit.empty()) return found;
        found = among([&](std::size_t i) { return m_headers[i].whole == wanted.name; });
        if (found.cell >= 0) found.unit = unit_of(std::size_t(found.cell), wanted.unit);
        return found;
    }

private:
    /// The first header for which a condition holds; the others are its rivals.
    template <class Condition>
    FoundColumn among(const Condition& holds) const
    {
        FoundColumn found;
        for (std::size_t i = 0; i < m_headers.size(); ++i) {
            if (!holds(i)) continue;
            if (found.cell >= 0)
                found.rivals.push_back(int(i));
            else
                found.cell = int(i), found.unit = unit_of(i, "");
        }
        return found;
    }

    std::string unit_of(std::size_t i, const std::string& implied) const
    {
        if (!m_headers[i].unit.empty()) return m_headers[i].unit;
        if (i < m_units.size() && !m_units[i].empty() && m_units[i] != "-") return m_units[i];
        return implied;
    }

    Fit fit(std::size_t i, const TableColumn& column) const
    {
        const HeaderName& h = m_headers[i];
        const auto under = i < m_units.size() && m_units[i] != "-" ? m_units[i] : std::string();
        const auto fits = [&](const std::string& name, const std::string& implied, int rank) -> Fit {
            if (h.whole == name) return ranked(rank, under.empty() ? implied : under, column);
            if (h.name == name && !h.unit.empty() && column.cells != TableColumn::Cells::texts)
                return ranked(rank, h.unit, column);
            return {};
        };
        Fit found = fits(column.name, "", 0);
        for (const auto& [name, implied] : column.other_names)
            if (Fit other = fits(name, implied, 1); other.rank < found.rank) found = std::move(other);
        return found;
    }

    /// A unit of another dimension is the last resort: then it is the unit that is wrong.
    static Fit ranked(int rank, const std::string& unit, const TableColumn& column)
    {
        const bool foreign =
            !unit.empty() && column.cells != TableColumn::Cells::texts && !find_unit(unit, column.dimension);
        return {rank + (foreign ? 10 : 0), unit};
    }

    static FoundColumn best(const std::vector<Fit>& fits)
    {
        FoundColumn found;
        const auto least = std::ranges::min_element(fits, {}, &Fit::rank);
        if (least == fits.end() || least->rank == Fit::none) return found;
        for (std::size_t i = 0; i < fits.size(); ++i) {
            if (fits[i].rank != least->rank) continue;
            if (found.cell >= 0)
                found.rivals.push_back(int(i));
            else
                found.cell = int(i), found.unit = fits[i].unit;
        }
        return found;
    }

    const std::vector<std::string>& m_units;
    std::vector<HeaderName> m_headers;
    std::vector<std::string> m_texts;
};

}  // namespace

HeaderName header_name(std::string_view header)
{
    header = trimmed_cell(header);
    HeaderName found{.whole = plain_name(header), .name = {}, .unit = {}};
    if (!split_brackets(header, found) && !split_words(header, found) && !split_suffix(header, found))
        found.name = found.whole, found.unit.clear();
    return found;
}

std::vector<std::string> units_in(const std::vector<Cell>& cells)
{
    std::vector<std::string> units;
    bool any = false;
    for (const Cell& cell : cells) {
        const std::string_view unit = without_brackets(cell.text);
        const bool bracketed = unit.size() != cell.text.size();
        const bool one = unit == "-" || (!unit.empty() && is_unit(unit));
        if (!cell.text.empty() && !one && (!bracketed || split_number(unit))) return {};
        any = any || one;
        units.emplace_back(unit);
    }
    return any ? units : std::vector<std::string>();
}

std::vector<FoundColumn> match_columns(const std::vector<Cell>& header, const std::vector<std::string>& units,
                                       const TableKind& kind, const TableChoices& choices, Matching matching)
{
    const Matcher matcher(header, units);
    std::vector<FoundColumn> found;
    for (const TableColumn& column : kind.columns) {
        const auto chosen = choices.columns.find(column.name);
        found.push_back(chosen == choices.columns.end() ? matcher.named(column) : matcher.chosen(chosen->second));
    }
    if (matching == Matching::loose)
        for (std::size_t k = 0; k < found.size(); ++k)
            if (found[k].cell < 0 && kind.columns[k].by_unit && !choices.columns.contains(kind.columns[k].name))
                found[k] = matcher.guessed(kind.columns[k], found);
    return found;
}

int matched(const std::vector<FoundColumn>& found, const TableKind& kind)
{
    int count = 0;
    for (std::size_t k = 0; k < found.size(); ++k) {
        if (found[k].cell < 0 && kind.columns[k].required) return 0;
        count += found[k].cell >= 0;
    }
    return count;
}

}  // namespace dermavox::core
