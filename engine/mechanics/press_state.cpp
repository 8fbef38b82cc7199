#include "engine/mechanics/press_state.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/shelf.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/puncture.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

namespace dermavox::mechanics {

namespace {

using device::Kind;

struct Strike {
    double time;  // from first touch to the deepest point, with any rest there
    Speed speed;  // of the tips as they meet the skin
};

Strike strike_of(const device::Device& device, Speed glide)
{
    const device::Visit visit = device::visit(device, device.depth, glide);
    const bool held = device.kind == Kind::stamp;
    return {held ? visit.dwell.si : visit.dwell.si / 2, visit.tip_speed};
}

/// Of a disc as large as the square between nearest neighbours; no wider than the needles stand out, because a base
/// holds the skin from there on.
double cell_radius(const device::Device& device)
{
    const std::vector<device::Seat>& seats = device.cartridge.seats;
    double nearest = device.cap.rim().si * std::sqrt(std::numbers::pi);
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            nearest = std::min(nearest, std::hypot(seats[i].x - seats[j].x, seats[i].y - seats[j].y));
    return std::min(nearest / std::sqrt(std::numbers::pi), device.depth.si);
}

/// A pen's cap on skin under a stroke and on skin at rest, with the distances of the seats from its axis.
struct Cap {
    std::shared_ptr<const SurfaceResponse> stroke, rest;
    double inner, outer;
    std::vector<double> radii;
    bool operator==(const Cap&) const = default;
};
struct CapSinks {
    std::vector<double> stroke, rest;  ///< by seat, per newton on the cap
    double stroke_self = 0, rest_self = 0, rest_centre = 0;
};

CapSinks sinks_under(const Cap& cap)
{
    std::map<double, std::pair<double, double>> by_radius;  // seats share radii
    CapSinks sinks;
    for (const double r : cap.radii) {
        const auto [at, fresh] = by_radius.try_emplace(r);
        if (fresh) at->second = {cap.stroke->ring(cap.inner, cap.outer, r), cap.rest->ring(cap.inner, cap.outer, r)};
        sinks.stroke.push_back(at->second.first);
        sinks.rest.push_back(at->second.second);
    }
    sinks.stroke_self = cap.stroke->ring_self(cap.inner, cap.outer);
    sinks.rest_self = cap.rest->ring_self(cap.inner, cap.outer);
    sinks.rest_centre = cap.rest->ring(cap.inner, cap.outer, 0);
    return sinks;
}

std::string text(double si, core::Dimension dimension) { return core::format_quantity(si, dimension); }

}  // namespace

double total_force(const std::vector<Seated>& needles)
{
    double sum = 0;
    for (const Seated& needle : needles) sum += needle.reaction.force;
    return sum;
}

Press::State::State(const skin::Stack& skin, const device::Device& dev, const Parameters& p, std::uint64_t seed,
                    Speed v)
    : device(dev),
      parameters(p),
      random(seed, core::Purpose::puncture),
      glide(v)
{
    check(parameters);
    if (skin.layers.empty() || device.cartridge.seats.empty())
        throw core::InputError({{"", 0, 0, skin.layers.empty() ? "skin.layer" : "device.cartridge.needles", "none",
                                 "at least one", ""}});
    const Strike strike = strike_of(device, glide);
    const double stiffening =
        std::pow(strike.time / p.relaxation_time.value.si, -double(p.relaxation_exponent.value));
    const ElasticStack resting = drape(elastic_stack(skin));
    ElasticStack moving = elastic_stack(skin, stiffening);
    moving.drape_radius = resting.drape_radius, moving.draping = resting.draping;
    moving.response_time = strike.time;
    surface = SurfaceResponse::of(moving);
    cell = stamps() ? cell_radius(device) : std::numeric_limits<double>::infinity();
    const double variation = parameters.puncture_spread.value;
    spread = std::sqrt(std::log1p(variation * variation));
    for (const device::Needle& needle : device::needle_types(device))
        types.push_back(type_of(skin, needle, stiffening));
    warn_of_speed(strike.speed);
    warn_of_water(skin.layers.front());
    notes.assumed = assumptions(p);

    const Eigen::Index n = Eigen::Index(device.cartridge.seats.size());
    neighbours = Eigen::VectorXd::Zero(n);
    dish = Eigen::VectorXd::Zero(n);
    if (capped()) seat_cap(SurfaceResponse::of(resting));
    couple_seats();
    if (device.kind == Kind::roller) seat_drum();
    if (stamps()) rest_base();
    if (capped()) plane = pen_plane(device.cap.force.si);
    if (!stamps()) floats = std::max(0.0, -plane);
    if (floats > 0)
        notes.warnings.push_back({"device_floats", "the needles carry the whole push on the device: it rides " +
                                                       text(floats, core::Dimension::length) + " above the skin"});
}

Press::State::Type Press::State::type_of(const skin::Stack& skin, const device::Needle& needle,
                                         double stiffening) const
{
    Type type{.needle = needle,
              .response = NeedleResponse::of(InsertionLaw(skin, needle, parameters, stiffening), surface, needle,
                                             parameters, cell),
              .channel = ChannelLaw(skin, needle, parameters),
              .share = {}};
    const bool barrier = skin.layers.front().role == skin::Role::barrier;
    const Length usual = parameters.puncture_thickness.value;
    const Length thickness = barrier ? skin.layers.front().thickness.value : usual;
    type.barrier_force = puncture_force(parameters, needle, thickness).si;
    const double other = puncture_force(parameters, needle, usual).si / type.barrier_force;
    for (const skin::Layer& layer : skin.layers)
        type.share.push_back(layer.puncture_factor.value * (type.share.empty() ? 1 : other));
    if (!skin.backing.rigid) type.share.push_back(type.share.back());
    return type;
}

void Press::State::warn_of_speed(Speed strike)
{
    if (strike < speed_measured_from || strike > speed_measured_to)
        notes.warnings.push_back(
            {"puncture_speed_extrapolated", "needles strike at " + fmt::format("{:.3g} m/s", strike.si) +
                                                ", no effect of speed on forces was measured from 1 to 100 mm/s"});
}

void Press::State::warn_of_water(const skin::Layer& barrier)
{
    const double factor = barrier.puncture_factor.value;
    constexpr double sharp = 8e-6;  // [m] radius below which a barrier breaks without a drop of force
    if (barrier.role == skin::Role::barrier && factor != 1 && device.needle.tip_radius.si < sharp)
        notes.warnings.push_back(
            {"puncture_water_uncertain",
             fmt::format("the barrier's water changes the force that breaks it by a factor of "
                         "{:.2g}, as the strength of isolated sheets: for tips as sharp as these "
                         "even the direction is open",
                         factor)});
}

// By the push on a stamp's base. Skin inside a pen's aperture is not under its cap, and a drum's line moves on.
ElasticStack Press::State::drape(const ElasticStack& flat) const
{
    if (!stamps()) return flat;
    const double lambda = parameters.dimple_growth.value;
    const auto* hand = std::get_if<device::Press>(&device.stamp.push);
    const Force push =
        hand ? hand->force : draping_force(flat, device.cap.rim(), device::impact_energy(device.stamp), lambda);
    return draped(flat, device.cap.rim(), push, lambda);
}

void Press::State::seat_cap(const std::shared_ptr<const SurfaceResponse>& rest)
{
    static core::Shelf<Cap, CapSinks> shelf(32);
    const std::vector<device::Seat>& seat = device.cartridge.seats;
    Cap cap{surface, rest, device.cap.radius.si, device.cap.rim().si, {}};
    for (const device::Seat& s : seat) cap.radii.push_back(std::hypot(s.x, s.y));
    const auto sinks = shelf.get(cap, [&] { return sinks_under(cap); });
    couplings.across.resize(Eigen::Index(seat.size()), 1);
    for (std::size_t i = 0; i < seat.size(); ++i) {
        couplings.across(Eigen::Index(i), 0) = sinks->stroke[i];
        dish[Eigen::Index(i)] = sinks->rest[i];
    }
    couplings.parts = Eigen::MatrixXd::Constant(1, 1, sinks->stroke_self);
    ring_rest_self = sinks->rest_self;
    centre_dish = sinks->rest_centre;
}

double Press::State::coupling(const device::Seat& a, const device::Seat& b) const
{
    const double softness = (types[a.type].softness + types[b.type].softness) / 2;
    return surface->point(std::hypot(a.x - b.x, a.y - b.y, softness));
}

// A point seen from a/2 away sinks like the centre of a disc of radius a: the patch that a needle loads when it is
// deepest, at the stiffness that it then has against more, (b + 2 lambda w)/2. Under a stamp's base the waves wider
// than a needle's cell are the array's, its own load's among them.
double Press::State::softness_of(const Type& type) const
{
    const NeedleResponse& response = *type.response;
    if (stamps()) return std::hypot(cell, response.load_radius(device.depth.si / 2)) / 2;
    const double bulge =
        device.kind == Kind::pen ? device.cap.force.si * std::max(0.0, ring_rest_self - centre_dish) : 0;
    const double travel = device::deepest(device).si + bulge;
    const Reaction alone = response.at(travel, {.passed = type.share.size()});
    return response.patch(travel, alone.inserted) - response.patch(alone.inserted, alone.inserted) / 2;
}

void Press::State::couple_seats()
{
    const std::vector<device::Seat>& seat = device.cartridge.seats;
    for (Type& type : types) type.softness = softness_of(type);
    const Eigen::Index n = Eigen::Index(seat.size());
    couplings.needles = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        if (stamps()) couplings.needles(i, i) = surface->point(type_in(std::size_t(i)).softness);
        for (Eigen::Index j = 0; j < i; ++j)
            couplings.needles(i, j) = couplings.needles(j, i) = coupling(seat[std::size_t(i)], seat[std::size_t(j)]);
    }
}

