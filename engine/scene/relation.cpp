#include "dermavox/scene/relation.hpp"

#include "dermavox/core/unit_names.hpp"

#include <cctype>
#include <charconv>
#include <fmt/format.h>
#include <stdexcept>

namespace dermavox::scene {

/// Recursive descent: relation = sum sign sum; sum = product {+|- product}; product = factor {*|/ factor}.
class RelationReader
{
public:
    explicit RelationReader(Relation& relation) : m_relation(relation), m_text(relation.m_text) {}

    void read()
    {
        m_relation.m_left = sum();
        m_relation.m_sign = sign();
        m_relation.m_right = sum();
        if (skip_blanks() < m_text.size()) fail("end of the condition");
    }

private:
    using Side = Relation::Side;
    static constexpr int deepest = 32, longest = 200;  ///< brackets; values: each refers to those before it

    [[noreturn]] void fail(const std::string& expected)
    {
        const std::string rest = m_text.substr(std::min(m_at, m_text.size()), 20);
        throw std::invalid_argument(
            fmt::format("expected {} at \"{}\"", expected, rest.empty() ? "the end" : rest.c_str()));
    }

    std::size_t skip_blanks()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
        return m_at;
    }

    bool take(char c)
    {
        if (skip_blanks() >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }

    std::string sign()
    {
        skip_blanks();
        for (const char* candidate : {"<=", ">=", "<", ">"}) {
            const std::string_view text = candidate;
            if (m_text.compare(m_at, text.size(), text) != 0) continue;
            m_at += text.size();
            return std::string(text);
        }
        fail("one of <, <=, >, >=");
    }

    Side sum()
    {
        Side left = product();
        for (;;) {
            const bool plus = take('+');
            if (!plus && !take('-')) return left;
            left = [left, right = product(), s = plus ? 1.0 : -1.0](const auto& v) { return left(v) + s * right(v); };
        }
    }

    Side product()
    {
        Side left = factor();
        for (;;) {
            if (take('*'))
                left = [left, right = factor()](const auto& v) { return left(v) * right(v); };
            else if (take('/'))
                left = [left, right = factor()](const auto& v) { return left(v) / right(v); };
            else
                return left;
        }
    }

    Side factor()
    {
        if (++m_depth > deepest) fail("fewer brackets");
        if (++m_values > longest) fail("a condition of fewer values");
        Side side;
        if (take('(')) {
            side = sum();
            if (!take(')')) fail("')'");
        } else if (take('-')) {
            side = [inner = factor()](const auto& v) { return -inner(v); };
        } else if (skip_blanks() < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at]))) {
            side = [number = quantity()](const auto&) { return number; };
        } else {
            side = key();
        }
        --m_depth;
        return side;
    }

    Side key()
    {
        std::size_t end = m_at;
        const auto of_key = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '[' || c == ']';
        };
        while (end < m_text.size() && of_key(m_text[end])) ++end;
        if (end == m_at) fail("a scene key, a number or a bracket");
        const std::string name = m_text.substr(m_at, end - m_at);
        m_at = end;
        m_relation.m_keys.push_back(name);
        return [name](const auto& value_of) { return value_of(name); };
    }

    /// "2", "2 mm", "60 mm/s": the unit is the longest word after the number that is one.
    double quantity()
    {
        double number = 0;
        const char* begin = m_text.data() + m_at;
        const auto [after, error] = std::from_chars(begin, m_text.data() + m_text.size(), number);
        if (error != std::errc()) fail("a number");
        const std::string digits(begin, after);
        m_at += digits.size();
        const std::size_t word = m_at + (m_at < m_text.size() && m_text[m_at] == ' ');
        std::size_t end = word;
        while (end < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[end])) || m_text[end] == '/'))
            ++end;
        std::string why;
        for (; end > word; --end)
            for (int d = int(core::Dimension::none) + 1; d <= int(core::Dimension::flux_density); ++d)
                if (const auto si = core::parse_quantity(digits + ' ' + m_text.substr(word, end - word),
                                                         core::Dimension(d), why)) {
                    m_at = end;
                    return *si;
                }
        return number;
    }

    Relation& m_relation;
    const std::string& m_text;
    std::size_t m_at = 0;
    int m_depth = 0, m_values = 0;
};

Relation::Relation(const std::string& text) : m_text(text) { RelationReader(*this).read(); }

bool Relation::holds(const ValueOf& value_of) const
{
    const double left = m_left(value_of), right = m_right(value_of);
    if (m_sign == "<") return left < right;
    if (m_sign == "<=") return left <= right;
    if (m_sign == ">") return left > right;
    return left >= right;
}

}  // namespace dermavox::scene
