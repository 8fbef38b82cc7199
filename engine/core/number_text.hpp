// Numbers as people and spreadsheets write them. Private to core.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dermavox::core {

/// "-1.234,5 mm" taken apart: sign, digits with their marks, exponent, and what follows.
struct NumberText {
    bool negative = false;
    std::string digits;  ///< with '.' and ',' as found, and '_' for thousands marks that can be nothing else
    int exponent = 0;
    bool has_exponent = false;
    std::string_view unit;  ///< trimmed; may be empty
};

/// Signs: + and -, the minus sign U+2212 and the dash U+2013. Thousands marks that can be nothing else: a blank or
/// one of its Unicode kin, an apostrophe, before three digits. Nothing for a text that does not begin with a number.
std::optional<NumberText> split_number(std::string_view text);

/// What the marks of one number say of the decimal mark. `either`: one mark before exactly three digits ("1,234").
enum class Marks { nothing, point, comma, either };
Marks marks_of(const NumberText& number);

/// The number as std::from_chars reads it, with `decimal` its decimal mark and the other of '.' and ',' its thousands
/// mark; nothing where groups are not of three digits.
std::optional<std::string> plain_number(const NumberText& number, char decimal);

}  // namespace dermavox::core
