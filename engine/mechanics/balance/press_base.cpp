// Stamps and rollers: a base comes down on the skin with its needles until these and it bear the push.
#include "dermavox/core/problem.hpp"
#include "engine/mechanics/balance/press_state.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::mechanics {

namespace {

/// Needles of a drum that may be in the skin while a station is deepest.
std::vector<BaseNeedle> drum_needles(const device::Device& device, std::vector<Place>& places)
{
    const device::Roller& drum = device.roller;
    const double step = 2 * std::numbers::pi / drum.around, most = std::numbers::pi / 3;
    std::vector<BaseNeedle> needles;
    for (int k = -drum.around / 4; k <= drum.around / 4; ++k)
        for (std::size_t i = 0; i < device.cartridge.seats.size(); ++i) {
            const device::Seat& seat = device.cartridge.seats[i];
            const double angle = k * step + seat.y / drum.radius.si;  // a staggered row stands further round
            if (k != 0 && std::abs(angle) > most) continue;
            const Length needle = device.depth + Length{seat.length_offset};
            const double set = k == 0 ? needle.si : device::tip_at(drum, needle, angle).depth.si;
            needles.push_back({i, set, k == 0});
            places.push_back({seat.x, k == 0 ? seat.y : (drum.radius + needle).si * std::sin(angle)});
        }
    return needles;
}

/// What the base has borne or taken up, and how much that is to be.
struct Goal {
    double amount;
    bool energy;
    double of(const DeviceBase::Descent& at) const { return energy ? at.work : at.force; }
};

Goal goal_of(const device::Device& device)
{
    if (device.kind == device::Kind::roller) return {device.roller.force.si, false};
    if (const auto* hand = std::get_if<device::Press>(&device.stamp.push)) return {hand->force.si, false};
    return {device::impact_energy(device.stamp).si, true};
}

/// Down until the push is borne or the energy spent.
DeviceBase::Descent descend(const DeviceBase& base, DeviceBase::Descent start, double depth, const Goal& goal,
                            ArrayContact::Accuracy accuracy)
{
    constexpr int most = 200, refinements = 12;
    constexpr double closest = 1e-4;  // of the goal
    ArrayContact::Workspace space = base.contact->workspace(base.patches.size());
    DeviceBase::Descent before = std::move(start), after = before;
    double step = depth / 12;
    for (int i = 0;; ++i) {
        if (i == most)
            throw core::Failure(
                core::exit_code::not_converged,
                fmt::format("mechanics: a base does not come to rest under its push: {:.3g} of {:.3g} "
                            "{} at {:.3g} m",
                            goal.of(after), goal.amount, goal.energy ? "J" : "N", after.level));
        base.lower(after, before.level + step, space, accuracy);
        if (goal.of(after) >= goal.amount) break;
        const double slope = (goal.of(after) - goal.of(before)) / step;
        if (slope > 0) step = std::clamp((goal.amount - goal.of(after)) / slope, step / 2, step * 1.5);
        before = after;
    }
    double low = goal.of(before) - goal.amount, high = goal.of(after) - goal.amount, at_high = after.level;
    for (int i = 0; i < refinements && std::abs(low) > closest * goal.amount; ++i) {
        const double part = i % 3 == 2 ? 0.5 : low / (low - high);
        DeviceBase::Descent middle = before;
        base.lower(middle, before.level + part * (at_high - before.level), space, accuracy);
        const double off = goal.of(middle) - goal.amount;
        if (off > 0)
            high = off, at_high = middle.level;
        else
            low = off, before = std::move(middle);
    }
    return before;
}

/// Gap between the base and the skin that its needles carry down.
double clearance(const DeviceBase::Descent& at)
{
    double nearest = 1;
    for (const PartState& part : at.parts) nearest = std::min(nearest, std::max(0.0, -part.sigma));
    for (const NeedleState& needle : at.needles)
        if (needle.face > 0) nearest = 0;
    return nearest;
}

}  // namespace

