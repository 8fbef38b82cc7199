#include "dermavox/verify/observations.hpp"

#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/mechanics/hole_opening.hpp"
#include "dermavox/mechanics/insertion_law.hpp"
#include "dermavox/mechanics/surface_response.hpp"
#include "engine/verify/array_bench.hpp"
#include "engine/verify/trial.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace dermavox::verify {

namespace {

using namespace mechanics;
using std::numbers::pi;

constexpr double degree = pi / 180;

skin::Layer layer(skin::Role role, double thickness, double young, double factor, double recoil)
{
    skin::Layer made;
    made.name = "layer", made.role = role;
    made.thickness.value = Length{thickness}, made.young_modulus.value = Pressure{young};
    made.poisson_ratio.value = 0.48, made.density.value = Density{1110};
    made.cutting_factor.value = factor, made.puncture_factor.value = 0.3, made.recoil.value = recoil;
    return made;
}

// Layers as in scenes/materials.toml; thicknesses [m] of barrier, epidermis, dermis, fat. Taut as skin in vivo is.
skin::Stack stack(const Trial& t, std::array<double, 4> h)
{
    skin::Stack made;
    made.layers = {layer(skin::Role::barrier, h[0], 67e6, t[upper], t[barrier_recoil]),
                   layer(skin::Role::epidermis, h[1], 100e3, t[upper], 0.3),
                   layer(skin::Role::dermis, h[2], 60e3, 1, t[dermis_recoil]),
                   layer(skin::Role::fat, h[3], 3e3, 0.1, 0.1)};
    made.layers[0].poisson_ratio.value = 0.45;
    made.backing.young_modulus.value = Pressure{80e3};
    made.backing.poisson_ratio.value = 0.48;
    made.tension = Tension{15};
    return made;
}

// Dermis alone, slack and thick.
skin::Stack block()
{
    skin::Stack made;
    made.layers = {layer(skin::Role::dermis, 50e-3, 60e3, 1, 0.2)};
    made.backing.rigid = true;
    return made;
}

device::Needle cone(const Trial& t, double diameter, double taper, double tip, double length)
{
    device::Needle needle;
    needle.diameter = Length{diameter}, needle.taper = Length{taper}, needle.length = Length{length};
    needle.tip_radius = Length{tip}, needle.friction = t[friction];
    return needle;
}

// H on a tip's area, and on what its taper has widened to at the barrier's depth.
double punctured(const Trial& t, double radius, double angle, double tip_area)
{
    const double wide = radius + t[r_barrier] * std::tan(angle);
    return t[pressure] * (tip_area + pi * (wide * wide - radius * radius));
}
double flat(const Trial& t, double radius, double angle) { return punctured(t, radius, angle, pi * radius * radius); }

// Pressed once by hand; site, base, push and count were not stated.
double array_depth(const Trial& t, const Benches::Data& benches)
{
    return benches.inserted(benches.polymer, t, {.push = t[n_push], .stiffness = t[n_skin], .count = t[n_count]});
}

// A roller under a hand that was not stated.
double rolled(const Trial& t, const Benches::Data& benches)
{
    return benches.inserted(benches.roller, t, {.push = t[k_push], .stiffness = t[k_skin]});
}
double rolled_residual(const Trial& t, const Benches::Data& benches)
{
    const ArrayBench::Tissue rat = benches.roller.tissue(t);
    return ChannelLaw(rat.skin, rat.needle, t.parameters).residual(rolled(t, benches));
}
double rolled_width(const Trial& t, const Benches::Data& benches)
{
    const device::Needle needle = benches.roller.tissue(t).needle;
    return t[barrier_recoil] * 2 * device::radius_at(needle, rolled(t, benches));
}

// Small probe on excised mouse skin on a rigid table: E_app = 2 (1 - nu^2)/(pi a c).
double apparent_modulus(const Trial& t)
{
    skin::Stack mouse = stack(t, {5e-6, 15e-6, 150e-6, 10e-6});
    mouse.tension = Tension{0}, mouse.backing.rigid = true;
    const double a = 0.5e-6, nu = 0.45;
    return 2 * (1 - nu * nu) / (pi * a * disc_sink(elastic_stack(mouse), a, 0));
}

// A wet needle of 1 mm, 10 mm into tissue like dermis.
double share(const Trial& t, double Resistance::*part)
{
    device::Needle needle = cone(t, 1e-3, 0.5e-3 / std::tan(t[b_angle] * degree), 10e-6, 20e-3);
    needle.friction *= t[b_wet];
    const Resistance work = InsertionLaw(block(), needle, t.parameters, 1).work(10e-3);
    return work.*part / work.total();
}

// Dry over lubricated: a hypodermic needle of 0.8 mm, 15 mm deep.
double dry_over_lubricated(const Trial& t)
{
    device::Needle needle = cone(t, 0.8e-3, 0.4e-3 / std::tan(t[l_angle] * degree), 10e-6, 20e-3);
    const double dry = InsertionLaw(block(), needle, t.parameters, 1).force(15e-3).total();
    needle.lubricated = true;
    return dry / InsertionLaw(block(), needle, t.parameters, 1).force(15e-3).total();
}

double needle_toughness(const Trial& t)
{
    const double radius = t[j_radius];
    return HoleOpening(DermisLaw(t.dermis()), t.crack_toughness()).open(radius).cut / (2 * radius);
}

using Model = std::function<double(const Trial&)>;

std::map<std::string, Model> stresses()
{
    std::map<std::string, Model> all;
    const auto both = [](double l) { return [l](const Trial& t) { return DermisLaw(t.dermis()).stress(l, l); }; };
    const auto strip = [](double l1, double l2) {
        return [=](const Trial& t) { return DermisLaw(t.dermis()).stress(l1, l2); };
    };
    int i = 0;
    for (const double l : {1.04, 1.06, 1.08, 1.10, 1.12}) all.emplace(std::string("X1") + char('a' + i++), both(l));
    i = 0;
    for (const double l : {1.10, 1.15, 1.20}) {
        all.emplace(std::string("X2") + char('a' + i++), strip(l, 1));
        all.emplace(std::string("X2") + char('a' + i++), strip(1, l));
    }
    const auto human = [](double Pull::*of) {
        return [of](const Trial& t) {
            const double scale = of == &Pull::strain ? 1 : t[human_over_pig];
            return scale * (pulled(t.dermis()).*of);
        };
    };
    all.emplace("A1", human(&Pull::first));
    all.emplace("A1a", human(&Pull::strength)), all.emplace("A1b", human(&Pull::strain));
    all.emplace("A1c", human(&Pull::steepest));
    all.emplace("E1", [](const Trial& t) { return membrane_modulus(t.dermis(), 13.5e3); });
    return all;
}

std::map<std::string, Model> all_models()
{
    const auto array = [](const Trial& t) { return flat(t, t[o_tip] / 2, 15 * degree); };
    const auto left = [](const Trial& t, double time) {  // of a force reached within 2 ms
        return std::pow(time / 2e-3, -t[relaxation]);
    };
    std::map<std::string, Model> all = stresses();
    all.merge(std::map<std::string, Model>{
        {"R1", [](const Trial& t) { return flat(t, 2.5e-6, t[r_angle] * degree); }},
        {"R2", [](const Trial& t) { return flat(t, 18.5e-6, t[r_angle] * degree); }},
        {"D1a", [](const Trial& t) { return punctured(t, 30e-6, 12 * degree, 720e-12); }},
        {"D1b", [](const Trial& t) { return punctured(t, 80e-6, 12 * degree, 24000e-12); }},
        {"O1", array},
        {"O2", array},
        {"O3", array},
        {"O4", array},
        {"J1", needle_toughness},
        {"E2", [](const Trial&) { return 15 / 1.1e-3; }},
        {"V1", [](const Trial&) { return 1.0; }},
        {"L1", dry_over_lubricated},
        {"C1", apparent_modulus},
        {"C2a", [left](const Trial& t) { return left(t, 1); }},
        {"C2b", [left](const Trial& t) { return left(t, 10); }},
        {"B1a", [](const Trial& t) { return share(t, &Resistance::cut); }},
        {"B1b", [](const Trial& t) { return share(t, &Resistance::spread); }},
        {"B1c", [](const Trial& t) { return share(t, &Resistance::friction); }},
    });
    return all;
}

const std::map<std::string, Model>& models()
{
    static const std::map<std::string, Model> all = all_models();
    return all;
}

/// Shear modulus of the catalogue's fat that is squeezed to a stretch C and free to widen, for shear across the
/// squeeze: 2 mu/alpha l2^2 (l2^alpha - C^alpha)/(l2^2 - C^2), l2 = C^-1/2, of the law of the solved tables of
/// contact (Ogden, incompressible).
double fat_modulus(const Benches::Data& benches, const Trial& trial, double stretch)
{
    const skin::Stack skin = benches.polymer.tissue(trial).skin;
    const std::size_t fat = skin::first_of(skin, skin::Role::fat);
    const large_strain::Layer layer = solid_skin(skin, trial.parameters).layers[fat];
    const double widened = 1 / std::sqrt(stretch), a = layer.alpha;
    if (stretch == 1) return layer.shear_modulus;
    return 2 * layer.shear_modulus / a * widened * widened * (std::pow(widened, a) - std::pow(stretch, a)) /
           (widened * widened - stretch * stretch);
}

/// Rows that needles of a whole device gave, and of skins of the catalogue.
std::optional<double> predict_array(const std::string& row, const Trial& trial, const Benches::Data& benches)
{
    if (row == "N1") return array_depth(trial, benches);
    if (row == "K1") return rolled_residual(trial, benches);
    if (row == "K2") return rolled_width(trial, benches);
    if (row == "M1") return fat_modulus(benches, trial, 1);
    if (row == "M1b") return fat_modulus(benches, trial, 0.5) / fat_modulus(benches, trial, 1);
    return std::nullopt;
}

}  // namespace

