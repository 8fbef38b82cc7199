/// Formulas that users write: over named values with units, without side effects.
///
///     depth.inserted_um.p95 <= 0.2 mm and device.kind == 'pen'
///
/// Numbers may have a unit of unit_names.hpp or "%"; texts stand in single quotes; names are dotted, with list
/// elements in brackets. From loose to tight: or; and; not; < <= > >= == != (once); + -; * /; unary -. Functions:
/// min(a, b), max(a, b), abs(a). Dimensions are checked before anything is evaluated: sums and comparisons need the
/// same one. At most 2000 characters and 32 levels of nesting; evaluation runs over a list of steps, in time
/// proportional to the text.
#pragma once

#include "dermavox/core/unit_names.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

/// Powers of metre, kilogram, second and kelvin.
struct Powers {
    int length = 0, mass = 0, time = 0, temperature = 0;
    bool operator==(const Powers&) const = default;
};
Powers powers_of(Dimension dimension);

struct ExpressionType {
    enum class Kind { quantity, flag, text };
    Kind kind = Kind::quantity;
    Powers powers{};  ///< of a quantity
    bool operator==(const ExpressionType&) const = default;
};
ExpressionType quantity_of(Dimension dimension);
/// The dimension of a quantity that has a unit of its own; none for others.
Dimension dimension_of(const ExpressionType& type);
/// "a length", "a number", "true or false", "a text", "m2 kg s-1".
std::string name_of(const ExpressionType& type);

/// A mistake, in the order of Problem.
struct ExpressionProblem {
    int column = 1;  ///< from 1
    std::string found, expected, hint;
};

class Expression
{
public:
    struct Operand {
        double number = 0;  ///< SI; 1 or 0 of a flag
        std::string text{};
    };
    /// Nothing for a name that does not exist.
    using TypeOf = std::function<std::optional<ExpressionType>(const std::string& name)>;
    /// Nothing for a name without a value here.
    using ValueOf = std::function<std::optional<Operand>(const std::string& name)>;
    /// The known name that a wrong one may stand for; may be empty.
    using NearestOf = std::function<std::string(const std::string& name)>;

    /// Nothing for a text that is none, with the first mistake of its form in `problems`.
    static std::optional<Expression> parse(std::string_view text, std::vector<ExpressionProblem>& problems);

    /// Type of the whole; nothing where `problems` gets unknown names and operands that do not go together, all of
    /// them. `names` says what a name is: "a key of a scene".
    std::optional<ExpressionType> type(const TypeOf& type_of, const NearestOf& nearest, const std::string& names,
                                       std::vector<ExpressionProblem>& problems) const;

    /// Nothing where a value is missing that decides; "false and x" and "true or x" need no x. Requires that type()
    /// found no mistake. Division by zero and overflow give nothing as well.
    std::optional<Operand> value(const ValueOf& value_of) const;

    const std::string& text() const { return m_text; }
    std::vector<std::string> names() const;  ///< in order, repeated as often as they stand there

private:
    friend class ExpressionParser;
    enum class Code {
        constant,
        name,
        negate,
        invert,
        add,
        subtract,
        multiply,
        divide,
        less,
        less_equal,
        greater,
        greater_equal,
        equal,
        unequal,
        both,
        either,
        least,
        most,
        magnitude
    };
    struct Step {
        Code code;
        int column;
        ExpressionType type{};  ///< of a constant
        Operand operand{};      ///< of a constant; the text of a name
    };
    static int operands_of(Code code);
    static std::optional<ExpressionType> result_type(const Step& step, const std::vector<ExpressionType>& operands,
                                                     std::vector<ExpressionProblem>& problems);
    static std::optional<Operand> result_of(Code code, const std::vector<std::optional<Operand>>& operands);

    std::string m_text;
    std::vector<Step> m_steps;  ///< operands before what joins them
};

}  // namespace dermavox::core
