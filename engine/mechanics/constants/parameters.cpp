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
    add("puncture_pressure", p.puncture_pressure, pressure, tiny, huge);
    add("puncture_thickness", p.puncture_thickness, length, tiny, huge);
    add("puncture_spread", p.puncture_spread, none, 0, 5);
    add("dermis_matrix", p.dermis_matrix, pressure, tiny, huge);
    add("dermis_fibre", p.dermis_fibre, pressure, 0, huge);
    add("dermis_fibre_stiffening", p.dermis_fibre_stiffening, none, 0.01, 1000);
    add("dermis_fibre_limit", p.dermis_fibre_limit, pressure, tiny, huge);
    add("dermis_rupture", p.dermis_rupture, pressure, tiny, huge);
    add("dermis_toughness", p.dermis_toughness, toughness, tiny, huge);
    add("crack_toughness", p.crack_toughness, toughness, tiny, huge);
    add("shaft_pressure", p.shaft_pressure, none, 0, 1);
    add("lubricant_ratio", p.lubricant_ratio, none, 0, 1);
    add("dimple_growth", p.dimple_growth, none, 0, 100);
    add("load_depth", p.load_depth, none, 0, 10);
    add("stiffening_exponent", p.stiffening_exponent, none, 2, 30);
    add("relaxation_exponent", p.relaxation_exponent, none, 0, 1);
    add("relaxation_time", p.relaxation_time, time, tiny, huge);
    add("barrier_modulus", p.barrier_modulus, pressure, tiny, huge);
    add("barrier_work", p.barrier_work, pressure, tiny, huge);
    add("barrier_zone", p.barrier_zone, length, 0, huge);
    add("edge_toughness", p.edge_toughness, toughness, 0, huge);
    add("open_width", p.open_width, length, 0, huge);
    return all;
}

}  // namespace

Parameters Parameters::defaults()
{
    const std::string fit = "scenes/calibration/posterior.csv: ";
    Parameters p;
    p.puncture_pressure = {{9.412e7},
                           0.24,
                           Basis::fitted,
                           fit + "puncture forces of sharp and blunt tips, doi:10.1016/j.jmbbm.2014.09.015, "
                                 "doi:10.1016/j.jbiomech.2003.12.010"};
    p.puncture_thickness = {{17e-6}, 0, Basis::assumed, "barrier thickness of the skins punctured there"};
    p.puncture_spread = {0.25, 0, Basis::assumed, "scatter of repeated punctures, no figure found"};
    const std::string pull =
        "stress of pig skin pulled in strips and both ways, public data of the Living Matter Lab "
        "(NODE_porcine_skin_data_1), and suction of forearms, Diridollou 2000, Skin Res. "
        "Technol. 6:214";
    p.dermis_matrix = {{1.665e4}, 0.87, Basis::fitted, fit + pull + "; weakly"};
    p.dermis_fibre = {{1.29e5}, 0.31, Basis::fitted, fit + pull};
    p.dermis_fibre_stiffening = {37.15, 0.18, Basis::fitted, fit + pull};
    p.dermis_fibre_limit = {
        {4.285e7}, 0.51, Basis::fitted, fit + "linear modulus of skin in tension, arXiv:1302.3022"};
    p.dermis_rupture = {
        {5.4e6},
        0.46,
        Basis::fitted,
        fit + "strength and strain at break of skin in tension, arXiv:1302.3022, with forces, depths and "
              "works of needles"};
    p.dermis_toughness = {{1467.0},
                          0.63,
                          Basis::fitted,
                          fit +
                              "toughness from needle insertion, doi:10.1186/s10033-022-00767-4, which bounds it from "
                              "below alone"};
    p.crack_toughness = {{818.8}, 0.37, Basis::fitted, fit + "forces of needles without rupture of fibres"};
    p.shaft_pressure = {0.21, 0.71, Basis::fitted,
                        fit +
                            "dry over lubricated forces (Schneider, Peck, Melvin 1978, UM-HSRI-78-23) and shares of "
                            "work, doi:10.1115/1.4030374; weakly"};
    p.lubricant_ratio = {0.2673, 0.37, Basis::fitted,
                         fit + "dry over lubricated forces, Schneider, Peck, Melvin 1978, UM-HSRI-78-23"};
    p.dimple_growth = {1.10, 0.30, Basis::derived,
                       "a tenth of the linear dimple at 0.15 N; the law is within 4 to 12 % of large-strain finite "
                       "elements of dry skin"};
    p.load_depth = {0.5, 0.2, Basis::derived, "mean depth of a load along the shaft, Mindlin's solution"};
    p.stiffening_exponent = {6.86, 0.2, Basis::assumed,
                             "between 2 of gels and 9 to 12 of skin in tension; read where tools press on skin, not "
                             "where needles cut it"};
    p.relaxation_exponent = {0.07657, 0.26, Basis::fitted,
                             "force falls by 40 % in 1 s and to 50 % in 10 s, "
                             "Crichton 2013, Biomaterials 34(8)"};
    p.relaxation_time = {{1.0}, 0, Basis::assumed, "time under load in the tests that gave the moduli"};
    p.barrier_modulus = {
        {10e6},
        1.1,
        Basis::derived,
        "stiffness of forearm and face skin pulled by a bonded probe, 0.44 to 1.45 N/mm, Flynn 2011: "
        "0.33 N/mm by this model with a probe of 2 mm radius, which is assumed; a dry barrier has 67 MPa"};
    p.barrier_work = {{7e6}, 0.7, Basis::memory, "strength times strain at break of stratum corneum in tension"};
    p.barrier_zone = {{30e-6}, 0.7, Basis::assumed, "one or two cells beside the edge; no figure found"};
    p.edge_toughness = {{100}, 0.7, Basis::assumed, "of soft tissue under an edge too thin to strain it"};
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
