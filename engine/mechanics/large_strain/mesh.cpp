#include "engine/mechanics/large_strain/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::mechanics::large_strain {

namespace {

double size_at(double x, const std::vector<Fine>& fine, double growth)
{
    double size = std::numeric_limits<double>::infinity();
    for (const Fine& f : fine) size = std::min(size, f.size + growth * std::max({0.0, f.from - x, x - f.to}));
    return size;
}

// Between two stops, in equal shares of int dx/size.
void divide(double from, double to, const std::vector<Fine>& fine, double growth, std::vector<double>& made)
{
    constexpr int samples = 2000;  // evenly in a variable that is fine at both ends
    std::vector<double> at{from}, sum{0};
    for (int i = 1; i <= samples; ++i) {
        const double t = double(i) / samples, x = from + (to - from) * t * t * t * (10 - 15 * t + 6 * t * t);
        sum.push_back(sum.back() + (x - at.back()) / size_at((x + at.back()) / 2, fine, growth)), at.push_back(x);
    }
    const int parts = std::max(1, int(std::lround(sum.back())));
    for (int n = 1; n < parts; ++n) {
        const double want = sum.back() * n / parts;
        const std::size_t i = std::size_t(std::lower_bound(sum.begin(), sum.end(), want) - sum.begin());
        made.push_back(at[i - 1] + (at[i] - at[i - 1]) * (want - sum[i - 1]) / (sum[i] - sum[i - 1]));
    }
    made.push_back(to);
}

}  // namespace

std::vector<double> lines(const std::vector<double>& stops, const std::vector<Fine>& fine, double growth)
{
    std::vector<double> made{0};
    for (const double stop : stops)
        if (stop > made.back()) divide(made.back(), stop, fine, growth, made);
    return made;
}

Mesh mesh_of(const Body& body, std::vector<double> stops, const std::vector<Fine>& across, double surface_size,
             double growth)
{
    Mesh mesh;
    mesh.plane = body.plane;
    std::sort(stops.begin(), stops.end());
    stops.push_back(body.radius);
    mesh.r = lines(stops, across, growth);
    std::vector<double> tops{0};
    for (const Layer& layer : body.layers) tops.push_back(tops.back() + layer.thickness);
    mesh.z = lines(tops, {{0, 0, surface_size}}, growth);
    std::size_t at = 0;
    for (std::size_t row = 0; row + 1 < mesh.z.size(); ++row) {
        if (mesh.z[row] >= tops[at + 1]) ++at;
        const Layer& layer = body.layers[at];
        const double mu = layer.shear_modulus, nu = layer.poisson_ratio;
        mesh.rows.push_back({mu, 2 * mu * nu / (1 - 2 * nu), layer.alpha, layer.prestress});
    }
    return mesh;
}

}  // namespace dermavox::mechanics::large_strain
