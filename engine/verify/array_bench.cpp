#include "engine/verify/array_bench.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/verify/observations.hpp"
#include "engine/verify/one_stroke.hpp"

#include <boost/math/tools/toms748_solve.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::verify {
namespace {

using Logs = std::vector<double>;

constexpr double k_octave = std::numbers::ln2;

double& push_of(device::Device& device)
{
    if (device.kind == device::Kind::roller) return device.roller.force.si;
    return std::get<device::Press>(device.stamp.push).force.si;
}

/// ln s from 1/64 to 2.8.
Logs factor_logs()
{
    Logs logs;
    for (int i = -4; i <= 1; ++i) logs.push_back(1.5 * i * k_octave);
    return logs;
}

/// ln P from an eighth to 2.8 times the preset's push.
Logs push_logs(device::Device device)
{
    Logs logs;
    for (int i = -2; i <= 1; ++i) logs.push_back(std::log(push_of(device)) + 1.5 * i * k_octave);
    return logs;
}

/// Where x lies between rising nodes: the lower one and the share of the way to the next, beyond the ends too.
struct Place {
    std::size_t at;
    double share;
};
Place place_in(const std::vector<double>& nodes, double x)
{
    std::size_t i = 0;
    while (i + 2 < nodes.size() && x > nodes[i + 1]) ++i;
    return {i, (x - nodes[i]) / (nodes[i + 1] - nodes[i])};
}

template <class At>
double read(const std::vector<double>& nodes, double x, const At& at)
{
    const Place place = place_in(nodes, x);
    return std::lerp(at(place.at), at(place.at + 1), place.share);
}

/// A square of needles on the base that the device has.
void set_across(device::Device& device, int across)
{
    double half = 0;
    for (const device::Seat& seat : device.cartridge.seats) half = std::max(half, seat.x);
    const double before = std::sqrt(double(device.cartridge.seats.size()));
    const double side = 2 * half * before / (before - 1);  // a pitch for each needle
    const Length aperture = device.cartridge.aperture;
    device.cartridge = device::grid(across, across, Length{side / across});
    device.cartridge.aperture = aperture;
}

void try_on(skin::Stack& skin, device::Needle& needle, const Trial& trial)
{
    needle.friction = trial[friction];
    for (skin::Layer& layer : skin.layers) {
        if (layer.role == skin::Role::barrier) layer.recoil.value = trial[barrier_recoil];
        if (layer.role == skin::Role::dermis) layer.recoil.value = trial[dermis_recoil];
        if (layer.role == skin::Role::barrier || layer.role == skin::Role::epidermis)
            layer.cutting_factor.value = trial[upper];
    }
}

scene::Scene tried(scene::Scene scene, const Trial& trial)
{
    try_on(scene.skin, scene.device.needle, trial);
    scene.mechanics = trial.parameters;
    return scene;
}

scene::Scene bench_scene(const scene::Catalogue& catalogue, const std::string& site, const std::string& preset)
{
    scene::Scene scene = scene::read_scene_text(
        fmt::format("schema = 1\ntitle = \"bench\"\n[skin]\nsite = \"{}\"\n[device]\npreset = \"{}\"\n", site,
                    preset),
        "bench.toml", {"grid.depth=\"8 mm\""}, catalogue);
    scene.entries.clear();
    if (scene.device.kind == device::Kind::stamp)  // one table of how the skin bears the base, for all pushes
        scene.contact = std::make_shared<const mechanics::ContactTables>(
            catalogue.contact()->get(mechanics::device_case(scene.skin, scene.device, scene.mechanics)));
    std::vector<double> priors;
    for (const Free& free : free_constants()) priors.push_back(free.prior);
    return tried(std::move(scene), Trial(priors, mechanics::Cutting::rupture));
}

}  // namespace

ArrayBench::ArrayBench(const scene::Catalogue& catalogue, const std::string& site, const std::string& preset,
                       std::vector<double> across)
    : m_scene(bench_scene(catalogue, site, preset)),
      m_across(std::move(across)),
      m_factors(factor_logs()),
      m_pushes(push_logs(m_scene.device)),
      m_reference(m_scene.skin, m_scene.device.needle, m_scene.mechanics, 1)
{
    if (m_across.empty()) m_across.push_back(0);
}

