// Scars and stretch marks.
#include "dermavox/skin/condition.hpp"

#include "engine/skin/multiply.hpp"

#include <algorithm>
#include <array>

namespace dermavox::skin {
namespace {

using Factor = Property<Ratio>;

Factor same() { return {1.0, 0, Basis::given, ""}; }
Factor guess(double value, const char* why) { return {value, 0, Basis::assumed, why}; }

Tissue normal() { return {"normal", same(), same(), same(), same(), same(), same(), same()}; }

const char* const no_adnexa = "scars form without hair and glands, general knowledge";
const char* const flat_junction = "the junction of scars is flat, general knowledge";

Tissue scar()
{
    return {.name = "scar",
            .epidermis_thickness = guess(0.8, "thinned, size not found"),
            .dermis_thickness = guess(0.7, "flat or sunken, size not found"),
            .dermis_modulus =
                guess(2, "scars are stiffer (Clark 1996, Burns 22:443-446), size of healed ones not found"),
            .dermis_toughness = guess(0.8, "healed wounds stay below the strength of whole skin, size from general "
                                           "knowledge"),
            .papillae_height = guess(0, flat_junction),
            .water_loss = guess(1, "raised for up to 400 days, then normal (Suetake 1996, Arch. Dermatol. "
                                   "132:1453-1458): a healed scar"),
            .appendages = guess(0, no_adnexa)};
}

Tissue hypertrophic()
{
    return {
        .name = "hypertrophic-scar",
        .epidermis_thickness = same(),
        .dermis_thickness = guess(2, "raised, size not found"),
        .dermis_modulus = {37.9 / 16.2, 0, Basis::derived,
                           "percent stretch under one tension, 16.2 (SD 1.8) against 37.9 (6.5) of the mirror-image "
                           "skin, 9 patients: 'A new instrument for serial measurements of elasticity in "
                           "hypertrophic scar', J. Burn Care Rehabil. 1988; thickness not taken out"},
        .dermis_toughness = guess(1, "no figure found"),
        .papillae_height = guess(0, flat_junction),
        .water_loss = guess(1.5, "stays raised (Suetake 1996, Arch. Dermatol. 132:1453-1458), size not adopted"),
        .appendages = guess(0, no_adnexa)};
}

Tissue stretch_mark()
{
    return {.name = "stretch-mark",
            .epidermis_thickness = guess(0.7, "atrophic (doi:10.1097/PRS.0000000000008065), size not found"),
            .dermis_thickness = guess(0.8, "atrophic, size not found"),
            .dermis_modulus = guess(1, "no figure found: dense fibres and broken elastin pull opposite ways"),
            .dermis_toughness = guess(0.8, "thin parallel bundles, size not found"),
            .papillae_height = {0.0, 0, Basis::read, "rete ridges absent: doi:10.1097/PRS.0000000000008065"},
            .water_loss = guess(1, "no figure found"),
            .appendages = guess(1, "no figure found")};
}

}  // namespace

std::optional<Tissue> tissue_named(std::string_view name)
{
    const std::array sets = {normal(), scar(), hypertrophic(), stretch_mark()};
    const auto* set = std::ranges::find_if(sets, [&](const Tissue& tissue) { return name == tissue.name; });
    if (set == sets.end()) return std::nullopt;
    return *set;
}

std::vector<std::pair<const char*, Property<Ratio>>> factors_of(const Tissue& tissue)
{
    std::vector<std::pair<const char*, Factor>> factors{{"epidermis_thickness", tissue.epidermis_thickness},
                                                        {"dermis_thickness", tissue.dermis_thickness},
                                                        {"dermis_modulus", tissue.dermis_modulus},
                                                        {"dermis_toughness", tissue.dermis_toughness},
                                                        {"papillae_height", tissue.papillae_height},
                                                        {"water_loss", tissue.water_loss},
                                                        {"appendages", tissue.appendages}};
    std::erase_if(factors, [](const auto& factor) { return factor.second.basis == Basis::given; });
    return factors;
}

Stack scarred(Stack stack, const Tissue& tissue)
{
    const std::string why = tissue.name;
    for (Layer& layer : stack.layers) {
        if (layer.role == Role::epidermis) multiply(layer.thickness, tissue.epidermis_thickness.value, why);
        if (layer.role != Role::dermis) continue;
        multiply(layer.thickness, tissue.dermis_thickness.value, why);
        multiply(layer.young_modulus, tissue.dermis_modulus.value, why);
        multiply(layer.cutting_factor, tissue.dermis_toughness.value, why);
    }
    multiply(stack.papillae.height, tissue.papillae_height.value, why);
    const double loss = stack.tewl.value.si;
    if (loss > 0)
        multiply(stack.tewl, (stack.sweat.si + (loss - stack.sweat.si) * tissue.water_loss.value) / loss, why);
    multiply(stack.appendages.follicles, tissue.appendages.value, why);
    multiply(stack.appendages.glands, tissue.appendages.value, why);
    return stack;
}

}  // namespace dermavox::skin
