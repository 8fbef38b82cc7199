#include "dermavox/mechanics/press.hpp"

#include "engine/mechanics/press_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dermavox::mechanics {

namespace {

constexpr int path_steps = 8;  // of the stroke, from first touch to the deepest point

Seated seated(const Press::State& state, const motion::Stroke& s, const OpeningAt& opening_at)
{
    const double draw = state.random.normal({.pass = s.pass, .cycle = s.cycle, .needle = s.needle, .draw = 0});
    const Press::State::Type& type = state.type_in(s.needle);
    Seated needle{.set = s.depth,
                  .threshold = type.barrier_force * std::exp(state.spread * draw),
                  .type = state.device.cartridge.seats[s.needle].type};
    needle.progress.channel = s.depth > 0 ? opening_at(s.x, s.y) : 0;
    const InsertionLaw& law = type.response->law();
    while (needle.progress.passed < law.layers() && law.top(needle.progress.passed) < needle.progress.channel)
        ++needle.progress.passed;
    return needle;
}

Insertion insertion(const Press::State& state, double floats, const motion::Stroke& s, const Seated& needle)
{
    Insertion in{.pass = s.pass, .cycle = s.cycle, .needle = s.needle};
    in.x = s.x, in.y = s.y, in.heading = s.heading;
    in.lean_x = s.lean_x, in.lean_y = s.lean_y;
    in.set = s.depth, in.peak_force = needle.peak;
    if (s.depth <= 0) return in;
    const Speed glide{s.speed};
    in.slit_rigid = device::visit(state.device, Length{s.depth}, glide).slit.si;
    if (needle.progress.passed == 0) return in;
    in.inserted = needle.reaction.inserted;
    in.tip = s.depth - floats;
    const ChannelLaw& channel = state.types[needle.type].channel;
    in.punctured_layers = std::uint16_t(std::min(needle.progress.passed, channel.layers()));
    in.residual = channel.residual(in.inserted);
    const Length sink{std::max(0.0, s.depth - in.inserted)};
    const double swept = device::visit(state.device, Length{s.depth}, glide, sink).slit.si;
    in.slit = std::max(0.0, swept - channel.give(in.inserted));
    in.lateral_force = channel.lateral(in.inserted, swept);
    in.opening = channel.opening(in.inserted, in.slit, in.heading);
    return in;
}

// Gap that the needles open between the device and the skin that they carry down.
double lift(const Press::State& state, double plane, const ArrayBalance& array, const std::vector<Seated>& needles)
{
    return array.clearance(needles) + (state.stamps() ? 0 : std::max(0.0, -plane));
}

}  // namespace

Press::Press(const skin::Stack& skin, const device::Device& device, const Parameters& parameters, std::uint64_t seed,
             Speed glide)
    : m_state(std::make_unique<State>(skin, device, parameters, seed, glide))
{
}
Press::~Press() = default;
Press::Press(Press&&) noexcept = default;
Press& Press::operator=(Press&&) noexcept = default;

CycleTotal Press::cycle(std::span<const motion::Stroke> strokes, const OpeningAt& opening_at,
                        std::span<Insertion> out) const
{
    const State& state = *m_state;
    assert(out.size() == strokes.size() && strokes.size() == state.device.cartridge.seats.size());
    std::vector<Seated> needles;
    needles.reserve(strokes.size());
    for (const motion::Stroke& stroke : strokes) needles.push_back(seated(state, stroke, opening_at));
    const double plane = state.plane_at(strokes.front().push);
    double reach = 0;
    for (const Seated& needle : needles) reach = std::max(reach, needle.set);
    // The needles of a pen come out of its standing cap, those of a stamp come down with its base.
    const bool stamps = state.stamps();
    const double way = reach + (stamps ? plane : std::max(0.0, plane)), dz = std::max(0.0, way) / path_steps;
    ArrayBalance array = state.array(plane);
    CycleTotal total;
    std::vector<double> before(needles.size(), 0);
    for (int step = 1; step <= path_steps; ++step) {
        const double up = dz * (path_steps - step), at = stamps ? plane - up : plane;
        if (stamps) array.push(state.pushed(at));
        for (std::size_t i = 0; i < needles.size(); ++i) needles[i].set = strokes[i].depth - (stamps ? 0 : up);
        total.peak_force = std::max(total.peak_force, array.settle(needles, state.level(at)));
        for (std::size_t i = 0; i < needles.size(); ++i) {
            const double work = dz * (before[i] + needles[i].reaction.force) / 2;
            before[i] = needles[i].reaction.force;
            out[i].work = step > 1 ? out[i].work + work : work;
        }
    }
    const double floats = state.stamps() ? state.floats : std::max(0.0, -plane);
    for (std::size_t i = 0; i < needles.size(); ++i) {
        const double work = out[i].work;
        out[i] = insertion(state, floats, strokes[i], needles[i]);
        out[i].work = work;
        total.work += work;
    }
    total.cap_lift = lift(state, plane, array, needles);
    return total;
}

double Press::plane() const { return m_state->plane; }
double Press::threshold() const { return m_state->types.front().barrier_force; }
double Press::aperture_level() const
{
    const double rest = std::max(0.0, m_state->plane);
    return m_state->capped() && rest > 0 ? rest * (m_state->centre_dish / m_state->ring_rest_self - 1) : 0;
}
const core::Notes& Press::notes() const { return m_state->notes; }
const NeedleResponse& Press::needle() const { return *m_state->types.front().response; }

}  // namespace dermavox::mechanics
