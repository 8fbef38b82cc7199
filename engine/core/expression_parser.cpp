// From the text of a formula to its steps: precedence climbing, as deep as the text nests and no deeper than allowed.
#include "dermavox/core/expression.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::core {

namespace {

constexpr std::size_t longest_formula = 2000;
constexpr int deepest_formula = 32;

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool in_name(char c) { return starts_name(c) || is_figure(c) || c == '.'; }

/// Thrown within the parser alone.
struct Misread {
    ExpressionProblem problem;
};

}  // namespace

class ExpressionParser
{
public:
    explicit ExpressionParser(std::string_view text) : m_text(text) { m_made.m_text = text; }

    Expression parsed()
    {
        if (m_text.size() > longest_formula)
            refuse(1, fmt::format("{} characters", m_text.size()), fmt::format("at most {}", longest_formula), "");
        level(0);
        skip();
        if (m_at < m_text.size())
            refuse(here(), shown(), "an operator or the end", "operators: + - * / < <= > >= == != and or");
        return std::move(m_made);
    }

private:
    using Code = Expression::Code;
    struct Sign {
        std::string_view text;
        Code code;
    };

    int here() const { return int(m_at) + 1; }
    void skip()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t')) ++m_at;
    }
    std::string_view rest() const { return std::string_view(m_text).substr(m_at); }
    std::string shown() const
    {
        return rest().empty() ? "the end"
                              : fmt::format("'{}'", rest().substr(0, std::min<std::size_t>(rest().find(' ', 1), 20)));
    }
    [[noreturn]] static void refuse(int column, std::string found, std::string expected, std::string hint)
    {
        throw Misread{{column, std::move(found), std::move(expected), std::move(hint)}};
    }

    /// Takes `sign` off the front; words only where no name goes on.
    bool take(std::string_view sign)
    {
        skip();
        if (!rest().starts_with(sign)) return false;
        const std::size_t end = m_at + sign.size();
        if (starts_name(sign.front()) && end < m_text.size() && in_name(m_text[end])) return false;
        m_at = end;
        return true;
    }
    void step(Code code, int column) { m_made.m_steps.push_back({.code = code, .column = column}); }

    /// Operators of one level of precedence, the longer of two with the same start first.
    static std::vector<Sign> signs_of(int level)
    {
        switch (level) {
        case 0:
            return {{"or", Code::either}};
        case 1:
            return {{"and", Code::both}};
        case 3:
            return {{"<=", Code::less_equal}, {">=", Code::greater_equal}, {"==", Code::equal},
                    {"!=", Code::unequal},    {"<", Code::less},           {">", Code::greater}};
        case 4:
            return {{"+", Code::add}, {"-", Code::subtract}};
        default:
            return {{"*", Code::multiply}, {"/", Code::divide}};
        }
    }

    void level(int at)
    {
        if (at == 2) return inversion();
        if (at == 6) return unary();
        level(at + 1);
        while (const Sign* sign = next_sign(at)) {
            const int column = here() - int(sign->text.size());
            level(at + 1);
            step(sign->code, column);
            if (at == 3 && next_sign(3))
                refuse(here() - 1, "a second comparison", "one comparison", "join two with 'and'");
        }
    }

    const Sign* next_sign(int at)
    {
        static const std::array<std::vector<Sign>, 6> levels{signs_of(0), signs_of(1), std::vector<Sign>{},
                                                             signs_of(3), signs_of(4), signs_of(5)};
        for (const Sign& sign : levels[std::size_t(at)])
            if (take(sign.text)) return &sign;
        return nullptr;
    }

    void inversion()
    {
        skip();
        const int column = here();
        if (!take("not")) return level(3);
        deeper([&] { inversion(); });
        step(Code::invert, column);
    }

    void unary()
    {
        skip();
        const int column = here();
        if (!take("-")) return primary();
        deeper([&] { unary(); });
        step(Code::negate, column);
    }

    template <class Inner>
    void deeper(Inner inner)
    {
        if (++m_depth > deepest_formula)
            refuse(here(), fmt::format("more than {} levels", deepest_formula), "fewer brackets within brackets", "");
        inner();
        --m_depth;
    }

    void primary()
    {
        skip();
        if (take("(")) return deeper([&] { level(0), close(); });
        const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (c == '\'') return quoted_text();
        if (is_figure(c)) return number();
        if (starts_name(c)) return name_or_call();
        refuse(here(), shown(), "a number, a name, a 'text' or (", "");
    }

    void close()
    {
        skip();
        if (!take(")")) refuse(here(), shown(), ")", "every ( needs its )");
    }

    void quoted_text()
    {
        const int column = here();
        const std::size_t end = m_text.find('\'', m_at + 1);
        if (end == m_text.npos) refuse(column, shown(), "a text that ends with '", "");
        constant(column, {ExpressionType::Kind::text}, {0, m_text.substr(m_at + 1, end - m_at - 1)});
        m_at = end + 1;
    }

    void constant(int column, ExpressionType type, Expression::Operand operand)
    {
        m_made.m_steps.push_back({Code::constant, column, type, std::move(operand)});
    }

    void number()
    {
        const int column = here();
        double plain = 0;
        const auto read = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), plain);
        const std::string digits = m_text.substr(m_at, std::size_t(read.ptr - m_text.data()) - m_at);
        m_at = std::size_t(read.ptr - m_text.data());
        if (read.ec != std::errc() || !std::isfinite(plain)) refuse(column, digits, "a finite number", "");
        if (take("%")) return constant(column, {}, {plain / 100});
        const Unit* unit = take_unit();
        const auto si = unit ? si_of(digits, unit) : std::optional(plain);
        if (!si) refuse(column, digits, "a finite number", "");
        constant(column, quantity_of(unit ? dimension_of(*unit) : Dimension::none), {*si});
    }

    /// The longest unit at the front: mm/s rather than mm. Null where no word follows.
    const Unit* take_unit()
    {
        skip();
        const std::size_t begin = m_at;
        if (begin >= m_text.size() || !starts_name(m_text[begin])) return nullptr;
        const Unit* found = nullptr;
        std::size_t end = begin, after = begin;
        while (end < m_text.size() && (in_name(m_text[end]) || (m_text[end] == '/' && end > begin))) {
            ++end;
            const bool whole = end == m_text.size() || !in_name(m_text[end]);
            if (!whole) continue;
            if (const Unit* unit = find_unit(std::string_view(m_text).substr(begin, end - begin)))
                found = unit, after = end;
        }
        m_at = after;
        if (found) return found;
        const std::string word = m_text.substr(begin, m_text.find_first_of(" )", begin) - begin);
        if (word == "and" || word == "or") return nullptr;
        refuse(here(), fmt::format("'{}'", word), "a unit or an operator",
               "units: um, mm, s, min, h, d, mm/s, N, g/m2/h, ...");
    }

    std::string name_text()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && (in_name(m_text[m_at]) || m_text[m_at] == '[')) {
            if (m_text[m_at] == '[') {
                const std::size_t end = m_text.find(']', m_at);
                if (end == m_text.npos) refuse(here(), shown(), "]", "every [ needs its ]");
                m_at = end;
            }
            ++m_at;
        }
        return m_text.substr(begin, m_at - begin);
    }

    void name_or_call()
    {
        const int column = here();
        const std::string name = name_text();
        if (name == "true" || name == "false")
            return constant(column, {ExpressionType::Kind::flag}, {name == "true" ? 1.0 : 0.0});
        if (rest().starts_with('(')) return call(name, column);
        m_made.m_steps.push_back({.code = Code::name, .column = column, .operand = {0, name}});
    }

    void call(const std::string& name, int column)
    {
        const Code code = name == "min" ? Code::least : name == "max" ? Code::most : Code::magnitude;
        if (code == Code::magnitude && name != "abs")
            refuse(column, fmt::format("'{}'", name), "a function", "functions: min(a, b), max(a, b), abs(a)");
        ++m_at;
        deeper([&] {
            level(0);
            if (code != Code::magnitude) {
                if (!take(",")) refuse(here(), shown(), ", and a second value", "");
                level(0);
            }
            close();
        });
        step(code, column);
    }

    std::string m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    Expression m_made;
};

std::optional<Expression> Expression::parse(std::string_view text, std::vector<ExpressionProblem>& problems)
try {
    return ExpressionParser(text).parsed();
} catch (const Misread& misread) {
    problems.push_back(misread.problem);
    return std::nullopt;
}

}  // namespace dermavox::core
