/// One table in the dialects that spreadsheets and machines write.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace dermavox {

/// Cells as plain decimals or words.
struct PlainTable {
    struct Column {
        std::string name, unit;  ///< "um2", "mm/s"; empty for words and pure numbers
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    std::string remark{};  ///< "# patch_mm: 10 x 10" or nothing: stands before the header where comments can
};

namespace dialects {

struct Style {
    std::string separator = ",", end = "\n";
    char decimal = '.';
    bool quotes = false, brackets = false, unit_row = false, signs = false, counted = false, trailing = false;
    bool comments = false, preamble = false, row_names = false;
};

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

inline bool is_number(const std::string& cell)
{
    return !cell.empty() && cell.find_first_not_of("0123456789.-") == cell.npos;
}

inline std::string cell_in(const Style& style, std::string cell)
{
    if (is_number(cell)) {
        if (style.signs) cell = cell.front() == '-' ? "\u2212" + cell.substr(1) : '+' + cell;
        if (style.decimal == ',') cell = replaced(cell, ".", ",");
    }
    const bool separated = cell.find(style.separator) != cell.npos;
    return style.quotes || separated ? '"' + cell + '"' : cell;
}

inline std::string header_in(const Style& style, const PlainTable::Column& column)
{
    if (column.unit.empty() || style.unit_row) return cell_in(style, column.name);
    if (style.brackets)
        return cell_in(style,
                       column.name + " [" + replaced(replaced(column.unit, "um", "\u00b5m"), "2", "\u00b2") + ']');
    return cell_in(style, column.name + '_' + replaced(column.unit, "/", "_"));
}

inline std::string line_of(const Style& style, const std::vector<std::string>& cells, const std::string& first)
{
    std::string line;
    if (!first.empty()) line = first + style.separator;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? style.separator : "") + cells[i];
    return line + (style.trailing ? style.separator : "") + style.end;
}

inline std::string written(const Style& style, const PlainTable& table)
{
    std::string text = table.remark.empty() ? "" : table.remark + style.end;
    if (style.preamble)
        text += "Program" + style.separator + "\"Sample 1\"" + style.end + "Date" + style.separator + "01.02.2020" +
                style.end + style.end;
    if (style.comments) text += "# made by hand: yes" + style.end;
    std::vector<std::string> cells;
    for (const auto& column : table.columns) cells.push_back(header_in(style, column));
    text += line_of(style, cells, style.counted ? "No" : "");
    cells.clear();
    for (const auto& column : table.columns) cells.push_back(column.unit.empty() ? "(-)" : '(' + column.unit + ')');
    if (style.unit_row) text += line_of(style, cells, style.counted ? "-" : "");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (style.comments) text += "# row " + std::to_string(row) + style.end + style.end;
        cells.clear();
        for (const std::string& cell : table.rows[row]) cells.push_back(cell_in(style, cell));
        text += line_of(style, cells,
                        style.counted     ? std::to_string(row + 1)
                        : style.row_names ? '"' + std::to_string(row + 1) + '"'
                                          : "");
    }
    return text;
}

/// UTF-8 of the basic plane as UTF-16 with its mark.
inline std::string in_utf16(const std::string& text, bool little)
{
    std::string out;
    const auto put = [&](unsigned code) {
        const char high = char(code >> 8), low = char(code & 0xff);
        out += little ? std::string{low, high} : std::string{high, low};
    };
    put(0xfeff);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80)
            put(c);
        else if (c < 0xe0)
            put((c & 0x1fu) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3fu)), i += 1;
        else
            put((c & 0x0fu) << 12 | (static_cast<unsigned char>(text[i + 1]) & 0x3fu) << 6 |
                (static_cast<unsigned char>(text[i + 2]) & 0x3fu)),
                i += 2;
    }
    return out;
}

/// Windows-1252 of the signs that the styles use.
inline std::string in_1252(const std::string& text)
{
    return replaced(replaced(replaced(text, "\u00b5", "\xb5"), "\u00b2", "\xb2"), "\u00e9", "\xe9");
}

using Dialect = std::pair<std::string, std::function<std::string(const PlainTable&)>>;

inline std::vector<Dialect> all()
{
    const auto in = [](Style style) { return [style](const PlainTable& table) { return written(style, table); }; };
    return {
        {"plain", in({})},
        {"byte-order mark", [](auto& t) { return "\xef\xbb\xbf" + written({}, t); }},
        {"CR LF", in({.end = "\r\n"})},
        {"CR", in({.end = "\r"})},
        {"quotes", in({.quotes = true})},
        {"semicolons and decimal commas", in({.separator = ";", .decimal = ','})},
        {"semicolons and decimal points", in({.separator = ";"})},
        {"tabs and decimal commas", in({.separator = "\t", .decimal = ','})},
        {"quoted decimal commas between commas", in({.decimal = ',', .quotes = true})},
        {"units in brackets", in({.brackets = true})},
        {"a row of units", in({.unit_row = true})},
        {"plus and minus signs", in({.signs = true})},
        {"row numbers", in({.counted = true})},
        {"row names without a header", in({.row_names = true})},
        {"trailing separators", in({.separator = ";", .decimal = ',', .trailing = true})},
        {"comments and blank lines", in({.comments = true})},
        {"a machine's preamble and units",
         in({.separator = ";", .end = "\r\n", .decimal = ',', .unit_row = true, .preamble = true})},
        {"Windows-1252",
         [](auto& t) { return in_1252(written({.separator = ";", .decimal = ',', .brackets = true}, t)); }},
        {"UTF-16, little endian",
         [](auto& t) { return in_utf16(written({.separator = "\t", .brackets = true, .signs = true}, t), true); }},
        {"UTF-16, big endian", [](auto& t) { return in_utf16(written({.end = "\r\n"}, t), false); }}};
}

}  // namespace dialects
}  // namespace dermavox
