/// Foreign text as one cell of a CSV table.
#pragma once

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <string_view>

namespace dermavox::core {

/// "-1.5 mm", "+3": spreadsheets take it for what it is.
inline bool is_signed_quantity(std::string_view text)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    const char* const end = text.data() + text.size();
    double number = 0;
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && std::all_of(rest, end, [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) || c == ' ' || c == '/' || c == '%';
           });
}

/// In quotes where it needs them. Text that a spreadsheet would run as a formula gets an apostrophe in front, which
/// it shows as text.
inline std::string csv_cell(std::string_view given)
{
    const bool formula = !given.empty() && std::string_view("=+-@\t\r").find(given.front()) != given.npos;
    std::string text(formula && !is_signed_quantity(given) ? 1 : 0, '\'');
    text += given;
    if (text.find_first_of(",\"\n\r") == text.npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

}  // namespace dermavox::core
