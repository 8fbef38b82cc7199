#include "dermavox/mechanics/needle_contact.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

namespace {

constexpr double most_force = 3;   // [N] that is tried to drive a needle on
constexpr double on_floor = 1e-9;  // [m] above it counts as standing on it
constexpr double no_limit = std::numeric_limits<double>::infinity();

std::function<double(double)> load_radius(const InsertionLaw& law, const device::Needle& needle,
                                          const Parameters& parameters)
{
    return [&law, tip = needle.tip_radius.si, share = double(parameters.load_depth.value)](double inserted) {
        return inserted <= 0 ? tip : std::max(tip, law.radius(inserted)) + share * inserted;
    };
}

}  // namespace

/// F_adv, and sigma = c0 F_adv + tau, by column as far as the needle can be driven.
struct NeedleContact::Advance {
    std::vector<double> force, sigma;
    double deepest = no_limit;  ///< L beyond which no force drives it on
};
struct NeedleContact::Advances {
    explicit Advances(std::size_t count) : ways(count), found(count) {}
    std::vector<Advance> ways;
    std::vector<std::once_flag> found;
};

NeedleContact::NeedleContact(InsertionLaw law, const ScaleBands& bands, const device::Needle& needle,
                             const Parameters& parameters, std::vector<double> share, std::size_t first,
                             std::size_t last)
    : m_law(std::move(law)),
      m_way_in(m_law),
      m_columns(bands, load_radius(m_law, needle, parameters), needle.length.si, first, last),
      m_share(std::move(share)),
      m_length(needle.length.si),
      m_advances(std::make_unique<Advances>(m_columns.count()))
{
    tabulate_hold();
    advance(0);
}

NeedleContact::NeedleContact(const NeedleContact& other, InsertionLaw law, double kept)
    : m_law(std::move(law)),
      m_way_in(other.m_way_in),
      m_columns(other.m_columns),
      m_share(other.m_share),
      m_length(other.m_length),
      m_kept(kept),
      m_leaving(true),
      m_advances(std::make_unique<Advances>(m_columns.count()))
{
    tabulate_hold();
}

NeedleContact NeedleContact::relaxed(double kept) const { return {*this, m_law.relaxed(kept), kept}; }

NeedleContact::NeedleContact(NeedleContact&&) noexcept = default;
NeedleContact::~NeedleContact() = default;

// The least F >= 0 with F + d lone/dL >= resistance; no_limit where none up to most_force is.
double NeedleContact::driven(std::size_t column, double resistance) const
{
    double before = 0;
    for (std::size_t k = 1; k < force_nodes::count && force_nodes::at(k) <= most_force; ++k) {
        const double drive = force_nodes::at(k) + m_columns.lone_slope(column, k);
        if (drive >= resistance)
            return std::lerp(force_nodes::at(k - 1), force_nodes::at(k), (resistance - before) / (drive - before));
        before = drive;
    }
    return no_limit;
}

NeedleContact::Advance NeedleContact::advance_in(double channel) const
{
    Advance way;
    double force = 0, sigma = -no_limit;
    for (std::size_t c = 0; c < m_columns.count(); ++c) {
        const double inserted = m_columns.depth(c);
        const double resistance = std::max(0.0, m_way_in.force(std::min(inserted, m_length), channel).total());
        const double needed = driven(c, resistance);
        if (!(needed < no_limit)) {
            way.deepest = c > 0 ? m_columns.depth(c - 1) : 0;
            break;
        }
        force = std::max(force, needed);
        sigma = std::max(sigma, scale() * force + inserted + m_columns.own(c, force));
        way.force.push_back(force), way.sigma.push_back(sigma);
    }
    if (way.force.empty()) way.force.push_back(0), way.sigma.push_back(0);
    return way;
}

const NeedleContact::Advance& NeedleContact::advance(std::size_t c) const
{
    std::call_once(m_advances->found[c], [&] { m_advances->ways[c] = advance_in(m_columns.depth(c)); });
    return m_advances->ways[c];
}

double NeedleContact::adv_force(const Advance& way, double inserted) const
{
    const NeedleColumns::Between at = m_columns.at(inserted);
    const std::size_t last = way.force.size() - 1;
    return std::lerp(way.force[std::min(at.below, last)], way.force[std::min(at.below + 1, last)], at.part);
}

std::size_t NeedleContact::passed_by(double channel) const
{
    std::size_t passed = 0;
    while (passed < layers() && m_law.top(passed) < channel) ++passed;
    return passed;
}

// F + d lone/dL = spread - friction with F = -f <= 0: lone is even in F.
void NeedleContact::tabulate_hold()
{
    for (std::size_t c = 0; c < m_columns.count(); ++c) {
        const Resistance r = m_law.force(std::min(m_columns.depth(c), m_length));
        const double hold = (r.friction - r.spread) / m_kept;
        double before = 0, f = 0;
        for (std::size_t k = 1; k < force_nodes::count && before < hold; ++k) {
            const double pull = force_nodes::at(k) - m_columns.lone_slope(c, k);
            f = std::lerp(force_nodes::at(k - 1), force_nodes::at(k),
                          std::min(1.0, (hold - before) / (pull - before)));
            before = pull;
        }
        m_out.push_back(-f);
    }
}

double NeedleContact::pull_out(const NeedleColumns::Between& at) const
{
    return std::lerp(m_out[at.below], m_out[at.below + 1], at.part);
}

