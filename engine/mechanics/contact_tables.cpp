#include "dermavox/mechanics/contact_tables.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/problem.hpp"
#include "engine/mechanics/contact_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::mechanics {

namespace {

constexpr double bed_depth = 0.2, plane_bed_depth = 25e-3, plane_half_width = 60e-3;
constexpr int surface_points = 9;
constexpr double first_step = 2e-3, step_growth = 1.3, longest_step = 0.04;  // of the tool's own length

double alpha_of(skin::Role role, const Parameters& parameters)
{
    if (role == skin::Role::barrier) return 2;
    return role == skin::Role::fat ? 4 : parameters.stiffening_exponent.value.si;
}

double own_length(const large_strain::Load& load)
{
    return load.kind == large_strain::Load::Kind::ring && load.inner > 0 ? load.outer - load.inner : load.outer;
}

std::vector<double> read_at(const large_strain::Load& load)
{
    const double to = load.inner > 0 ? load.inner : load.outer;
    std::vector<double> radii;
    for (int i = 0; i < surface_points; ++i) radii.push_back(to * i / (surface_points - 1));
    return radii;
}

ContactCase tool_case(large_strain::Body skin, const large_strain::Load& load, double last_force,
                      double last_displacement)
{
    return {.body = std::move(skin), .load = load, .last_force = last_force, .last_displacement = last_displacement};
}

}  // namespace

large_strain::Body solid_skin(const skin::Stack& skin, const Parameters& parameters, double stiffening)
{
    const ElasticStack stack = elastic_stack(skin, stiffening);
    large_strain::Body body;
    double top = 0;
    std::size_t at = 0;
    for (const ElasticLayer& layer : stack.layers) {
        while (at + 1 < skin.layers.size() && top + layer.thickness / 2 > skin::depth_of(skin, at + 1).si) ++at;
        body.layers.push_back({layer.thickness, layer.shear_modulus, layer.poisson_ratio,
                               alpha_of(skin.layers[at].role, parameters), layer.prestress});
        top += layer.thickness;
    }
    if (!stack.rigid_base)
        body.layers.push_back({bed_depth, stack.below.shear_modulus, stack.below.poisson_ratio, 4, 0});
    return body;
}

std::string ContactCase::canonical() const
{
    std::string text = "contact table 1\n";
    for (const large_strain::Layer& l : body.layers)
        text += fmt::format("layer {} {} {} {} {}\n", l.thickness, l.shear_modulus, l.poisson_ratio, l.alpha,
                            l.prestress);
    return text + fmt::format("body {} {}\nload {} {} {} {} {} {} {}\nlast {} {}\n", body.radius, int(body.plane),
                              int(load.kind), load.inner, load.outer, load.edge, load.sigma, load.count, load.face,
                              last_force, last_displacement);
}

ContactCase cap_case(large_strain::Body skin, double inner, double outer, double last_force)
{
    const double edge = std::min(0.15e-3, (outer - inner) / 4);
    return tool_case(std::move(skin),
                     {.kind = large_strain::Load::Kind::ring, .inner = inner, .outer = outer, .edge = edge},
                     last_force, outer);
}

ContactCase base_case(large_strain::Body skin, double radius, double last_force)
{
    return tool_case(std::move(skin),
                     {.kind = large_strain::Load::Kind::ring, .outer = radius, .edge = std::min(0.3e-3, radius / 4)},
                     last_force, radius);
}

ContactCase needle_case(large_strain::Body skin, double radius, double last_displacement)
{
    return tool_case(std::move(skin), {.kind = large_strain::Load::Kind::needle, .outer = radius}, 1,
                     last_displacement);
}

ContactCase sphere_case(large_strain::Body skin, double radius, double last_force)
{
    return tool_case(std::move(skin), {.kind = large_strain::Load::Kind::sphere, .outer = radius}, last_force,
                     radius / 2);
}

ContactCase drum_case(large_strain::Body skin, double radius, double last_force)
{
    if (skin.layers.back().thickness == bed_depth) skin.layers.back().thickness = plane_bed_depth;
    skin.plane = true, skin.radius = plane_half_width;
    return sphere_case(std::move(skin), radius, last_force);
}

CapLaw ContactTable::cap() const
{
    std::vector<ContactCurve> bulge;
    for (const std::vector<double>& there : surface) {
        std::vector<double> height;
        for (std::size_t row = 0; row < there.size(); ++row) height.push_back(displacement[row] - there[row]);
        bulge.emplace_back(force, std::move(height));
    }
    return {by_force(), radius, std::move(bulge)};
}

ContactTable solved(const ContactCase& of)
{
    large_strain::Solver solver(of.body, of.load);
    ContactTable table{{0}, {0}, read_at(of.load), {}};
    table.surface.assign(table.radius.size(), {0});
    const double length = own_length(of.load);
    for (double w = 0, step = first_step * length; table.force.back() < of.last_force && w < of.last_displacement;
         step = std::min(step_growth * step, std::max(longest_step * length, 0.15 * w))) {
        w = std::min(w + step, of.last_displacement);
        if (!solver.to(w) || !(solver.force() > table.force.back())) {
            if (w <= first_step * length)
                throw core::Failure(core::exit_code::not_converged,
                                    "no balance of a tool at " + fmt::format("{} m on\n", w) + of.canonical());
            table.complete = false;
            break;
        }
        table.force.push_back(solver.force()), table.displacement.push_back(w);
        for (std::size_t i = 0; i < table.radius.size(); ++i)
            table.surface[i].push_back(solver.surface(table.radius[i]));
    }
    return table;
}

ContactTables::ContactTables(std::filesystem::path cache, std::filesystem::path shipped,
                             std::function<void(const std::string&)> progress)
    : m_cache(std::move(cache)),
      m_shipped(std::move(shipped)),
      m_progress(std::move(progress))
{
}

ContactTable ContactTables::get(const ContactCase& of) const
{
    const std::string input = of.canonical(), name = core::hash_of(input) + ".txt";
    for (const std::filesystem::path& folder : {m_cache, m_shipped})
        if (!folder.empty())
            if (auto kept = read_table(folder / name, input)) return std::move(*kept);
    if (m_progress) m_progress("solving how this skin bears the device, once");
    ContactTable table = solved(of);
    if (!m_cache.empty()) keep_table(m_cache / name, input, table);
    return table;
}

std::filesystem::path cache_folder()
{
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return std::filesystem::path(cache) / "dermavox";
    if (const char* home = std::getenv("HOME"); home && *home) return std::filesystem::path(home) / ".cache/dermavox";
    return {};
}

}  // namespace dermavox::mechanics
