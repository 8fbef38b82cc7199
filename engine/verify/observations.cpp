#include "dermavox/verify/observations.hpp"

#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/mechanics/puncture.hpp"

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace dermavox::verify {

namespace {

using namespace mechanics;
using std::numbers::pi;

enum : std::size_t {
    line,
    pressure,
    speed_exponent,
    toughness,
    exponent,
    friction,
    barrier_modulus,
    barrier_recoil,
    dermis_recoil,
    relaxation,
    growth
};

struct Trial {
    Parameters p = Parameters::defaults();
    std::vector<double> at;
};

skin::Layer layer(skin::Role role, double thickness, double young, double cut, double factor, double drag,
                  double recoil)
{
    skin::Layer made;
    made.name = "layer", made.role = role;
    made.thickness.value = Length{thickness}, made.young_modulus.value = Pressure{young};
    made.poisson_ratio.value = 0.48, made.density.value = Density{1110};
    made.toughness.value = Toughness{cut}, made.puncture_factor.value = factor;
    made.friction.value = drag, made.recoil.value = recoil;
    return made;
}

// Layers as in scenes/materials.toml; thicknesses [m] of barrier, epidermis, upper and lower dermis, fat.
skin::Stack stack(const Trial& t, std::array<double, 5> h)
{
    const double j = t.at[toughness], f = t.at[friction];
    skin::Stack made;
    made.layers = {layer(skin::Role::barrier, h[0], t.at[barrier_modulus], 100, 1, 0.1, t.at[barrier_recoil]),
                   layer(skin::Role::epidermis, h[1], 100e3, 0.3 * j, 0.2, f, 0.3),
                   layer(skin::Role::dermis, h[2], 40e3, 0.85 * j, 0.3, f, t.at[dermis_recoil]),
                   layer(skin::Role::dermis, h[3], 60e3, j, 0.3, f, t.at[dermis_recoil]),
                   layer(skin::Role::fat, h[4], 3e3, 0.3 * j, 0.1, 0.1, 0.1)};
    made.layers[0].poisson_ratio.value = 0.45;
    made.backing.young_modulus.value = Pressure{80e3};
    made.backing.poisson_ratio.value = 0.48;
    return made;
}

double puncture(const Trial& t, double diameter, double speed)
{
    return puncture_force(t.p, Length{diameter}, t.p.puncture_thickness.value, Speed{speed}).si;
}

// Tips of the array of rows O: not stated; this diameter makes the slower of its forces.
double array_tip() { return 8e-6; }

device::Needle cone(double diameter, double length, double tip)
{
    device::Needle needle;
    needle.diameter = Length{diameter}, needle.length = needle.taper = Length{length};
    needle.tip_radius = Length{tip};
    return needle;
}

Insertion rolled(const Trial& t)
{
    device::Device roller;
    roller.kind = device::Kind::roller;
    roller.depth = Length{0.77e-3};
    roller.needle = cone(0.14e-3, 0.77e-3, 4e-6);
    for (int i = 0; i < 8; ++i) roller.cartridge.seats.push_back({(i - 3.5) * 2.5e-3, 0, 0});
    const skin::Stack rat = stack(t, {18e-6, 30e-6, 80e-6, 0.7e-3, 0.5e-3});
    const Press press(rat, roller, t.p, 1);
    std::vector<motion::Stroke> strokes(8);
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        strokes[i].needle = std::uint16_t(i), strokes[i].x = roller.cartridge.seats[i].x;
        strokes[i].depth = roller.depth.si, strokes[i].speed = 60e-3;
    }
    std::vector<Insertion> out(8);
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    return out[3];
}

double opening(const Trial& t)
{
    return t.at[barrier_recoil] * 2 * device::radius_at(cone(0.14e-3, 0.77e-3, 4e-6), rolled(t).inserted);
}

// 10 by 10 cones of 0.3 mm at a pitch of 0.6 mm, pushed by hand with 10 N: none of it was stated. Mean over the
// array.
double array_depth(const Trial& t)
{
    device::Device stamp;
    stamp.kind = device::Kind::stamp, stamp.depth = Length{0.6e-3};
    stamp.cartridge = device::grid(10, 10, Length{0.6e-3});
    stamp.needle = cone(0.3e-3, 0.6e-3, 5e-6);
    stamp.cap = {.radius = Length{5e-3}, .width = Length{1e-3}};
    stamp.stamp = {.push = device::Press{.force = Force{10}}, .hold = Time{10}};
    const Press press(stack(t, {20e-6, 57e-6, 0.11e-3, 0.99e-3, 5e-3}), stamp, t.p, 1);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : stamp.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()), .x = seat.x, .y = seat.y, .depth = 0.6e-3});
    std::vector<Insertion> out(strokes.size());
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    double sum = 0;
    for (const Insertion& one : out) sum += one.inserted;
    return sum / double(out.size());
}

