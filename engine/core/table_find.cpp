// Which line of a text is the header, and what separates its cells.
#include "engine/core/table_reading.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dermavox::core {
namespace {

constexpr int k_header_records = 200;
constexpr char k_separators[] = {'\t', ';', ','};

/// "# x_mm,y_mm" without its sign; nothing for other lines.
bool uncomment(std::vector<Cell>& cells)
{
    if (!is_comment(cells)) return false;
    std::string& first = cells.front().text;
    const auto at = first.find_first_not_of("#%/ \t");
    first.erase(0, at);
    return true;
}

/// The units under a header, and the offset where its rows begin.
void read_units(Records records, HeaderAt& header)
{
    std::vector<Cell> cells;
    while (records.next(cells)) {
        if (is_comment(cells)) continue;
        header.units = units_in(cells);
        if (!header.units.empty()) header.first_row = records.end();
        return;
    }
}

/// How likely a line is the header that was meant: cells that are words.
int words_in(const std::vector<Cell>& cells)
{
    return int(std::ranges::count_if(
        cells, [](const Cell& cell) { return !cell.text.empty() && !split_number(cell.text); }));
}

class Search
{
public:
    Search(std::string_view text, std::span<const TableKind> kinds, const TableChoices& choices)
        : m_text(text),
          m_kinds(kinds),
          m_choices(choices)
    {
    }

    /// Improves `best` by the header under one separator.
    void under(char separator, bool comments, Matching matching, HeaderAt& best)
    {
        Records records(m_text, separator);
        std::vector<Cell> cells;
        for (int n = 0; n < k_header_records && records.next(cells); ++n) {
            if (is_comment(cells) != comments) continue;
            if (comments) uncomment(cells);
            HeaderAt header{.separator = separator, .kind = 0, .first_row = records.end(), .cells = cells};
            read_units(records, header);
            match(header, matching);
            if (header.matched == 0) {
                guess(header);
                continue;
            }
            const auto worth = [](const HeaderAt& h) { return std::pair(h.matched, h.cells.size()); };
            if (worth(header) > worth(best)) best = std::move(header);
            return;
        }
    }

    HeaderAt likeliest{};

private:
    void match(HeaderAt& header, Matching matching) const
    {
        for (std::size_t k = 0; k < m_kinds.size() && header.matched == 0; ++k) {
            header.kind = k;
            header.found = match_columns(header.cells, header.units, m_kinds[k], m_choices, matching);
            header.matched = matched(header.found, m_kinds[k]);
        }
    }

    /// Keeps the line that most columns fit, or that has most words.
    void guess(HeaderAt& header)
    {
        int fits = 0;
        for (std::size_t k = 0; k < m_kinds.size(); ++k) {
            const auto found = match_columns(header.cells, header.units, m_kinds[k], m_choices, Matching::loose);
            const int count = int(std::ranges::count_if(found, [](const FoundColumn& f) { return f.cell >= 0; }));
            if (count <= fits) continue;
            fits = count, header.kind = k, header.found = found;
        }
        const std::pair score(fits, words_in(header.cells));
        if (score <= m_score) return;
        m_score = score;
        likeliest = std::move(header);
    }

    std::string_view m_text;
    std::span<const TableKind> m_kinds;
    const TableChoices& m_choices;
    std::pair<int, int> m_score{0, 0};
};

}  // namespace

HeaderAt find_header(std::string_view text, std::span<const TableKind> kinds, const TableChoices& choices)
{
    Search search(text, kinds, choices);
    HeaderAt best;
    for (const Matching matching : {Matching::strict, Matching::loose})
        for (const bool comments : {false, true}) {
            for (const char separator : k_separators) search.under(separator, comments, matching, best);
            if (best.matched > 0) return best;
        }
    return std::move(search.likeliest);
}

std::string choice_hint(const TableChoices& choices, std::string_view column, std::string_view header)
{
    return choices.as_options
               ? fmt::format("write --columns '{}={}'", column, header)
               : fmt::format("write columns = {{ {} = \"{}\" }} beside the key that names the file", column, header);
}

}  // namespace dermavox::core