void Press::State::build_base(std::size_t first, std::size_t last)
{
    m_base = std::make_unique<DeviceBase>();
    std::vector<Place> all, own;
    for (const device::Seat& seat : device.cartridge.seats) own.push_back({seat.x, seat.y});
    if (stamps()) {
        all = own;
        for (std::size_t i = 0; i < own.size(); ++i) m_base->needles.push_back({i, set_depth(i), true});
        m_base->patches = base_patches(device.cartridge.seats, device.cap.rim().si);
        m_base->patches.erase(m_base->patches.begin(), m_base->patches.begin() + std::ptrdiff_t(own.size()));
        for (Patch& patch : m_base->patches)
            patch.gap = device::curvature_loss(device.stamp, Length{std::hypot(patch.x, patch.y)}).si;
    } else {
        m_base->needles = drum_needles(device, all);
        m_base->patches = drum_patches(device.roller);
    }
    m_base->contact =
        std::make_unique<ArrayContact>(std::make_shared<const ArrayBands>(bands, all, first, last), contacts());
    m_array = std::make_unique<ArrayContact>(std::make_shared<const ArrayBands>(bands, own, first, last), contacts());
    const double scale = ScaleBands::scale(std::min(last, ScaleBands::count - 1));
    m_base->linear.matrix = base_matrix(*m_surface, all, scale, m_base->patches);

    const double deepest = device::deepest(device).si;
    DeviceBase::Descent start{
        .needles = {}, .parts = std::vector<PartState>(m_base->patches.size()), .level = -deepest};
    const std::vector<NeedleState> seats = needles(0);
    for (const BaseNeedle& needle : m_base->needles) {
        start.needles.push_back(seats[needle.seat]);
        start.needles.back().stands.root = root(needle.seat, needle.set, 0);
    }
    const DeviceBase::Descent rest = descend(*m_base, start, deepest, goal_of(device), accuracy());

    Ride ride{.contact = m_array.get(), .plane = rest.level};
    ride.floats = clearance(rest);
    ride.rise = Eigen::VectorXd::Constant(Eigen::Index(own.size()), rest.level);
    ride.reach = std::max(0.0, deepest + rest.level);
    LinearPart beside;  // what the other stations and the drum do to the deepest one
    if (!stamps()) beside = beside_deepest(rest);
    ArrayContact::Workspace space = m_base->contact->workspace(m_base->patches.size());
    for (int k = 1; k <= steps(); ++k) {
        RideStep step{.up = ride.reach * (steps() - k) / steps()};
        if (stamps()) {
            m_base->lower(start, rest.level - step.up, space, accuracy());
            step.linear = m_base->eliminated(start);
            step.parts = DeviceBase::parts_force(start);
        } else {
            step.linear = beside;
        }
        ride.path.push_back(std::move(step));
    }
    follow(ride);
    m_rides[pushes / 2] = std::make_unique<Ride>(std::move(ride));
}

// The displacement that all make at the deepest station less that of its own needles by themselves, which stays; and
// these needles' own linear part.
LinearPart Press::State::beside_deepest(const DeviceBase::Descent& rest) const
{
    const Eigen::Index n = Eigen::Index(device.cartridge.seats.size());
    std::vector<Eigen::Index> rows;
    Eigen::VectorXd force(Eigen::Index(rest.needles.size() + rest.parts.size()));
    for (std::size_t i = 0; i < rest.needles.size(); ++i) {
        force[Eigen::Index(i)] = rest.needles[i].force;
        if (m_base->needles[i].deepest) rows.push_back(Eigen::Index(i));
    }
    for (std::size_t k = 0; k < rest.parts.size(); ++k)
        force[Eigen::Index(rest.needles.size() + k)] = rest.parts[k].force;
    LinearPart made{Eigen::MatrixXd(n, n), Eigen::VectorXd::Zero(n)};
    Eigen::VectorXd own(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        own[i] = force[rows[std::size_t(i)]];
        for (Eigen::Index j = 0; j < n; ++j)
            made.matrix(i, j) = m_base->linear.matrix(rows[std::size_t(i)], rows[std::size_t(j)]);
    }
    ArrayContact::Workspace all = m_base->contact->workspace(rest.parts.size()), alone = m_array->workspace();
    const auto omegas = [&](const std::vector<NeedleState>& needles, const std::vector<Eigen::Index>* of,
                            ArrayBands::Workspace& into) {
        for (Eigen::Index i = 0; i < into.omega.rows(); ++i) {
            const NeedleState& needle = needles[std::size_t(of ? (*of)[std::size_t(i)] : i)];
            const NeedleColumns& columns = types[needle.type].contact->columns();
            for (Eigen::Index m = 0; m < into.omega.cols(); ++m)
                into.omega(i, m) = columns.omega(columns.at(needle.stands.inserted), std::size_t(m));
        }
    };
    omegas(rest.needles, nullptr, all.bands), omegas(rest.needles, &rows, alone.bands);
    m_base->contact->bands().displace(force, &m_base->linear, all.bands);
    m_array->bands().displace(own, &made, alone.bands);
    Eigen::VectorXd offset(n);
    for (Eigen::Index i = 0; i < n; ++i)
        offset[i] = all.bands.displacement[rows[std::size_t(i)]] - alone.bands.displacement[i];
    made.offset = offset;
    return made;
}

}  // namespace dermavox::mechanics
