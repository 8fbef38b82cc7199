#include "engine/mechanics/balance/press_state.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/mechanics/puncture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::mechanics {

namespace {

using device::Kind;

/// From first touch to the deepest point, with any rest there [s].
double strike_time(const device::Device& device, Speed glide)
{
    const double dwell = device::visit(device, device.depth, glide).dwell.si;
    return device.kind == Kind::stamp ? dwell : dwell / 2;
}

std::vector<double> threshold_shares(const skin::Stack& skin, double others)
{
    std::vector<double> shares;
    for (const skin::Layer& layer : skin.layers)
        shares.push_back(layer.puncture_factor.value * (shares.empty() ? 1 : others));
    if (!skin.backing.rigid) shares.push_back(shares.back());
    return shares;
}

/// First band that a base keeps from stiffening: of needles' pitch, but no wider than they stand out of it.
std::size_t first_linear_band(double pitch, double length)
{
    const double width = std::min(pitch, 2 * length);
    std::size_t m = 0;
    while (m + 1 < ScaleBands::count && ScaleBands::scale(m) < width) ++m;
    return m;
}

/// Least distance between needles of the device in the skin, those of a drum's next stations included.
double pitch_of(const device::Device& device)
{
    std::vector<Place> places;
    for (const device::Seat& seat : device.cartridge.seats) places.push_back({seat.x, seat.y});
    const double pitch = least_pitch(places);
    return device.kind == Kind::roller ? std::min(pitch, device::station_arc(device.roller).si) : pitch;
}

}  // namespace

Press::State::State(const skin::Stack& skin, const device::Device& dev, const Parameters& p, std::uint64_t seed,
                    Speed v, const ContactTables* tables)
    : device(dev),
      parameters(p),
      random(seed, core::Purpose::puncture),
      glide(v),
      m_skin(skin),
      m_stiffening(1),
      m_contact(device::visit(dev, dev.depth, v).dwell.si)
{
    check(parameters);
    if (skin.layers.empty() || device.cartridge.seats.empty())
        throw core::InputError({{"", 0, 0, skin.layers.empty() ? "skin.layer" : "device.cartridge.needles", "none",
                                 "at least one", ""}});
    build(skin, tables);
}

void Press::State::build(const skin::Stack& skin, const ContactTables* tables)
{
    const Parameters& p = parameters;
    const double strike = strike_time(device, glide);
    const double stiffening = std::pow(strike / p.relaxation_time.value.si, -double(p.relaxation_exponent.value));
    m_stiffening = stiffening;
    const ElasticStack resting = drape(elastic_stack(skin), tables);
    ElasticStack moving = elastic_stack(skin, stiffening);
    moving.drape_radius = resting.drape_radius, moving.draping = resting.draping;
    moving.response_time = strike;
    m_surface = std::make_shared<const SurfaceResponse>(moving);
    bands = std::make_shared<const ScaleBands>(m_surface, double(p.dimple_growth.value));
    const double variation = p.puncture_spread.value, pitch = pitch_of(device);
    spread = std::sqrt(std::log1p(variation * variation));
    const std::size_t last = capped() ? ScaleBands::count : first_linear_band(pitch, device.depth.si);
    const std::size_t first = std::min(first_shared_band(pitch), last);
    for (const device::Needle& needle : device::needle_types(device))
        types.push_back(type_of(skin, needle, stiffening, first, last));
    notes.assumed = assumptions(p);
    capped() ? build_pen(first, tables) : build_base(first, last);
    if (nominal().floats > 0)
        notes.warnings.push_back(
            {"device_floats", "the needles carry the whole push on the device: it rides " +
                                  core::format_quantity(nominal().floats, core::Dimension::length) +
                                  " above the skin"});
}

Press::State::Type Press::State::type_of(const skin::Stack& skin, const device::Needle& needle, double stiffening,
                                         std::size_t first, std::size_t last) const
{
    const bool barrier = skin.layers.front().role == skin::Role::barrier;
    const Length usual = parameters.puncture_thickness.value;
    const Length thickness = barrier ? skin.layers.front().thickness.value : usual;
    const double whole = puncture_force(parameters, needle, thickness).si;
    const double others = puncture_force(parameters, needle, usual).si / whole;
    auto contact =
        std::make_shared<const NeedleContact>(InsertionLaw(skin, needle, parameters, stiffening), *bands, needle,
                                              parameters, threshold_shares(skin, others), first, last);
    return {needle, std::move(contact), ChannelLaw(skin, needle, parameters), whole};
}

