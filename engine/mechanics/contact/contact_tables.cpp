#include "dermavox/mechanics/contact_tables.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/problem.hpp"
#include "engine/mechanics/contact/contact_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::mechanics {

namespace {

constexpr double bed_depth = 0.2, plane_bed_depth = 25e-3, plane_half_width = 60e-3;
constexpr int surface_points = 9;
constexpr double first_step = 5e-3, step_growth = 1.4, longest_step = 0.06;  // of the tool's own length

double alpha_of(skin::Role role, const Parameters& parameters)
{
    if (role == skin::Role::barrier) return 2;
    return role == skin::Role::fat ? 4 : parameters.stiffening_exponent.value.si;
}

double to_six_digits(double value) { return std::stod(fmt::format("{:.6g}", value)); }

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

// No broad tool goes through the skin above rigid ground; a soft backing gives way by a few of its radii.
double deepest(const large_strain::Body& body, double radius)
{
    double depth = 0;
    for (const large_strain::Layer& layer : body.layers) {
        if (layer.thickness == bed_depth || layer.thickness == plane_bed_depth) return depth + 2 * radius;
        depth += layer.thickness;
    }
    return depth;
}

ContactCase tool_case(large_strain::Body skin, const large_strain::Load& load, double last_force,
                      double last_displacement)
{
    return {.body = std::move(skin), .load = load, .last_force = last_force, .last_displacement = last_displacement};
}

// What a half-space of the lowest layer gives way more, per newton, than that layer on its bed.
double below_bed(const ContactCase& of)
{
    const large_strain::Layer& last = of.body.layers.back();
    if (of.body.plane || last.thickness != bed_depth) return 0;
    ElasticStack on_bed;
    for (const large_strain::Layer& l : of.body.layers)
        on_bed.layers.push_back({l.thickness, l.shear_modulus, l.poisson_ratio, l.prestress});
    ElasticStack endless = on_bed;
    on_bed.rigid_base = true, endless.below = endless.layers.back();
    return disc_sink(endless, of.load.outer, 0) - disc_sink(on_bed, of.load.outer, 0);
}

}  // namespace

large_strain::Body solid_skin(const skin::Stack& skin, const Parameters& parameters, double stiffening)
{
    const ElasticStack stack = elastic_stack(skin, stiffening);
    large_strain::Body body;
    const auto add = [&body](double thickness, double modulus, double poisson, double alpha, double prestress) {
        body.layers.push_back({to_six_digits(thickness), to_six_digits(modulus), to_six_digits(poisson),
                               to_six_digits(alpha), to_six_digits(prestress)});
    };
    double top = 0;
    std::size_t at = 0;
    for (const ElasticLayer& layer : stack.layers) {
        while (at + 1 < skin.layers.size() && top + layer.thickness / 2 > skin::depth_of(skin, at + 1).si) ++at;
        add(layer.thickness, layer.shear_modulus, layer.poisson_ratio, alpha_of(skin.layers[at].role, parameters),
            layer.prestress);
        top += layer.thickness;
    }
    if (!stack.rigid_base) add(bed_depth, stack.below.shear_modulus, stack.below.poisson_ratio, 4, 0);
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
    const double edge = std::min(0.15e-3, (outer - inner) / 4), depth = deepest(skin, outer);
    return tool_case(std::move(skin),
                     {.kind = large_strain::Load::Kind::ring, .inner = inner, .outer = outer, .edge = edge},
                     last_force, depth);
}

ContactCase base_case(large_strain::Body skin, double radius, double last_force)
{
    const double depth = deepest(skin, radius);
    return tool_case(std::move(skin),
                     {.kind = large_strain::Load::Kind::ring, .outer = radius, .edge = std::min(0.3e-3, radius / 4)},
                     last_force, depth);
}

ContactCase needle_case(large_strain::Body skin, double radius, double last_displacement)
{
    return tool_case(std::move(skin), {.kind = large_strain::Load::Kind::needle, .outer = radius}, 1,
                     last_displacement);
}

