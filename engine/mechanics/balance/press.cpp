#include "dermavox/mechanics/press.hpp"

#include "engine/mechanics/balance/press_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dermavox::mechanics {

namespace {

/// What a cycle works in, one per thread; nothing in it outlives a cycle.
struct Bench {
    ArrayContact::Workspace space;
    std::vector<NeedleState> needles;
    std::vector<double> before;
    Eigen::VectorXd rise;
};

Bench& bench_for(const ArrayContact& contact)
{
    static thread_local Bench bench;
    const Eigen::Index n = Eigen::Index(contact.bands().loads()), m = Eigen::Index(contact.bands().bands());
    if (bench.space.sigma.size() != n || bench.space.bands.omega.cols() != m) bench.space = contact.workspace();
    return bench;
}

NeedleState seated(const Press::State& state, const motion::Stroke& s, const OpeningAt& opening_at)
{
    const double draw = state.random.normal({.pass = s.pass, .cycle = s.cycle, .needle = s.needle, .draw = 0});
    const Press::State::Type& type = state.type_in(s.needle);
    NeedleState needle;
    needle.type = state.device.cartridge.seats[s.needle].type;
    needle.stands.threshold = type.barrier_force * std::exp(state.spread * draw);
    needle.stands.channel = s.depth > 0 ? opening_at(s.x, s.y) : 0;
    needle.stands.passed = type.contact->passed_by(needle.stands.channel);
    return needle;
}

double face_force(const std::vector<NeedleState>& needles)
{
    double sum = 0;
    for (const NeedleState& needle : needles) sum += needle.face;
    return sum;
}

double total_force(const std::vector<NeedleState>& needles)
{
    double sum = 0;
    for (const NeedleState& needle : needles) sum += needle.force + needle.bone;
    return sum;
}

Insertion insertion(const Press::State& state, double plane, const motion::Stroke& s, const NeedleState& needle)
{
    Insertion in{.pass = s.pass, .cycle = s.cycle, .needle = s.needle};
    in.x = s.x, in.y = s.y, in.heading = s.heading;
    in.lean_x = s.lean_x, in.lean_y = s.lean_y;
    in.set = s.depth, in.peak_force = needle.peak;
    if (s.depth <= 0) return in;
    const Speed glide{s.speed};
    in.slit_rigid = device::visit(state.device, Length{s.depth}, glide).slit.si;
    if (needle.stands.passed == 0) return in;
    in.inserted = needle.stands.inserted;
    in.tip = s.depth + plane;
    const ChannelLaw& channel = state.types[needle.type].channel;
    in.punctured_layers = std::uint16_t(std::min(needle.stands.passed, channel.layers()));
    in.residual = channel.residual(in.inserted);
    const Length sink{std::max(0.0, s.depth - in.inserted)};
    const double swept = device::visit(state.device, Length{s.depth}, glide, sink).slit.si;
    if (swept > 0) {
        const SidewaysCut cut = state.sideways(needle.type).stroke(in.inserted, swept);
        in.slit = cut.surface, in.slit_dermis = cut.below;
        in.lateral_force = cut.force, in.dermis_load = cut.load;
    }
    in.opening = channel.opening(in.inserted, in.slit);
    return in;
}

}  // namespace

Press::Press(const skin::Stack& skin, const device::Device& device, const Parameters& parameters, std::uint64_t seed,
             Speed glide, const ContactTables* tables)
    : m_state(std::make_unique<State>(skin, device, parameters, seed, glide, tables))
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
    Bench& bench = bench_for(*state.nominal().contact);
    const Ride& ride = state.ride_at(strokes.front().push, bench.rise);
    std::vector<NeedleState>& needles = bench.needles;
    needles.clear();
    for (const motion::Stroke& stroke : strokes) needles.push_back(seated(state, stroke, opening_at));
    bench.before.assign(needles.size(), 0);
    CycleTotal total{.cap_lift = ride.floats};
    const auto note_peak = [&] { total.peak_force = std::max(total.peak_force, total_force(needles)); };
    double last_up = ride.reach;
    for (std::size_t k = 0; k < ride.path.size(); ++k) {
        const RideStep& step = ride.path[k];
        const bool full = state.parameters.full_contact;
        for (std::size_t i = 0; i < needles.size(); ++i) {
            const double nominal = state.set_depth(i) - step.up + ride.rise[Eigen::Index(i)];
            needles[i].travel = strokes[i].depth - step.up + bench.rise[Eigen::Index(i)];
            needles[i].stands.root = state.root(i, strokes[i].depth, step.up);
            needles[i].sigma = step.sigma[Eigen::Index(i)] + needles[i].travel - nominal;
        }
        const LinearPart* linear = step.linear.offset.size() > 0 ? &step.linear : nullptr;
        ride.contact->move_in({needles}, linear, bench.space, state.accuracy(), full ? nullptr : &step.hessian,
                              note_peak);
        note_peak();
        total.face = std::max(total.face, face_force(needles));
        for (std::size_t i = 0; i < needles.size(); ++i) {
            const double force = needles[i].force + needles[i].bone;
            const double work = (last_up - step.up) * (bench.before[i] + force) / 2;
            bench.before[i] = force;
            out[i].work = k > 0 ? out[i].work + work : work;
        }
        last_up = step.up;
    }
    for (std::size_t i = 0; i < needles.size(); ++i) {
        const double work = out[i].work;
        out[i] = insertion(state, ride.plane, strokes[i], needles[i]);
        out[i].work = work;
        total.work += work;
    }
    return total;
}

double Press::plane() const { return m_state->nominal().plane; }
double Press::threshold() const { return m_state->types.front().barrier_force; }
double Press::aperture_level() const
{
    const double level = std::max(0.0, plane());
    return m_state->capped() ? -m_state->centre_bulge(level) : 0;
}
double Press::push_share() const { return m_state->push_share(); }
const InsertionLaw& Press::law() const { return m_state->types.front().contact->law(); }
const core::Notes& Press::notes() const { return m_state->notes; }

}  // namespace dermavox::mechanics
