#include "engine/mechanics/large_strain/surface.hpp"

#include "engine/mechanics/large_strain/element.hpp"

#include "engine/mechanics/kernel/gauss.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics::large_strain {

namespace {

// int weight(r) N_i 2 pi r dr over inner..outer, divided by int weight 2 pi r dr: a newton in all (plane: on both
// sides).
template <class Weight>
Eigen::VectorXd weights(const Mesh& mesh, double inner, double outer, const Weight& weight)
{
    Eigen::VectorXd made = Eigen::VectorXd::Zero(Eigen::Index(2 * mesh.nodes()));
    double all = 0;
    for (std::size_t c = 0; c < mesh.columns(); ++c) {
        const double left = mesh.r[c], width = mesh.r[c + 1] - left;
        const double from = std::max(left, inner), to = std::min(left + width, outer);
        if (from >= to) continue;
        for (int i = 0; i < 4; ++i) {  // all shape functions' sum last
            const auto density = [&](double r) {
                const double part = i < 3 ? shape(2 * (r - left) / width - 1)[i] : 1;
                return part * weight(r) * (mesh.plane ? 2 : 2 * std::numbers::pi * r);
            };
            double sum = 0;
            constexpr int panels = 4;
            for (int p = 0; p < panels; ++p)
                sum += gauss_panel(density, from + (to - from) * p / panels, from + (to - from) * (p + 1) / panels);
            (i < 3 ? made[Eigen::Index(2 * mesh.node(2 * c + std::size_t(i), 0) + 1)] : all) += sum;
        }
    }
    return made / all;
}

}  // namespace

Eigen::VectorXd even_weights(const Mesh& mesh, double inner, double outer)
{
    return weights(mesh, inner, outer, [](double) { return 1.0; });
}

Eigen::VectorXd gaussian_weights(const Mesh& mesh, double r, double sigma)
{
    return weights(mesh, std::max(0.0, r - 8 * sigma), r + 8 * sigma,
                   [&](double x) { return std::exp(-(x - r) * (x - r) / (2 * sigma * sigma)); });
}

double surface_at(const Mesh& mesh, const Eigen::VectorXd& u, double r)
{
    const auto node = [&](std::size_t i) { return Eigen::Index(2 * mesh.node(i, 0)); };
    const auto at = [&](std::size_t i) { return mesh.r_at(i) + u[node(i)]; };
    std::size_t c = 0;
    while (c + 1 < mesh.columns() && at(2 * c + 2) < r) ++c;
    const auto along = [&](const Eigen::Vector3d& n, const auto& value) {
        return n[0] * value(2 * c) + n[1] * value(2 * c + 1) + n[2] * value(2 * c + 2);
    };
    double low = -1, high = 1;
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        (along(shape(middle), at) < r ? low : high) = middle;
    }
    return along(shape(low), [&](std::size_t i) { return u[node(i) + 1]; });
}

}  // namespace dermavox::mechanics::large_strain
