// A stamp: needles that stand out of a rigid base. Base and needles are one contact: where the base touches the skin
// it pushes it, where the needles carry the skin away from it it does not.
#include "dermavox/core/problem.hpp"
#include "engine/mechanics/press_state.hpp"
#include "engine/mechanics/stamp_base.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

/// The base coming down with its needles.
struct Press::State::Descent {
    const State* state;
    ArrayBalance array;
    std::vector<Seated> needles;
    double at;         // level of the base
    double force = 0;  // on needles and base
    double work = 0;   // of that force

    explicit Descent(const State& of)
        : state(&of),
          array(of.array(-device::deepest(of.device).si)),
          needles(of.nominal()),
          at(-device::deepest(of.device).si)
    {
    }
    void to(double level)
    {
        array.push(state->pushed(level));
        array.settle(needles, state->level(level));
        const double before = force;
        force = total_force(needles) + array.parts_force(needles);
        work += (level - at) * (before + force) / 2;
        at = level;
    }
};

// Loads on discs of radii a and b sink each other as points do that are seen from (a + b)/4 away; so does a disc
// itself. One such rule for needles and base leaves no load that would sink the skin upwards. The patch at a needle's
// seat is as soft as the needle: no needle goes in past its root.
void Press::State::seat_base()
{
    const std::vector<device::Seat>& seat = device.cartridge.seats;
    const std::vector<Patch> patch = base_patches(seat, device.cap.rim().si);
    const auto n = Eigen::Index(seat.size()), m = Eigen::Index(patch.size());
    couplings.parts.resize(m, m), couplings.across.resize(n, m), gap.resize(m);
    const auto soft = [&](Eigen::Index k) {
        return k < n ? type_in(std::size_t(k)).softness : patch[std::size_t(k)].radius / 2;
    };
    for (Eigen::Index k = 0; k < m; ++k) {
        const Patch& own = patch[std::size_t(k)];
        gap[k] = device::curvature_loss(device.stamp, Length{std::hypot(own.x, own.y)}).si;
        for (Eigen::Index l = 0; l <= k; ++l) {
            const Patch& other = patch[std::size_t(l)];
            const double away = std::hypot(own.x - other.x, own.y - other.y);
            couplings.parts(k, l) = couplings.parts(l, k) = surface->point(std::hypot(away, (soft(k) + soft(l)) / 2));
        }
        for (Eigen::Index i = 0; i < n; ++i) {
            const device::Seat& needle = seat[std::size_t(i)];
            const double away = std::hypot(own.x - needle.x, own.y - needle.y);
            couplings.across(i, k) = surface->point(std::hypot(away, (soft(i) + soft(k)) / 2));
        }
    }
}

// Down until the push is borne or the energy spent.
Press::State::Descent Press::State::descend() const
{
    constexpr int most = 400, halvings = 12;
    const auto* hand = std::get_if<device::Press>(&device.stamp.push);
    const double goal = hand ? hand->force.si : device::impact_energy(device.stamp).si;
    const auto reached = [&](const Descent& d) { return hand ? d.force : d.work; };
    Descent before(*this);
    double step = device::deepest(device).si / 16;
    Descent after = before;
    for (int i = 0;; ++i) {
        if (i == most)
            throw core::Failure(core::exit_code::not_converged,
                                "mechanics: a stamp does not come to rest under its push");
        after.to(before.at + step);
        if (reached(after) >= goal) break;
        const double slope = (reached(after) - reached(before)) / step;
        if (slope > 0) step = std::clamp((goal - reached(after)) / slope, step / 2, step * 1.5);
        before = after;
    }
    for (int i = 0; i < halvings; ++i) {
        Descent middle = before;
        middle.to((before.at + after.at) / 2);
        (reached(middle) < goal ? before : after) = middle;
    }
    return before;
}

void Press::State::rest_base()
{
    seat_base();
    const Descent base = descend();
    plane = base.at, floats = base.array.clearance(base.needles);
}

}  // namespace dermavox::mechanics
