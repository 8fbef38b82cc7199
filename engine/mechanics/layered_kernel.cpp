#include "dermavox/mechanics/layered_kernel.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

namespace {

struct Matrix {
    double a, b, c, d;  // row by row
};

Matrix operator*(Matrix m, Matrix n)
{
    return {m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d};
}
Matrix operator+(Matrix m, Matrix n) { return {m.a + n.a, m.b + n.b, m.c + n.c, m.d + n.d}; }
Matrix operator-(Matrix m, Matrix n) { return {m.a - n.a, m.b - n.b, m.c - n.c, m.d - n.d}; }
Matrix inverse(Matrix m)
{
    const double det = m.a * m.d - m.b * m.c;
    return {m.d / det, -m.b / det, -m.c / det, m.a / det};
}

// Displacements d = (U, W) and tractions t = (T, S) of the two solutions of one block.
struct Block {
    Matrix d, t;
};

// Decays downwards from the layer's top, at depth z >= 0 below it.
Block decaying(const ElasticLayer& layer, double k, double z)
{
    const double q = k * z, e = std::exp(-q), c = 2 * layer.shear_modulus * k * e, nu = layer.poisson_ratio;
    return {{e, e * q, e, e * (q + 3 - 4 * nu)}, {-c, -c * (q + 1 - 2 * nu), -c, -c * (q + 2 - 2 * nu)}};
}

// Decays upwards from the layer's bottom, at z <= 0 above it.
Block growing(const ElasticLayer& layer, double k, double z)
{
    const double q = k * z, e = std::exp(q), c = 2 * layer.shear_modulus * k * e, nu = layer.poisson_ratio;
    return {{e, -e * q, -e, e * (q - 3 + 4 * nu)}, {c, c * (1 - 2 * nu - q), -c, -c * (2 - 2 * nu - q)}};
}

Matrix compliance_below(const ElasticStack& stack, double k)
{
    if (stack.rigid_base) return {0, 0, 0, 0};
    const Block block = decaying(stack.below, k, 0);
    return block.d * inverse(block.t);
}

// Compliance at the top of a layer from the compliance at its bottom.
Matrix with_layer(Matrix below, const ElasticLayer& layer, double k)
{
    const double h = layer.thickness;
    const Block down_top = decaying(layer, k, 0), down_bottom = decaying(layer, k, h);
    const Block up_top = growing(layer, k, -h), up_bottom = growing(layer, k, 0);
    const Matrix zero{0, 0, 0, 0};
    const Matrix r = zero - inverse(up_bottom.d - below * up_bottom.t) * (down_bottom.d - below * down_bottom.t);
    return (down_top.d + up_top.d * r) * inverse(down_top.t + up_top.t * r);
}

void require(std::vector<core::Problem>& problems, bool ok, const std::string& key, double found,
             const char* expected)
{
    if (!ok) problems.push_back({"", 0, 0, key, core::format_number(found), expected, ""});
}

}  // namespace

double drape_factor(const ElasticStack& stack, double k)
{
    const double x = k * stack.drape_radius;
    return 1 + stack.draping * x * std::exp(1 - x);
}

double surface_kernel(const ElasticStack& stack, double k)
{
    Matrix compliance = compliance_below(stack, k);
    for (std::size_t i = stack.layers.size(); i-- > 0;) compliance = with_layer(compliance, stack.layers[i], k);
    double stiffness = -1 / compliance.d;
    if (stack.tension > 0) stiffness += stack.tension * k * k / (1 + k * stack.tension_depth);
    stiffness *= drape_factor(stack, k);
    if (std::isfinite(stack.response_time))
        stiffness += 2 * stack.density / (k * stack.response_time * stack.response_time);
    return 1 / stiffness;
}

double short_wave_stiffness(const ElasticStack& stack)
{
    const ElasticLayer& top = stack.layers.empty() ? stack.below : stack.layers.front();
    const double elastic = top.shear_modulus / (1 - top.poisson_ratio);
    return elastic + (stack.tension > 0 ? stack.tension / stack.tension_depth : 0);
}

ElasticStack elastic_stack(const skin::Stack& skin, double stiffening)
{
    std::vector<core::Problem> problems;
    ElasticStack stack;
    double depth = 0, dermis_end = 0, mass = 0;
    const auto elastic = [&](const std::string& key, double young, double nu) {
        require(problems, young > 0 && std::isfinite(young), key + ".young_modulus", young, "a modulus above 0");
        require(problems, nu >= 0 && nu <= 0.4999, key + ".poisson_ratio", nu, "0 to 0.4999");
        return stiffening * young / 2 / (1 + nu);
    };
    for (const skin::Layer& layer : skin.layers) {
        const std::string key = "skin.layer." + layer.name;
        const double h = layer.thickness.value.si, nu = layer.poisson_ratio.value;
        require(problems, h > 0 && std::isfinite(h), key + ".thickness", h, "a thickness above 0");
        stack.layers.push_back({h, elastic(key, layer.young_modulus.value.si, nu), nu});
        depth += h, mass += h * layer.density.value.si;
        if (layer.role == skin::Role::dermis) dermis_end = depth;
    }
    stack.rigid_base = skin.backing.rigid;
    if (!stack.rigid_base) {
        const double nu = skin.backing.poisson_ratio.value;
        stack.below = {0, elastic("skin.backing", skin.backing.young_modulus.value.si, nu), nu};
    }
    require(problems, !(skin.layers.empty() && stack.rigid_base), "skin.layer", 0, "a layer over a rigid base");
    require(problems, skin.tension.si >= 0, "skin.tension", skin.tension.si, "0 or more");
    stack.tension = skin.tension.si;
    const double carried = dermis_end > 0 ? dermis_end : depth;
    stack.tension_depth = skin.tension_depth.si > 0 ? skin.tension_depth.si : carried;
    stack.density = depth > 0 ? mass / depth : 0;
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return stack;
}

}  // namespace dermavox::mechanics
