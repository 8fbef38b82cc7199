#include "dermavox/skin/skin.hpp"

#include "engine/skin/floor_of.hpp"
#include "engine/skin/furrows.hpp"
#include "engine/skin/height_field.hpp"
#include "engine/skin/papilla_field.hpp"
#include "engine/skin/stack_check.hpp"

#include <algorithm>
#include <cassert>

namespace dermavox::skin {
namespace {

constexpr double least_share = 0.05;  ///< of its mean thickness that a layer keeps everywhere

/// Numbers of the draws that are not a layer's own field.
constexpr std::uint64_t furrow_draws = std::uint64_t(1) << 32, papilla_draws = furrow_draws + 2;

}  // namespace

struct Skin::Interfaces {
    std::vector<double> mean;         ///< depths of the faces, layers + 1 [m]
    std::vector<double> least;        ///< thickness that layer i keeps [m]
    std::vector<double> share;        ///< of the relief that face i follows
    std::vector<HeightField> fields;  ///< of the faces of the layers
    Furrows furrows;
    PapillaField papillae;
    std::size_t junction;  ///< the face that carries the papillae
    std::shared_ptr<const MeasuredFaces> measured;
    double width, height;  ///< of the patch
    bool flat;

    /// Depth of face i, given that of the face above it and the relief.
    double face(std::size_t i, double above, double relief, double x, double y) const
    {
        double own = mean[i] + share[i] * relief;
        if (i < fields.size()) own += fields[i].at(x, y);
        if (i == junction) own += papillae.at(x, y);
        if (measured)
            own +=
                measured->at(i, x - width * double(floor_of(x / width)), y - height * double(floor_of(y / height)));
        return i == 0 ? own : std::max(own, above + least[i - 1]);
    }
};

Skin::Skin(Stack stack, double width, double height, std::uint64_t seed) : m_stack(std::move(stack))
{
    check(m_stack, width, height);
    const core::Random random(seed, core::Purpose::interface_height);
    auto faces = std::make_shared<Interfaces>();
    const std::size_t layers = m_stack.layers.size();
    for (std::size_t i = 0; i <= layers; ++i) {
        faces->mean.push_back(depth_of(m_stack, i).si);
        faces->share.push_back(std::max(0.0, 1 - faces->mean[i] / m_stack.relief.carried.value.si));
        if (i == layers) break;
        const Layer& layer = m_stack.layers[i];
        const Roughness roughness{layer.roughness.value.si, layer.correlation_length.value.si};
        faces->least.push_back(least_share * layer.thickness.value.si);
        faces->fields.push_back(roughness.deviation > 0 ? HeightField(roughness, width, height, random, i)
                                                        : HeightField());
    }
    if (m_stack.relief.depth.value.si > 0)
        faces->furrows = Furrows(m_stack.relief, width, height, random, furrow_draws);
    if (m_stack.papillae.height.value.si > 0)
        faces->papillae = PapillaField(m_stack.papillae, width, height, random, papilla_draws);
    faces->junction = first_of(m_stack, Role::dermis);
    faces->measured = m_stack.measured;
    faces->width = width, faces->height = height;
    faces->flat = std::ranges::all_of(faces->fields, &HeightField::flat) && faces->furrows.flat() &&
                  faces->papillae.flat() && !faces->measured;
    m_interfaces = std::move(faces);
}

double Skin::top(std::size_t i, double x, double y) const
{
    assert(i <= m_stack.layers.size());
    if (flat()) return m_interfaces->mean[i];
    const double relief = m_interfaces->furrows.depth(x, y);
    double depth = 0;
    for (std::size_t face = 0; face <= i; ++face) depth = m_interfaces->face(face, depth, relief, x, y);
    return depth;
}

void Skin::tops(double x, double y, std::span<double> depths) const
{
    assert(depths.size() == m_stack.layers.size() + 1);
    if (flat()) {
        std::ranges::copy(m_interfaces->mean, depths.begin());
        return;
    }
    const double relief = m_interfaces->furrows.depth(x, y);
    double depth = 0;
    for (std::size_t face = 0; face < depths.size(); ++face)
        depths[face] = depth = m_interfaces->face(face, depth, relief, x, y);
}

int Skin::layer_at(double x, double y, double z) const
{
    const double relief = m_interfaces->furrows.depth(x, y);
    double depth = 0;
    int layer = -1;
    for (std::size_t face = 0; face < m_interfaces->mean.size(); ++face, ++layer) {
        depth = flat() ? m_interfaces->mean[face] : m_interfaces->face(face, depth, relief, x, y);
        if (z < depth) break;
    }
    return layer;
}

bool Skin::flat() const { return m_interfaces->flat; }

}  // namespace dermavox::skin
