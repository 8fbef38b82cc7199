#include "engine/skin/stack_check.hpp"

#include "engine/skin/complaints.hpp"
#include "engine/skin/papilla_field.hpp"

#include <algorithm>

namespace dermavox::skin {
namespace {

void check_layer(const Layer& layer, const std::string& key, Complaints& complaints)
{
    complaints.unless_positive(key + ".thickness", layer.thickness.value.si);
    complaints.unless_zero_or_more(key + ".roughness", layer.roughness.value.si);
    if (layer.roughness.value.si != 0)
        complaints.unless_positive(key + ".correlation_length", layer.correlation_length.value.si);
}

void check_relief(const Relief& relief, double width, double height, Complaints& complaints)
{
    complaints.unless_zero_or_more("skin.relief.depth", relief.depth.value.si);
    if (relief.depth.value.si == 0) return;
    const double spacing = relief.spacing.value.si, groove = relief.width.value.si;
    complaints.unless_positive("skin.relief.spacing", spacing);
    complaints.unless_positive("skin.relief.width", groove);
    complaints.unless(!(groove > spacing), "skin.relief.width", fmt::format("{} m", groove),
                      fmt::format("at most the spacing, {} m", spacing));
    complaints.unless(!(spacing > std::min(width, height)), "skin.relief.spacing", fmt::format("{} m", spacing),
                      "at most the side of the patch");
    complaints.unless_within("skin.relief.second", relief.second.value, 0, 1);
    complaints.unless_within("skin.relief.waviness", relief.waviness.value, 0, 0.5);
    complaints.unless(std::isfinite(relief.direction.value), "skin.relief.direction", "not finite", "an angle");
    complaints.unless(std::isfinite(relief.crossing.value), "skin.relief.crossing", "not finite", "an angle");
    complaints.unless_positive("skin.relief.carried", relief.carried.value.si);
}

void check_papillae(const Stack& stack, double width, double height, Complaints& complaints)
{
    const Papillae& papillae = stack.papillae;
    const double h = papillae.height.value.si, n = papillae.density.value.si, a = papillae.radius.value.si;
    complaints.unless_zero_or_more("skin.papillae.height", h);
    if (h == 0) return;
    complaints.unless(std::isfinite(n) && n > 0, "skin.papillae.density", fmt::format("{} 1/m2", n), "above 0");
    complaints.unless_positive("skin.papillae.radius", a);
    complaints.unless(std::isfinite(papillae.scatter.value) && papillae.scatter.value >= 0, "skin.papillae.scatter",
                      fmt::format("{}", double(papillae.scatter.value)), "0 or more");
    const std::size_t junction = first_of(stack, Role::dermis);
    complaints.unless(junction > 0 && junction < stack.layers.size(), "skin.papillae.height", fmt::format("{} m", h),
                      "no papillae, as no dermis lies under another layer");
    if (!(n > 0 && a > 0 && width > 0 && height > 0) || junction == 0 || junction >= stack.layers.size()) return;
    const double cell = std::min(width / cells_along(width, n), height / cells_along(height, n));
    complaints.unless(2 * a <= cell, "skin.papillae.radius", fmt::format("{} m", a),
                      fmt::format("at most {} m, half a papilla's cell at this density", cell / 2));
    const double highest = highest_papillae(papillae, stack.layers[junction - 1].thickness.value).si;
    complaints.unless(h <= highest || 2 * a > cell, "skin.papillae.height", fmt::format("{} m", h),
                      fmt::format("at most {} m under the layer above the dermis", highest));
}

void check_measured(const Stack& stack, Complaints& complaints)
{
    if (!stack.measured) return;
    const MeasuredFaces& measured = *stack.measured;
    const auto columns = std::size_t(std::max(measured.nx, 0)) * std::size_t(std::max(measured.ny, 0));
    const bool whole =
        columns > 0 && measured.dx > 0 && measured.dy > 0 && measured.of_face.size() == stack.layers.size() + 1 &&
        std::ranges::all_of(measured.heights, [&](const auto& map) { return map.size() == columns; }) &&
        std::ranges::all_of(measured.of_face, [&](int map) { return map < int(measured.heights.size()); });
    complaints.unless(whole, "skin.volume", "faces that do not fit the layers", "one of each layer and the backing");
}

}  // namespace

void check(const Stack& stack, double width, double height)
{
    Complaints complaints;
    complaints.unless_positive("patch width", width);
    complaints.unless_positive("patch height", height);
    complaints.unless(!stack.layers.empty(), "skin.layer", "missing", "at least one layer");
    for (std::size_t i = 0; i < stack.layers.size(); ++i)
        check_layer(stack.layers[i], fmt::format("skin.layer[{}]", i), complaints);
    check_relief(stack.relief, width, height, complaints);
    check_papillae(stack, width, height, complaints);
    check_measured(stack, complaints);
    complaints.raise();
}

}  // namespace dermavox::skin