const std::vector<Free>& free_constants()
{
    static const std::vector<Free> all{
        {"mechanics.dermis_matrix", "Pa", 20e3, std::log(3.0)},
        {"mechanics.dermis_fibre", "Pa", 150e3, std::log(4.0)},
        {"mechanics.dermis_fibre_stiffening", "1", 33, std::log(1.6)},
        {"mechanics.dermis_fibre_limit", "Pa", 40e6, std::log(2.5)},
        {"mechanics.dermis_rupture", "Pa", 3e6, std::log(2.0)},
        {"mechanics.dermis_toughness", "J/m2", 1500, std::log(2.2)},
        {"mechanics.crack_toughness", "J/m2", 700, std::log(2.2)},
        {"mechanics.puncture_pressure", "Pa", 100e6, std::log(2.5)},
        {"device.needle.friction", "1", 0.15, std::log(2.0)},
        {"mechanics.shaft_pressure", "1", 0.25, std::log(2.2)},
        {"mechanics.lubricant_ratio", "1", 0.3, std::log(1.6)},
        {"viable_epidermis.cutting_factor", "1", 0.3, std::log(1.8)},
        {"stratum_corneum.recoil", "1", 0.9, 0.05},
        {"dermis.recoil", "1", 0.25, 0.3},
        {"mechanics.relaxation_exponent", "1", 0.079, 1},
        {"R.half_angle", "deg", 12, std::log(1.35), true},
        {"R.barrier", "m", 17e-6, std::log(1.3), true},
        {"O.tip_diameter", "m", 10e-6, std::log(2.0), true},
        {"J.radius", "m", 0.45e-3, std::log(1.4), true},
        {"B.wet_over_dry", "1", 0.6, std::log(1.6), true},
        {"B.half_angle", "deg", 11, std::log(1.3), true},
        {"L.half_angle", "deg", 11, std::log(1.3), true},
        {"N.push", "N", 15, std::log(2.0), true},
        {"N.count", "1", 130, std::log(1.5), true},
        {"N.skin_stiffness", "1", 1, 0.5, true},    // as moduli of the catalogue differ between people
        {"K.push", "N", 3.1, std::log(2.0), true},  // row Y1: hands on skin devices
        {"K.skin_stiffness", "1", 1, 0.5, true},
        {"A.human_over_pig", "1", 1, std::log(1.6), true},
    };
    static_assert(free_count == 28);
    return all;
}

std::vector<FitConstant> priors()
{
    std::vector<FitConstant> all;
    for (const Free& free : free_constants()) all.push_back({free.key, free.prior, free.spread});
    return all;
}

std::optional<double> predict(const std::string& row, const std::vector<double>& constants, const Benches& benches,
                              Cutting cutting)
{
    const Trial trial(constants, cutting);
    if (const auto depth = predict_array(row, trial, benches.data())) return depth;
    const auto model = models().find(row);
    if (model == models().end()) return predict_water(row);
    if (cutting == Cutting::crack && row.starts_with("A1")) return std::nullopt;  // nothing ruptures
    return model->second(trial);
}

}  // namespace dermavox::verify
