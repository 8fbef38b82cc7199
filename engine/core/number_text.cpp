#include "engine/core/number_text.hpp"

#include <algorithm>
#include <charconv>

namespace dermavox::core {
namespace {

constexpr std::string_view k_minuses[] = {"-", "\u2212", "\u2013"};
constexpr std::string_view k_groups[] = {" ", "'", "\u00a0", "\u202f", "\u2009", "\u2019"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view part)
{
    const bool there = text.starts_with(part);
    if (there) text.remove_prefix(part.size());
    return there;
}

/// Three digits and no fourth.
bool is_group(std::string_view text)
{
    return text.size() >= 3 && std::ranges::all_of(text.substr(0, 3), is_digit) &&
           (text.size() == 3 || !is_digit(text[3]));
}

/// A thousands mark that can be nothing else, with the group behind it.
bool take_group_mark(std::string_view& text, const std::string& digits)
{
    if (digits.empty() || !is_digit(digits.back())) return false;
    for (const std::string_view mark : k_groups)
        if (text.starts_with(mark) && is_group(text.substr(mark.size()))) return take(text, mark);
    return false;
}

std::string take_digits(std::string_view& text)
{
    std::string digits;
    while (!text.empty()) {
        if (take_group_mark(text, digits))
            digits += '_';
        else if (is_digit(text.front()) || text.front() == '.' || text.front() == ',')
            digits += text.front(), text.remove_prefix(1);
        else
            break;
    }
    return digits;
}

void take_exponent(std::string_view& text, NumberText& number)
{
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return;
    std::string_view rest = text.substr(1);
    const bool signs = std::ranges::any_of(k_minuses, [&](std::string_view minus) { return take(rest, minus); });
    if (!signs) take(rest, "+");
    int exponent = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
    if (error != std::errc{} || rest.starts_with('-')) return;
    number.exponent = signs ? -exponent : exponent;
    number.has_exponent = true;
    text = rest.substr(std::size_t(end - rest.data()));
}

std::string_view without_margins(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == text.npos ? std::string_view() : text.substr(first, last - first + 1);
}

/// Every group after the first of a whole part has three digits, and the first one to three.
bool is_grouped(std::string_view whole, char mark)
{
    std::size_t since = 0;
    bool first = true;
    for (std::size_t i = 0; i <= whole.size(); ++i) {
        if (i < whole.size() && whole[i] != mark && whole[i] != '_') {
            ++since;
            continue;
        }
        const bool fits = first && i == whole.size() ? true : first ? since >= 1 && since <= 3 : since == 3;
        if (!fits) return false;
        first = false, since = 0;
    }
    return true;
}

}  // namespace

std::optional<NumberText> split_number(std::string_view text)
{
    NumberText number;
    text = without_margins(text);
    number.negative = std::ranges::any_of(k_minuses, [&](std::string_view minus) { return take(text, minus); });
    if (!number.negative) take(text, "+");
    number.digits = take_digits(text);
    if (std::ranges::none_of(number.digits, is_digit)) return std::nullopt;
    take_exponent(text, number);
    number.unit = without_margins(text);
    return number;
}

Marks marks_of(const NumberText& number)
{
    const std::string& d = number.digits;
    const auto points = std::ranges::count(d, '.'), commas = std::ranges::count(d, ',');
    if (points == 0 && commas == 0) return Marks::nothing;
    if (points > 0 && commas > 0) return d.rfind('.') > d.rfind(',') ? Marks::point : Marks::comma;
    const Marks it = points > 0 ? Marks::point : Marks::comma, other = points > 0 ? Marks::comma : Marks::point;
    if (points + commas > 1) return other;
    const std::size_t at = d.find(points > 0 ? '.' : ',');
    const bool grouped = d.find('_') != d.npos, thousands = at >= 1 && at <= 3 && d.size() - at == 4 && d[0] != '0';
    return thousands && !grouped && !number.has_exponent ? Marks::either : it;
}

std::optional<std::string> plain_number(const NumberText& number, char decimal)
{
    const char group = decimal == '.' ? ',' : '.';
    const std::string& d = number.digits;
    const std::size_t at = std::min(d.find(decimal), d.size());
    const std::string whole = d.substr(0, at), rest = d.substr(std::min(at + 1, d.size()));
    if (!is_grouped(whole, group) || !std::ranges::all_of(rest, is_digit)) return std::nullopt;
    std::string plain = number.negative ? "-" : "";
    std::ranges::copy_if(whole, std::back_inserter(plain), is_digit);
    if (whole.empty()) plain += '0';
    if (!rest.empty()) plain += '.' + rest;
    if (number.has_exponent) plain += 'e' + std::to_string(number.exponent);
    return plain;
}

}  // namespace dermavox::core