std::vector<NeedleLaw> Press::State::laws() const
{
    std::vector<NeedleLaw> all;
    for (const Type& type : types) all.push_back({type.response.get(), &type.share});
    return all;
}

// In units of the cap's force at rest, which the skin under a stroke answers more stiffly than the hand's.
Eigen::VectorXd Press::State::pushed(double at_plane, const Couplings& through) const
{
    if (capped()) return std::max(0.0, at_plane) / ring_rest_self * through.parts.col(0);
    Eigen::VectorXd d = -gap;
    d.array() += at_plane;
    return d;
}

// The device's plane carries the tips down, the dish under a cap at rest carries the skin down: all of it but what
// the cap at this stroke would make, which the balance adds.
Eigen::VectorXd Press::State::level(double at_plane, const Couplings& through) const
{
    Eigen::VectorXd made = neighbours;
    made.array() += at_plane;
    if (capped() && at_plane > 0) made -= (dish - through.across.col(0)) * (at_plane / ring_rest_self);
    return made;
}

std::vector<Seated> Press::State::nominal() const
{
    std::vector<Seated> needles;
    for (const device::Seat& seat : device.cartridge.seats) {
        double set = device.depth.si + seat.length_offset;
        if (device.kind == Kind::stamp)
            set -= device::curvature_loss(device.stamp, Length{std::hypot(seat.x, seat.y)}).si;
        needles.push_back({.set = set, .threshold = types[seat.type].barrier_force, .type = seat.type});
    }
    return needles;
}