NeedleContact::Step NeedleContact::step(const Standing& s) const
{
    Step made;
    made.inserted = std::min(s.inserted, s.root);
    made.channel = m_columns.at(s.channel).below + (m_columns.at(s.channel).part >= 0.5 ? 1 : 0);
    const Advance& way = advance(made.channel);
    const double floor = m_law.floor(), top = s.passed < layers() ? m_law.top(s.passed) : no_limit;
    // out of relaxed skin the shaft rubs less, but a tip that leaves cuts no further
    const double here = made.inserted > floor - on_floor ? floor : made.inserted;
    const double furthest = m_leaving ? here : std::min({top, floor, s.root, m_length, way.deepest});
    made.limit = std::max(made.inserted, furthest);
    made.at_layer = !m_leaving && made.limit == top, made.on_bone = !made.at_layer && made.limit == floor;
    made.from = m_columns.at(made.inserted), made.to = m_columns.at(made.limit);
    made.start = adv_force(way, made.inserted), made.end = std::max(made.start, adv_force(way, made.limit));
    made.out = s.passed == 0 || made.inserted <= 0 ? 0 : pull_out(made.from);
    made.threshold = made.at_layer ? made.end + m_share[s.passed] * s.threshold : made.on_bone ? made.end : no_limit;
    const auto sigma = [&](const NeedleColumns::Between& at, double inserted, double force) {
        return scale() * force + inserted + m_columns.own(at, force).displacement;
    };
    made.s_out = sigma(made.from, made.inserted, made.out);
    made.s_start = sigma(made.from, made.inserted, made.start);
    made.s_end = std::max(made.s_start, sigma(made.to, made.limit, made.end));
    made.s_threshold =
        made.threshold < no_limit ? std::max(made.s_end, sigma(made.to, made.limit, made.threshold)) : no_limit;
    return made;
}

NeedleContact::Point NeedleContact::stuck(const NeedleColumns::Between& at, double inserted, double sigma,
                                          Part part) const
{
    const NeedleColumns::Held held = m_columns.held(at, scale(), sigma - inserted);
    const double whole = scale() + held.tangent;
    return {held.force, inserted + held.displacement, 1 / whole, held.tangent / whole, inserted, part};
}

NeedleContact::Point NeedleContact::at(const Step& s, double sigma) const
{
    if (sigma < s.s_out) return {s.out, sigma - scale() * s.out, 0, 1, s.inserted, Part::slides};
    if (sigma < s.s_start) return stuck(s.from, s.inserted, sigma, Part::sticks);
    if (sigma >= s.s_threshold) return {s.threshold, sigma - scale() * s.threshold, 0, 1, s.limit, Part::yields};
    if (sigma >= s.s_end) return stuck(s.to, s.limit, sigma, Part::stops);
    const Advance& way = advance(s.channel);
    const auto above = std::upper_bound(way.sigma.begin(), way.sigma.end(), sigma);
    const std::size_t next = std::max(std::size_t(above - way.sigma.begin()), s.from.below + 1);
    double l0 = s.inserted, f0 = s.start, s0 = s.s_start, l1 = s.limit, f1 = s.end, s1 = s.s_end;
    if (next > s.from.below + 1 && m_columns.depth(next - 1) < s.limit && way.sigma[next - 1] > s0)
        l0 = m_columns.depth(next - 1), f0 = way.force[next - 1], s0 = way.sigma[next - 1];
    if (next < way.sigma.size() && m_columns.depth(next) < s.limit && way.sigma[next] < s1)
        l1 = m_columns.depth(next), f1 = way.force[next], s1 = way.sigma[next];
    const double part = s1 > s0 ? (sigma - s0) / (s1 - s0) : 1;
    const double force = std::lerp(f0, f1, part), rate = s1 > s0 ? (f1 - f0) / (s1 - s0) : 0;
    return {force, sigma - scale() * force, rate, 1 - scale() * rate, std::lerp(l0, l1, part), Part::advances};
}

double NeedleContact::held_below(const Step& step, double travel, double compliance) const
{
    const auto slides = [&](double inserted) {
        const NeedleColumns::Between at = m_columns.at(inserted);
        const double out = pull_out(at);
        return travel + compliance * step.out < inserted + compliance * out + m_columns.own(at, out).displacement;
    };
    double high = step.inserted;
    for (std::size_t c = m_columns.at(step.inserted).below + 1; c-- > 0;) {
        const double low = m_columns.depth(c);
        if (low >= step.inserted) continue;
        if (low <= 0) break;
        if (!slides(low)) {
            double held = low;
            for (int i = 0; i < 30; ++i) {
                const double middle = (held + high) / 2;
                (slides(middle) ? high : held) = middle;
            }
            return held;
        }
        high = low;
    }
    return 0;
}

// As the skin would bear it with the tip held where it is: the energy is the integral of the force over sigma.
NeedleContact::Bone NeedleContact::on_bone(const Step& step, double sigma) const
{
    if (!step.on_bone || sigma <= step.s_threshold) return {};
    const double force = m_columns.held(step.to, scale(), sigma - step.limit).force;
    const auto taken = [&](double f) {
        const NeedleColumns::Own own = m_columns.own(step.to, f);
        return scale() * f * f / 2 + f * own.displacement - own.energy;
    };
    return {force - step.threshold,
            taken(force) - taken(step.threshold) - step.threshold * (sigma - step.s_threshold)};
}

}  // namespace dermavox::mechanics
