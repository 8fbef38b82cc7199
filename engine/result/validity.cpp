#include "dermavox/result/validity.hpp"

#include "engine/result/rows.hpp"
#include "engine/result/validity.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::result {
namespace {

using simulation::Mark;
using simulation::ModelPart;
using simulation::Severity;

constexpr unsigned bit(ModelPart part) { return 1U << unsigned(part); }

constexpr unsigned k_pressed = bit(ModelPart::contact) | bit(ModelPart::puncture) | bit(ModelPart::cutting),
                   k_glided = k_pressed | bit(ModelPart::sideways);

/// The first row that a key begins with says what it rests on; others rest on device, motion or input alone.
struct Rests {
    Text start;
    unsigned parts;
};
constexpr Rests k_rests[] = {
    {"depth.set_um", 0},         {"depth.", k_pressed},    {"depth_class.", k_pressed},
    {"density.", k_pressed},     {"layers[]", k_pressed},  {"inclusions[]", k_pressed},
    {"appendages[]", k_pressed}, {"bleeding.", k_pressed}, {"evenness.", k_pressed},
    {"spacing.", k_pressed},     {"coverage.", k_glided},  {"multiplicity.", k_glided},
    {"confluence.", k_glided},   {"passes[]", k_glided},   {"slit.rigid_um", 0},
    {"slit.v_max_mm_s", 0},      {"slit.", k_glided},      {"force.lateral_peak_mN", k_glided},
    {"force.", k_pressed},       {"tewl.intact", 0},       {"tewl.", k_glided},
    {"closure.", k_glided},      {"intervals.", k_glided}, {"permeation.", k_glided},
    {"uptake[]", k_glided},      {"course.", k_glided},
};

std::optional<Severity> worst(unsigned parts, const std::vector<Mark>& marks)
{
    std::optional<Severity> found;
    for (const Mark& mark : marks)
        if ((parts & bit(mark.range->part)) && (!found || mark.severity > *found)) found = mark.severity;
    return found;
}

std::string codes_of(unsigned parts, const std::vector<Mark>& marks)
{
    std::vector<std::string_view> codes;
    for (const Mark& mark : marks)
        if (parts & bit(mark.range->part)) codes.push_back(mark.range->code);
    return fmt::format("{}", fmt::join(codes, " "));
}

std::optional<double> finite(double value) { return std::isfinite(value) ? std::optional(value) : std::nullopt; }

double count_of(const Outcome& outcome, Severity severity)
{
    return double(std::ranges::count(outcome.marks, severity, &Mark::severity));
}

}  // namespace

unsigned parts_of(std::string_view key)
{
    const auto rests = std::ranges::find_if(k_rests, [&](const Rests& row) { return key.starts_with(row.start); });
    return rests == std::end(k_rests) ? 0 : rests->parts;
}

std::optional<Severity> severity_of(const Figure& figure, const simulation::Outcome& outcome)
{
    return worst(figure.parts, outcome.marks);
}

std::vector<MarkedFigure> marked_figures(const simulation::Outcome& outcome)
{
    std::vector<MarkedFigure> all;
    if (outcome.marks.empty()) return all;
    for (const Figure& figure : figures()) {
        if (!figure.numeric() || (figure.when && !figure.when(outcome))) continue;
        if (const auto severity = severity_of(figure, outcome))
            all.push_back({std::string(figure.key), *severity, codes_of(figure.parts, outcome.marks)});
    }
    return all;
}

Figures validity_figures()
{
    const auto mark = Items([](const Source& s) { return &s.outcome.marks; });
    const auto marked = Items([](const Source& s) { return &s.marked; });
    const auto of_range = [&](auto field) { return mark([field](const Mark& m) { return field(*m.range); }); };
    using Range = simulation::ValidityRange;
    return {
        count("validity.severe_marks", of_run([](const Outcome& o) { return count_of(o, Severity::severe); }),
              "ranges that the run lies far outside of: no limit on what rests on them is met"),
        count("validity.mild_marks", of_run([](const Outcome& o) { return count_of(o, Severity::mild); }),
              "ranges that the run lies outside of"),
        list("validity.marks[]", mark.count()),
        text("validity.marks[].code", of_range([](const Range& r) { return std::string(r.code); }), "stable name"),
        text("validity.marks[].severity", mark([](const Mark& m) { return std::string(word_of(m.severity)); }),
             "mild or severe"),
        text("validity.marks[].part", of_range([](const Range& r) { return std::string(word_of(r.part)); }),
             "of the model: contact, puncture, cutting, sideways"),
        text("validity.marks[].quantity", of_range([](const Range& r) { return std::string(r.quantity); }),
             "what lies outside"),
        number("validity.marks[].value", Unit::none, mark(&Mark::value), "of it, SI"),
        number("validity.marks[].from", Unit::none, of_range([](const Range& r) { return finite(r.from); }),
               "least that was checked, SI"),
        number("validity.marks[].to", Unit::none, of_range([](const Range& r) { return finite(r.to); }),
               "most that was checked, SI; null: no bound"),
        text("validity.marks[].by", of_range([](const Range& r) { return std::string(r.by); }), "by what"),
        keyed("validity.figures{}", marked.count(), marked(&MarkedFigure::key)),
        text("validity.figures{}.severity",
             marked([](const MarkedFigure& f) { return std::string(word_of(f.severity)); }),
             "of the worst mark on the figure, by its key in this table"),
        text("validity.figures{}.codes", marked(&MarkedFigure::codes), "of all marks on it, apart by spaces"),
    };
}

std::string validity_reference()
{
    std::string text =
        "\n# Where the model was checked\n\nA value beyond a bound by more than the first ratio is marked mild, "
        "beyond the second severe. SI.\n\n| code | part | quantity | from | to | mild, severe | by |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const simulation::ValidityRange& r : simulation::validity_ranges())
        text += fmt::format("| `{}` | {} | {} | {:g} | {:g} | {:g}, {:g} | {} |\n", r.code, word_of(r.part),
                            r.quantity, r.from, r.to, r.mild, r.severe, r.by);
    return text;
}

}  // namespace dermavox::result