ContactCase sphere_case(large_strain::Body skin, double radius, double last_force)
{
    const double depth = std::min(deepest(skin, radius), radius);
    return tool_case(std::move(skin), {.kind = large_strain::Load::Kind::sphere, .outer = radius}, last_force, depth);
}

ContactCase drum_case(large_strain::Body skin, double radius, double last_force)
{
    if (skin.layers.back().thickness == bed_depth) skin.layers.back().thickness = plane_bed_depth;
    skin.plane = true, skin.radius = plane_half_width;
    return sphere_case(std::move(skin), radius, last_force);
}

ContactCase device_case(const skin::Stack& skin, const device::Device& device, const Parameters& parameters)
{
    constexpr double cap_force = 6, base_force = 15, drum_force = 1000, more = 1.25;
    large_strain::Body body = solid_skin(skin, parameters);
    if (device.kind == device::Kind::pen)
        return cap_case(std::move(body), device.cap.radius.si, device.cap.rim().si,
                        std::max(cap_force, more * device.cap.force.si));
    if (device.kind == device::Kind::roller)
        return drum_case(std::move(body), device.roller.radius.si,
                         std::max(drum_force, more * device.roller.force.si / device.roller.width.si));
    const auto* push = std::get_if<device::Press>(&device.stamp.push);
    return base_case(std::move(body), device.cap.rim().si, std::max(base_force, push ? more * push->force.si : 0.0));
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

// By panels of the curve; each F is nearly even in w.
double ContactTable::force_taking(double energy) const
{
    const ContactCurve law = by_displacement();
    const double step = displacement.back() / 200;
    double taken = 0, w = 0;
    while (taken < energy) {
        const double from = law.at(w).value, to = law.at(w + step).value, more = (from + to) / 2 * step;
        if (taken + more >= energy) return from + (to - from) * (energy - taken) / more;
        taken += more, w += step;
    }
    return law.at(w).value;
}

ContactTable solved(const ContactCase& of)
{
    large_strain::Solver solver(of.body, of.load);
    ContactTable table{{0}, {0}, read_at(of.load), {}};
    table.surface.assign(table.radius.size(), {0});
    const double length = own_length(of.load), more = below_bed(of);
    for (double w = 0, step = first_step * length; table.force.back() < of.last_force && w < of.last_displacement;
         step = std::min(step_growth * step, std::max(longest_step * length, 0.2 * w))) {
        w = std::min(w + step, of.last_displacement);
        if (!solver.to(w) || !(solver.force() > table.force.back())) {
            if (w <= first_step * length)
                throw core::Failure(core::exit_code::not_converged,
                                    "no balance of a tool at " + fmt::format("{} m on\n", w) + of.canonical());
            table.complete = false;
            break;
        }
        const double force = solver.force();
        table.force.push_back(force), table.displacement.push_back(w + more * force);
        for (std::size_t i = 0; i < table.radius.size(); ++i)
            table.surface[i].push_back(solver.surface(table.radius[i]) + more * force);
    }
    return table;
}

double dimple_growth(const SurfaceResponse& skin, const ContactTable& needle, double radius, double displacement)
{
    const double wanted = needle.by_displacement().at(displacement).value;
    double low = 0, high = 8;
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        (displacement / skin.self(radius + middle * displacement) < wanted ? low : high) = middle;
    }
    return low;
}

ContactTables::ContactTables(std::filesystem::path cache, std::filesystem::path shipped,
                             std::function<void(const std::string&)> progress)
    : m_cache(std::move(cache)),
      m_shipped(std::move(shipped)),
      m_progress(std::move(progress))
{
}

std::string ContactTables::file_of(const ContactCase& of) { return core::hash_of(of.canonical()) + ".txt"; }

ContactTables::ContactTables(ContactTable held) : m_held(std::move(held)) {}

ContactTable ContactTables::get(const ContactCase& of) const
{
    if (m_held) return *m_held;
    const std::string input = of.canonical();
    return *m_kept.get(input, [&] { return found_or_solved(of, input); });
}

ContactTable ContactTables::found_or_solved(const ContactCase& of, const std::string& input) const
{
    const std::string name = core::hash_of(input) + ".txt";
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
