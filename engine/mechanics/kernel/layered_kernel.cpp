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

// Exponents of a layer's waves over k: p without change of volume, r without rotation.
struct Decay {
    double p, r, stretch;  // stretch: mu/(lam + 2 mu)

    explicit Decay(const ElasticLayer& layer) : stretch((1 - 2 * layer.poisson_ratio) / (2 - 2 * layer.poisson_ratio))
    {
        const double x = layer.prestress / layer.shear_modulus;
        p = std::sqrt(1 + x), r = std::sqrt(1 + x * stretch);
    }
};

// Decays downwards from the layer's top, at depth z >= 0 below it. Columns: A, the wave without rotation, and
// 2 (1 - nu) A - (B - A)/(p - r), B the wave without change of volume:
//     A = [1, r, -2 mu k r, -k (2 mu + s)] exp(-k r z)      B = [p, 1, -k (2 mu + s), -2 mu k p] exp(-k p z)
Block decaying(const ElasticLayer& layer, double k, double z)
{
    const Decay decay(layer);
    const double nu = layer.poisson_ratio, c = 2 * layer.shear_modulus * k, s = layer.prestress * k;
    const double both = decay.p + decay.r, gap = (1 - decay.stretch) * layer.prestress / (layer.shear_modulus * both);
    const double ea = std::exp(-k * decay.r * z), eb = std::exp(-k * decay.p * z), x = k * z * gap;
    // over p - r: of exp(-kpz) - exp(-krz), p - 1, r - 1 and k s
    const double fall = -k * z * ea * (x > 0 ? -std::expm1(-x) / x : 1.0);
    const double p1 = 2 * (1 - nu) * both / (decay.p + 1), r1 = (1 - 2 * nu) * both / (decay.r + 1);
    const double ks = c * (1 - nu) * both, same = 2 * (1 - nu) * ea;
    return {{ea, same - p1 * eb - fall, decay.r * ea, same * decay.r + r1 * ea - fall},
            {-c * decay.r * ea, -c * (same * decay.r + r1 * ea - fall) + ks * eb, -(c + s) * ea,
             -(c + s) * same + c * (fall + p1 * eb) - ks * ea}};
}

// Decays upwards from the layer's bottom, at z <= 0 above it: the mirror image.
Block growing(const ElasticLayer& layer, double k, double z)
{
    const auto [d, t] = decaying(layer, k, -z);
    return {{d.a, d.b, -d.c, -d.d}, {-t.a, -t.b, t.c, t.d}};
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

Matrix surface_compliance(const ElasticStack& stack, double k)
{
    Matrix compliance = compliance_below(stack, k);
    for (std::size_t i = stack.layers.size(); i-- > 0;) compliance = with_layer(compliance, stack.layers[i], k);
    return compliance;
}

// Horizontal displacement over horizontal traction of waves of shear alone.
double shear_compliance(const ElasticStack& stack, double k)
{
    const auto exponent = [k](const ElasticLayer& layer) {
        return k * std::sqrt(1 + layer.prestress / layer.shear_modulus);
    };
    double compliance = stack.rigid_base ? 0 : 1 / (stack.below.shear_modulus * exponent(stack.below));
    for (std::size_t i = stack.layers.size(); i-- > 0;) {
        const ElasticLayer& layer = stack.layers[i];
        const double q = exponent(layer), stiff = layer.shear_modulus * q, turn = std::tanh(q * layer.thickness);
        compliance = (compliance + turn / stiff) / (1 + stiff * compliance * turn);
    }
    return compliance;
}

// What a load that grows for the response time makes of a static tangential compliance.
double follows(double compliance, const ElasticStack& stack, double k)
{
    if (!std::isfinite(stack.response_time)) return compliance;
    const double waves = 1.25 * stack.response_time * std::sqrt(k / (stack.density * compliance));
    return compliance * std::pow(1 + std::pow(2 / waves, 4), -0.25);
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
    double stiffness = -1 / surface_compliance(stack, k).d * drape_factor(stack, k);
    if (std::isfinite(stack.response_time))
        stiffness += 2 * stack.density / (k * stack.response_time * stack.response_time);
    return 1 / stiffness;
}

TangentialKernel tangential_kernel(const ElasticStack& stack, double k)
{
    return {.with = follows(-surface_compliance(stack, k).a, stack, k),
            .across = follows(shear_compliance(stack, k), stack, k)};
}

double short_wave_stiffness(const ElasticStack& stack)
{
    const ElasticLayer& top = stack.layers.empty() ? stack.below : stack.layers.front();
    const Decay decay(top);
    const double mu = top.shear_modulus, s = top.prestress;
    const double product = (1 + decay.stretch + decay.stretch * s / mu) / (decay.p * decay.r + 1);  // (p r - 1) mu/s
    return (4 * mu + s - 4 * mu * product) / decay.r;
}

Length tension_depth(const skin::Stack& skin)
{
    const Length all = skin::depth_of(skin, skin.layers.size());
    if (skin.tension_depth.si > 0) return std::min(skin.tension_depth, all);
    std::size_t end = skin.layers.size();
    while (end > 0 && skin.layers[end - 1].role != skin::Role::dermis) --end;
    return end > 0 ? skin::depth_of(skin, end) : all;
}

ElasticStack with_tension(ElasticStack stack, double tension, double depth)
{
    double top = 0;
    for (std::size_t i = 0; i < stack.layers.size() && top < depth; ++i) {
        const double h = stack.layers[i].thickness, carrying = std::min(h, depth - top);
        if (h - carrying > 1e-9 * depth) {
            stack.layers.insert(stack.layers.begin() + std::ptrdiff_t(i) + 1, stack.layers[i]);
            stack.layers[i].thickness = carrying, stack.layers[i + 1].thickness = h - carrying;
        }
        stack.layers[i].prestress = tension / depth;
        top += h;
    }
    return stack;
}

ElasticStack elastic_stack(const skin::Stack& skin, double stiffening)
{
    std::vector<core::Problem> problems;
    ElasticStack stack;
    double depth = 0, mass = 0;
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
    }
    stack.rigid_base = skin.backing.rigid;
    if (!stack.rigid_base) {
        const double nu = skin.backing.poisson_ratio.value;
        stack.below = {0, elastic("skin.backing", skin.backing.young_modulus.value.si, nu), nu};
    }
    require(problems, !(skin.layers.empty() && stack.rigid_base), "skin.layer", 0, "a layer over a rigid base");
    require(problems, skin.tension.si >= 0, "skin.tension", skin.tension.si, "0 or more");
    stack.density = depth > 0 ? mass / depth : 0;
    if (!problems.empty()) throw core::InputError(std::move(problems));
    if (skin.tension.si <= 0 || stack.layers.empty()) return stack;
    return with_tension(std::move(stack), skin.tension.si, tension_depth(skin).si);
}

}  // namespace dermavox::mechanics