const SidewaysLaw& Press::State::sideways(std::size_t type) const
{
    std::call_once(m_glides, [this] {
        for (const Type& one : types)
            m_sideways.emplace_back(m_skin, device, one.needle, parameters, m_stiffening, m_contact);
    });
    return m_sideways[type];
}

// By the push on a base. Skin inside a pen's aperture is not under its cap.
ElasticStack Press::State::drape(const ElasticStack& flat, const ContactTables* tables)
{
    if (capped()) return flat;
    const double lambda = parameters.dimple_growth.value;
    if (device.kind == Kind::roller) return draped(flat, device.roller.width / 2, device.roller.force, lambda);
    const auto* hand = std::get_if<device::Press>(&device.stamp.push);
    const Length rim = device.cap.rim();
    if (tables) {
        const ContactTable base = tables->get(device_case(m_skin, device, parameters));
        const ContactCurve law = base.by_force();
        const double push = hand ? hand->force.si : base.force_taking(device::impact_energy(device.stamp).si);
        m_push_share = push / law.last();
        return draped_to(flat, rim, law.at(push).value / push / law.at(0).slope);
    }
    const Force push = hand ? hand->force : draping_force(flat, rim, device::impact_energy(device.stamp), lambda);
    return draped(flat, rim, push, lambda);
}

std::vector<std::shared_ptr<const NeedleContact>> Press::State::contacts() const
{
    std::vector<std::shared_ptr<const NeedleContact>> all;
    for (const Type& type : types) all.push_back(type.contact);
    return all;
}

double Press::State::set_depth(std::size_t seat) const
{
    const device::Seat& at = device.cartridge.seats[seat];
    const double set = device.depth.si + at.length_offset;
    return stamps() ? set - device::curvature_loss(device.stamp, Length{std::hypot(at.x, at.y)}).si : set;
}

double Press::State::root(std::size_t seat, double set, double up) const
{
    const device::Seat& at = device.cartridge.seats[seat];
    const double length = types[at.type].needle.length.si;
    if (!capped()) return std::min(device.depth.si + at.length_offset, length);
    return std::clamp(set - up + device.cartridge.recess.si, 0.0, length);
}

std::vector<NeedleState> Press::State::needles(double channel) const
{
    std::vector<NeedleState> made(device.cartridge.seats.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        const Type& type = type_in(i);
        made[i].type = device.cartridge.seats[i].type;
        made[i].stands.channel = channel, made[i].stands.passed = type.contact->passed_by(channel);
        made[i].stands.threshold = type.barrier_force;
    }
    return made;
}

void Press::State::place(std::vector<NeedleState>& needles, const Ride& ride, double up) const
{
    for (std::size_t i = 0; i < needles.size(); ++i) {
        const double set = set_depth(i);
        needles[i].travel = set - up + ride.rise[Eigen::Index(i)];
        needles[i].stands.root = root(i, set, up);
    }
}

// From where cycles start their search for balance.
void Press::State::follow(Ride& ride) const
{
    std::vector<NeedleState> all = needles(0);
    ArrayContact::Workspace space = ride.contact->workspace();
    for (RideStep& step : ride.path) {
        place(all, ride, step.up);
        const LinearPart* linear = step.linear.offset.size() > 0 ? &step.linear : nullptr;
        ride.contact->move_in({all}, linear, space, accuracy(), nullptr, [] {});
        ride.contact->bands().displace(space.force, linear, space.bands);
        step.hessian.resize(Eigen::Index(all.size()), Eigen::Index(all.size()));
        ride.contact->bands().hessian(linear, space.bands, step.hessian);
        step.sigma = space.sigma;
    }
}

const Ride& Press::State::ride_at(double push, Eigen::VectorXd& rise) const
{
    constexpr double per_double = 2;
    constexpr std::size_t mean_push = pushes / 2;
    const double middle = double(mean_push);
    if (push == 1 || !capped()) return rise = nominal().rise, nominal();
    const auto ride = [&](std::size_t k) -> const Ride& {
        std::call_once(m_found[k], [&] {
            if (!m_rides[k])
                m_rides[k] = std::make_unique<Ride>(
                    pen_under(device.cap.force.si * std::exp2((double(k) - middle) / per_double)));
        });
        return *m_rides[k];
    };
    const double at = std::clamp(per_double * std::log2(push) + middle, 0.0, 2 * middle);
    const std::size_t k = std::min(std::size_t(at), pushes - 2);
    const double part = at - double(k);
    rise = (1 - part) * ride(k).rise + part * ride(k + 1).rise;
    return ride(part < 0.5 ? k : k + 1);
}

}  // namespace dermavox::mechanics
