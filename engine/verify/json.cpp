#include "dermavox/verify/pages.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace dermavox::verify {
namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json or_null(const std::optional<T>& value)
{
    return value ? ordered_json(*value) : ordered_json();
}

const char* judge_name(Judge judge)
{
    constexpr const char* names[] = {"relative", "absolute", "at_most", "at_least"};
    return names[std::size_t(judge)];
}

const char* fit_name(Fit fit)
{
    constexpr const char* names[] = {"within", "outside", "not_modelled"};
    return names[std::size_t(fit)];
}

const char* use_name(Use use)
{
    constexpr const char* names[] = {"fitted", "input", "predicted", "none"};
    return names[std::size_t(use)];
}

}  // namespace

std::string json_of(const Report& report)
{
    ordered_json out{{"schema", 1}, {"full", report.full}, {"pass", report.failed() == 0}};
    out["checks"] = ordered_json::array();
    for (const Check& c : report.checks)
        out["checks"].push_back({{"topic", c.topic},
                                 {"name", c.name},
                                 {"unit", c.unit},
                                 {"expected", c.expected},
                                 {"got", std::isfinite(c.got) ? ordered_json(c.got) : ordered_json()},
                                 {"tolerance", c.tolerance},
                                 {"judge", judge_name(c.judge)},
                                 {"source", c.source},
                                 {"pass", c.pass()}});
    out["convergence"] = ordered_json::array();
    for (const Series& s : report.series)
        out["convergence"].push_back({{"key", s.key},
                                      {"title", s.title},
                                      {"unit", s.unit},
                                      {"size", s.size},
                                      {"size_unit", s.size_unit},
                                      {"value", s.value},
                                      {"exact", or_null(s.exact)},
                                      {"observed_order", or_null(observed_order(s))},
                                      {"extrapolated", or_null(extrapolated(s))}});
    out["measurements"] = ordered_json::array();
    for (const Measurement& m : report.measurements)
        out["measurements"].push_back({{"id", m.id},
                                       {"quantity", m.quantity},
                                       {"conditions", m.conditions},
                                       {"unit", m.unit},
                                       {"measured", m.measured},
                                       {"band", m.band},
                                       {"model", or_null(m.model)},
                                       {"error", or_null(m.error())},
                                       {"fit", fit_name(m.fit())},
                                       {"use", use_name(m.model ? m.use : Use::none)},
                                       {"basis", m.basis},
                                       {"source", m.source}});
    return out.dump(2) + "\n";
}

}  // namespace dermavox::verify