ArrayBench::Tissue ArrayBench::tissue(const Trial& trial) const
{
    Tissue made{m_scene.skin, m_scene.device.needle};
    try_on(made.skin, made.needle, trial);
    return made;
}

double ArrayBench::pressed(scene::Scene scene, double push, double factor, double across) const
{
    for (skin::Layer& layer : scene.skin.layers) layer.cutting_factor.value = factor * layer.cutting_factor.value;
    scene.mechanics.puncture_pressure.value.si *= factor;
    if (m_across.size() > 1) set_across(scene.device, std::max(2, int(std::lround(across))));
    push_of(scene.device) = push;
    return mean_inserted(one_stroke(scene, scene.device));
}

double ArrayBench::balanced(const Trial& trial, const ArrayConditions& at) const
{
    return pressed(tried(m_scene, trial), at.push / at.stiffness, 1 / at.stiffness, std::sqrt(at.count));
}

// Past the root, where depths no longer grow, the slope before it goes on.
void ArrayBench::tabulate() const
{
    const std::size_t rows = m_pushes.size(), columns = m_factors.size();
    scene::Scene open = m_scene;
    open.mechanics.puncture_pressure.value.si *= 1e-3;  // all needles are through the barrier
    m_planes.assign(m_across.size(), Plane(rows, Logs(columns)));
    core::parallel_for(m_across.size() * rows * columns, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t side = i / (rows * columns), row = i / columns % rows, column = i % columns;
            m_planes[side][row][column] =
                std::log(pressed(open, std::exp(m_pushes[row]), std::exp(m_factors[column]), m_across[side]));
        }
    });
    const double root = std::log(0.99 * m_scene.device.needle.length.si);
    for (Plane& plane : m_planes)
        for (Logs& row : plane)
            for (std::size_t k = columns - 2; k-- > 0;)
                if (row[k] > root) row[k] = std::max(row[k], 2 * row[k + 1] - row[k + 2]);
}

double ArrayBench::depth(double log_s, double log_push, double across) const
{
    const auto plane = [&](std::size_t side) {
        return read(m_pushes, log_push, [&](std::size_t row) {
            return read(m_factors, log_s, [&](std::size_t column) { return m_planes[side][row][column]; });
        });
    };
    return std::exp(m_across.size() > 1 ? read(m_across, across, plane) : plane(0));
}

double ArrayBench::tabulated(const Trial& trial, const ArrayConditions& at) const
{
    std::call_once(m_made, [this] { tabulate(); });
    const Tissue made = tissue(trial);
    const mechanics::InsertionLaw law(made.skin, made.needle, trial.parameters, 1);
    const double log_push = std::log(at.push / at.stiffness), across = std::sqrt(at.count);
    const auto excess = [&](double log_depth) {
        const double inserted = std::exp(log_depth);
        const double s = law.force(inserted).total() / m_reference.force(inserted).total() / at.stiffness;
        return std::log(depth(std::log(s), log_push, across)) - log_depth;
    };
    boost::uintmax_t iterations = 60;
    const auto root = boost::math::tools::toms748_solve(excess, std::log(1e-6), std::log(1e-1),
                                                        boost::math::tools::eps_tolerance<double>(30), iterations);
    constexpr double past = 0.1;  // of what the depth would grow by without a root
    const double inserted = (root.first + root.second) / 2, length = std::log(made.needle.length.si);
    return std::exp(inserted < length ? inserted : std::lerp(length, inserted, past));
}

Benches::Benches(const scene::Catalogue& catalogue, bool tabulated)
    : m_data(new Data{tabulated,
                      {catalogue, "volar_forearm", "polymer-array-600um", {8, 13}},
                      {catalogue, "hairless-rat", "dermaroller-770um"}})
{
}
Benches::~Benches() = default;

}  // namespace dermavox::verify
