#include "dermavox/simulation/figures.hpp"
#include "engine/simulation/summaries.hpp"

namespace dermavox::simulation {
namespace {

using Value = std::optional<double>;

Value coverage(const Outcome& o)
{
    if (!o.measures) return {};
    for (const auto& at : o.measures->coverage)
        if (at.depth == 0) return at.open_fraction;
    return {};
}

Value overlap(const Outcome& o)
{
    if (!o.measures) return {};
    for (const auto& at : o.measures->coverage)
        if (at.depth == 0) return at.overlap_index;
    return {};
}

template <class Part, class Get>
Value from(const std::optional<Part>& part, Get get)
{
    return part ? Value(get(*part)) : Value();
}

constexpr double per_cm2 = 1e-4;

}  // namespace

const std::vector<Figure>& figures()
{
    static const std::vector<Figure> list = {
        {"coverage", coverage},
        {"density",
         [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.channels_per_area * per_cm2; }); }},
        {"punctures",
         [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.punctures_per_area * per_cm2; }); }},
        {"overlap", overlap},
        {"gap", [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.largest_gap; }); }},
        {"slit", [](const Outcome& o) { return from(o.slit, [](auto& s) { return s.compliant; }); }},
        {"reached", [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.depths.inserted.p95; }); }},
        {"punctured",
         [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.depths.punctured_fraction; }); }},
        {"bleeding",
         [](const Outcome& o) { return from(o.measures, [](auto& m) { return m.bleeding_per_area * per_cm2; }); }},
        {"tewl", [](const Outcome& o) { return from(o.water_loss, [](auto& w) { return w.calibrated; }); }},
        {"needle_force", [](const Outcome& o) { return from(o.force, [](auto& f) { return f.needle_peak.p95; }); }},
        {"stroke_force", [](const Outcome& o) { return from(o.force, [](auto& f) { return f.stroke_peak; }); }},
        {"power", [](const Outcome& o) { return from(o.force, [](auto& f) { return f.power; }); }},
    };
    return list;
}

std::vector<Verdict> verdicts(const Outcome& outcome, core::Notes& notes)
{
    std::vector<Verdict> verdicts;
    for (const scene::Limit& limit : outcome.scene.limits) {
        const std::string name = limit.key.substr(0, limit.key.rfind('_'));
        const bool least = limit.key.ends_with("_min");
        Value value;
        for (const Figure& figure : figures())
            if (name == figure.name) value = figure.value(outcome);
        if (value && *value == *value) {
            const bool pass = least ? *value >= limit.value : *value <= limit.value;
            verdicts.push_back({limit.key, limit.value, *value, pass});
        } else {
            notes.warnings.push_back({"limit_not_judged", "limits." + limit.key + ": this run has no such figure"});
        }
    }
    return verdicts;
}

}  // namespace dermavox::simulation