// Small probe on excised mouse skin on a rigid table: E_app = 2 (1 - nu^2)/(pi a c).
double apparent_modulus(const Trial& t)
{
    skin::Stack mouse = stack(t, {5e-6, 15e-6, 30e-6, 120e-6, 10e-6});
    mouse.backing.rigid = true;
    const double a = 0.5e-6, nu = 0.45;
    return 2 * (1 - nu * nu) / (pi * a * disc_sink(elastic_stack(mouse), a, 0));
}

// A needle of 0.3 mm, 3 mm into one tissue.
double share(const Trial& t, double Resistance::*part)
{
    skin::Stack tissue = stack(t, {20e-6, 57e-6, 0.11e-3, 10e-3, 5e-3});
    tissue.layers.erase(tissue.layers.begin(), tissue.layers.begin() + 3);
    device::Needle needle = cone(0.3e-3, 1.5e-3, 5e-6);
    needle.length = Length{5e-3};
    const Resistance work = InsertionLaw(tissue, needle, t.p, 1).work(3e-3);
    return work.*part / work.total();
}

using Model = std::function<double(const Trial&)>;
const std::map<std::string, Model>& models()
{
    const auto left = [](const Trial& t, double time) {  // of a force reached within 2 ms
        return std::pow(time / 2e-3, -t.at[relaxation]);
    };
    static const std::map<std::string, Model> all{
        {"R1", [](const Trial& t) { return puncture(t, 5e-6, 0.5e-3); }},
        {"R2", [](const Trial& t) { return puncture(t, 37e-6, 0.5e-3); }},
        {"D1a", [](const Trial& t) { return puncture(t, 2 * std::sqrt(720e-12 / pi), 0.5e-3); }},
        {"D1b", [](const Trial& t) { return puncture(t, 2 * std::sqrt(24000e-12 / pi), 0.5e-3); }},
        {"O1", [](const Trial& t) { return puncture(t, array_tip(), 0.5e-3); }},
        {"O2", [](const Trial& t) { return puncture(t, array_tip(), 1.0e-3); }},
        {"O3", [](const Trial& t) { return puncture(t, array_tip(), 0.5e-3); }},
        {"O4", [](const Trial& t) { return puncture(t, array_tip(), 1.0e-3); }},
        {"K1", [](const Trial& t) { return rolled(t).residual; }},
        {"K2", opening},
        {"N1", array_depth},
        {"C1", apparent_modulus},
        {"C2a", [left](const Trial& t) { return left(t, 1); }},
        {"C2b", [left](const Trial& t) { return left(t, 10); }},
        {"B1a", [](const Trial& t) { return share(t, &Resistance::cut); }},
        {"B1b", [](const Trial& t) { return share(t, &Resistance::spread); }},
        {"B1c", [](const Trial& t) { return share(t, &Resistance::friction); }},
    };
    return all;
}

}  // namespace

const std::vector<Free>& free_constants()
{
    static const std::vector<Free> all{
        {"mechanics.puncture_line", "N/m", 3.6e3, 1},
        {"mechanics.puncture_pressure", "Pa", 127e6, 1},
        {"mechanics.speed_exponent", "1", 0.43, 1},
        {"reticular_dermis.toughness", "J/m2", 350, 1},
        {"mechanics.stiffening_exponent", "1", 9, 0.3},
        {"dermis.friction", "1", 0.17, 1},
        {"stratum_corneum.young_modulus", "Pa", 50e6, 0.3},
        {"stratum_corneum.recoil", "1", 0.9, 0.05},
        {"dermis.recoil", "1", 0.25, 0.3},
        {"mechanics.relaxation_exponent", "1", 0.079, 1},
        {"mechanics.dimple_growth", "1", 1.1, 0.3},
    };
    return all;
}

std::optional<double> predict(const std::string& row, const std::vector<double>& constants)
{
    const auto model = models().find(row);
    if (model == models().end()) return predict_water(row);
    Trial trial;
    trial.at = constants;
    trial.p.puncture_spread.value = 0.0;
    trial.p.puncture_line.value.si = constants[line];
    trial.p.puncture_pressure.value.si = constants[pressure];
    trial.p.speed_exponent.value.si = constants[speed_exponent];
    trial.p.stiffening_exponent.value.si = constants[exponent];
    trial.p.relaxation_exponent.value.si = constants[relaxation];
    trial.p.dimple_growth.value.si = constants[growth];
    return model->second(trial);
}

}  // namespace dermavox::verify
