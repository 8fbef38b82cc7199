#include "dermavox/device/roller.hpp"
#include "dermavox/recovery/closure.hpp"
#include "dermavox/transport/air.hpp"
#include "dermavox/verify/observations.hpp"

#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace dermavox::verify {
namespace {

/// A forearm in round figures, with the intact water loss of row T1.
skin::Stack forearm()
{
    skin::Stack stack;
    stack.site = "volar_forearm";
    skin::Layer barrier, dermis;
    barrier.name = "stratum corneum", barrier.role = skin::Role::barrier;
    barrier.thickness.value = Length{20e-6};
    dermis.name = "dermis", dermis.role = skin::Role::dermis;
    dermis.thickness.value = Length{1.1e-3};
    dermis.kappa.value = Diffusivity{1.5e-5};
    stack.layers = {barrier, dermis};
    stack.tewl.value = 9.69_g_m2_h;
    return stack;
}

double intact_loss()
{
    core::Notes notes;
    return transport::water_loss(forearm(), {}, {{}, 1e-2, 1e-2}, {}, notes)->intact;
}

/// Wet on both sides, tracer water sees kappa(1) rho_sat/L as a permeability to liquid water of 1000 kg/m3.
double tracer_permeability()
{
    core::Notes notes;
    const transport::ReferenceState reference;
    const auto skin = transport::fit_skin_water(forearm(), reference, notes);
    const double wet = skin->kappa0 * std::exp(skin->hydration);
    return wet * transport::saturation_density(reference.skin).si / skin->barrier / 1000;
}

/// 192 needles on a drum of 20 mm by 20 mm, 15 passes.
double rolled_density()
{
    const device::Roller drum;
    return 15 * 192 / (2 * std::numbers::pi * drum.radius.si * drum.width.si);
}

double covered_half_life(const char* site) { return recovery::half_life(site, recovery::Cover::covered).value.si; }

}  // namespace

std::optional<double> predict_water(const std::string& row)
{
    static const std::map<std::string, std::function<double()>> all{
        {"T1", intact_loss},
        {"T3", tracer_permeability},
        {"G2a", [] { return covered_half_life("volar_forearm"); }},
        {"G2b", [] { return covered_half_life("upper_arm"); }},
        {"G2c", [] { return covered_half_life("abdomen"); }},
        {"P1", rolled_density},
    };
    const auto found = all.find(row);
    return found == all.end() ? std::nullopt : std::optional<double>(found->second());
}

}  // namespace dermavox::verify
