#include "dermavox/mechanics/parameters.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <cmath>
#include <limits>

namespace dermavox::mechanics {

namespace {

using skin::Basis;

struct Row {
    std::string key;
    double* value;
    double spread;
    Basis basis;
    std::string source;
    core::Dimension dimension;
    double lowest, highest;
};

constexpr double huge = std::numeric_limits<double>::max(), tiny = std::numeric_limits<double>::min();

// The one place that knows all names, units and ranges.
std::vector<Row> rows(Parameters& p)
{
    std::vector<Row> all;
    const auto add = [&](const char* key, auto& property, core::Dimension unit, double low, double high) {
        all.push_back({key, &property.value.si, property.spread, property.basis, property.source, unit, low, high});
    };
    using enum core::Dimension;
    add("puncture_line", p.puncture_line, tension, tiny, huge);
    add("puncture_pressure", p.puncture_pressure, pressure, tiny, huge);
    add("puncture_thickness", p.puncture_thickness, length, tiny, huge);
    add("thickness_exponent", p.thickness_exponent, none, 0, 3);
    add("puncture_spread", p.puncture_spread, none, 0, 5);
    add("speed_reference", p.speed_reference, speed, tiny, huge);
    add("speed_exponent", p.speed_exponent, none, 0, 5);
    add("speed_floor", p.speed_floor, none, 0, 1);
    add("dimple_growth", p.dimple_growth, none, 0, 100);
    add("load_depth", p.load_depth, none, 0, 10);
    add("stiffening_exponent", p.stiffening_exponent, none, 2, 30);
    add("relaxation_exponent", p.relaxation_exponent, none, 0, 1);
    add("relaxation_time", p.relaxation_time, time, tiny, huge);
    add("lateral_cut", p.lateral_cut, none, 0, 10);
    add("lateral_reach", p.lateral_reach, none, 1.01, 1e6);
    add("open_width", p.open_width, length, 0, huge);
    return all;
}

}  // namespace

Parameters Parameters::defaults()
{
    const std::string roemgens = "slope of puncture force on tip diameter, 5 to 37 um, "
                                 "doi:10.1016/j.jmbbm.2014.09.015";
    const std::string davis = "slope of puncture force on tip area, blunt tips, "
                              "doi:10.1016/j.jbiomech.2003.12.010";
    const std::string olatunji = "force per needle falls by 24 to 28 % from 0.5 to 1 mm/s, "
                                 "doi:10.1002/jps.23439";
    Parameters p;
    p.puncture_line = {{3.57e3}, 0.13, Basis::fitted, roemgens};
    p.puncture_pressure = {{143e6}, 0.23, Basis::fitted, davis};
    p.puncture_thickness = {{17e-6}, 0, Basis::assumed, "barrier thickness of the skins punctured there"};
    p.thickness_exponent = {0.5, 0, Basis::assumed, "no figure found for thick against thin barriers"};
    p.puncture_spread = {0.25, 0, Basis::assumed, "scatter of repeated punctures, no figure found"};
    p.speed_reference = {{0.5e-3}, 0, Basis::read, olatunji};
    p.speed_exponent = {0.415, 0.6, Basis::fitted, olatunji};
    p.speed_floor = {0.25, 0.4, Basis::assumed,
                     "the measurements end at 1 mm/s and pens strike at up to 1 m/s: no further gain "
                     "past about 10 mm/s"};
    p.dimple_growth = {1.10, 0.30, Basis::fitted,
                       "residual channel depth and width of a 770 um roller in hairless rat, "
                       "doi:10.1208/s12248-011-9288-3; prior 1.1: a tenth of the linear dimple at 0.15 N"};
    p.load_depth = {0.5, 0.2, Basis::derived, "mean depth of a load along the shaft, Mindlin's solution"};
    p.stiffening_exponent = {6.86, 0.2, Basis::fitted,
                             "shares of cutting, spreading and friction in the work, doi:10.1115/1.4030374; "
                             "9 to 12 in tension"};
    p.relaxation_exponent = {0.079, 0.23, Basis::fitted,
                             "force falls by 40 % in 1 s and to 50 % in 10 s, "
                             "Crichton 2013, Biomaterials 34(8)"};
    p.relaxation_time = {{1.0}, 0, Basis::assumed, "time under load in the tests that gave the moduli"};
    p.lateral_cut = {0.05, 1.0, Basis::assumed, "share of the toughness at which a shaft cuts sideways"};
    p.lateral_reach = {10.0, 0.5, Basis::assumed, "width of the tissue that gives sideways over shaft radius"};
    p.open_width = {{10e-6}, 0.5, Basis::assumed, "narrowest channel that stays open and is seen"};
    return p;
}

std::vector<NamedParameter> named(Parameters& parameters)
{
    std::vector<NamedParameter> all;
    for (const Row& row : rows(parameters))
        all.push_back({row.key, row.value, row.spread, row.basis, row.source,
                       core::format_quantity(*row.value, row.dimension)});
    return all;
}

std::vector<core::Assumption> assumptions(const Parameters& parameters)
{
    Parameters copy = parameters;
    std::vector<core::Assumption> list;
    for (const NamedParameter& p : named(copy))
        if (p.basis == Basis::assumed) list.push_back({"mechanics." + p.key, p.text, p.source});
    return list;
}

void check(const Parameters& parameters)
{
    Parameters copy = parameters;
    std::vector<core::Problem> problems;
    for (const Row& row : rows(copy)) {
        if (*row.value >= row.lowest && *row.value <= row.highest) continue;
        const std::string range = row.lowest == tiny ? "above 0"
                                  : row.highest == huge
                                      ? core::format_number(row.lowest) + " or more"
                                      : core::format_number(row.lowest) + " to " + core::format_number(row.highest);
        problems.push_back({"", 0, 0, "mechanics." + row.key, core::format_number(*row.value), range, ""});
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

}  // namespace dermavox::mechanics