// Mean over a cycle of what the hand must hold: cap and needles while these are in, the cap alone else.
double Press::State::pen_mean_force(double at_plane) const
{
    constexpr int steps = 8;
    const std::vector<Seated> end = nominal();
    std::vector<Seated> needles = end;
    ArrayBalance balance = array(at_plane);
    const Eigen::VectorXd at = level(at_plane);
    const double reach = device::deepest(device).si + std::max(0.0, at_plane);
    double mean = 0;
    for (int step = 0; step <= steps; ++step) {  // evenly spaced in phase
        const double up = reach * (1 - std::sin(std::numbers::pi / 2 * step / steps));
        for (std::size_t i = 0; i < needles.size(); ++i) needles[i].set = end[i].set - up;
        balance.settle(needles, at);
        const double weight = (step == 0 || step == steps ? 0.5 : 1.0) / steps;
        mean += weight * (balance.parts_force(needles) + total_force(needles));
    }
    const double duty = device::duty(device.drive, device.depth);
    return duty * mean + (1 - duty) * std::max(0.0, at_plane) / ring_rest_self;
}

double Press::State::pen_plane(double hand) const
{
    double high = hand * ring_rest_self, low = -device::deepest(device).si, found = 0;
    for (int i = 0; i < 30; ++i) {
        found = (low + high) / 2;
        (pen_mean_force(found) < hand ? low : high) = found;
    }
    return found;
}

double Press::State::plane_at(double push) const
{
    if (push == 1 || device.kind != Kind::pen) return plane;
    constexpr int reach = 4, per_double = 2;  // a quarter to four times in steps of sqrt 2
    std::call_once(m_tabulated, [this] {
        for (int k = -reach; k <= reach; ++k)
            m_planes.push_back(k == 0 ? plane : pen_plane(device.cap.force.si * std::exp2(double(k) / per_double)));
    });
    const double at = std::clamp(per_double * std::log2(push) + reach, 0.0, 2.0 * reach);
    const std::size_t k = std::min(std::size_t(at), m_planes.size() - 2);
    return std::lerp(m_planes[k], m_planes[k + 1], at - double(k));
}

}  // namespace dermavox::mechanics
