#include "dermavox/practice/depth_class.hpp"

#include "dermavox/core/statistics.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::practice {
namespace {

/// Depth of the lower face of the last layer of the roles [m]; 0 without such a layer.
double lower_face(const skin::Stack& stack, std::initializer_list<skin::Role> roles)
{
    double depth = 0;
    for (std::size_t i = 0; i < stack.layers.size(); ++i)
        if (std::ranges::find(roles, stack.layers[i].role) != roles.end()) depth = skin::depth_of(stack, i + 1).si;
    return depth;
}

std::string cap_reason_of(const skin::Stack& stack, double skin)
{
    const std::string ends = fmt::format("the skin is {:.3g} mm thick", skin * 1e3);
    const double all = skin::depth_of(stack, stack.layers.size()).si;
    std::string under = stack.backing.rigid
                            ? fmt::format(", rigid {} {:.3g} mm below the surface",
                                          stack.backing.name.empty() ? "backing" : stack.backing.name, all * 1e3)
                            : "";
    for (const skin::Inclusion& inclusion : stack.inclusions) under += ", " + inclusion.name + " in it";
    return ends + under;
}

template <class Holds>
double share_of(const std::vector<double>& depths, Holds holds)
{
    return double(std::ranges::count_if(depths, holds)) / double(depths.size());
}

}  // namespace

const char* depth_class_name(double inserted)
{
    if (inserted <= cosmetic_limit) return "cosmetic";
    if (inserted < medical_least) return "undefined";
    return inserted <= medical_most ? "medical" : "past medical";
}

std::optional<double> dial_within(const std::vector<simulation::DialPoint>& dial, double plane)
{
    if (dial.empty()) return std::nullopt;
    double set = 0, reached = 0;
    for (const simulation::DialPoint& at : dial) {
        const double next = at.punctured_fraction > 0 ? at.inserted.p95 : 0;
        if (next > plane) return set == 0 ? 0 : set + (at.set - set) * (plane - reached) / (next - reached);
        set = at.set, reached = next;
    }
    return set;
}

std::optional<simulation::DepthClass> depth_class(const simulation::Outcome& outcome)
{
    std::vector<double> depths;
    for (const mechanics::Insertion& insertion : outcome.insertions)
        if (insertion.punctured()) depths.push_back(insertion.inserted);
    if (depths.empty()) return std::nullopt;
    const skin::Stack& stack = outcome.scene.skin;
    simulation::DepthClass found;
    found.epidermis = lower_face(stack, {skin::Role::barrier, skin::Role::epidermis});
    found.skin = lower_face(stack, {skin::Role::barrier, skin::Role::epidermis, skin::Role::dermis});
    found.median = core::spread_of(depths).p50;
    found.name = depth_class_name(found.median);
    found.past_cosmetic = share_of(depths, [](double d) { return d > cosmetic_limit; });
    found.medical = share_of(depths, [](double d) { return d >= medical_least && d <= medical_most; });
    found.past_medical = share_of(depths, [](double d) { return d > medical_most; });
    found.in_epidermis = share_of(depths, [&](double d) { return d <= found.epidermis; });
    found.epidermis_dial = dial_within(outcome.dial, found.epidermis);
    found.skin_dial = dial_within(outcome.dial, found.skin);
    found.cap_reason = cap_reason_of(stack, found.skin);
    return found;
}

}  // namespace dermavox::practice
