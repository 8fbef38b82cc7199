#include "dermavox/simulation/bench_curve.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/simulation/contact_point.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace dermavox::simulation {
namespace {

constexpr std::size_t k_least_readings = 10;
constexpr double k_significant = 4;         // standard errors
constexpr double k_late_share = 0.05;       // of the largest force: more at the first reading is no contact to come
constexpr double k_share_on_the_way = 0.6;  // of the band round the deepest position that is no dwell yet
constexpr double k_turn_share = 0.01;       // of the travel: less may be jitter, more is another insertion

struct Series {
    std::vector<double> x, force, time;
    std::size_t size() const { return x.size(); }
    Series part(std::size_t begin, std::size_t end) const
    {
        const auto cut = [&](const std::vector<double>& v) {
            return std::vector<double>(v.begin() + std::ptrdiff_t(begin), v.begin() + std::ptrdiff_t(end));
        };
        return {cut(x), cut(force), cut(time)};
    }
};

[[noreturn]] void refuse(std::string found, std::string expected, std::string hint = "")
{
    throw core::InputError({{"", 0, 0, "curve", std::move(found), std::move(expected), std::move(hint)}});
}

Series series_of(const scene::RawCurve& raw)
{
    Series series;
    for (const scene::CurveReading& r : raw.readings) {
        series.x.push_back(r.set);
        series.force.push_back(r.force);
        series.time.push_back(r.time);
    }
    return series;
}

double mean(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0) / double(v.size()); }

double median(std::vector<double> v)
{
    std::ranges::nth_element(v, v.begin() + std::ptrdiff_t(v.size() / 2));
    return v[v.size() / 2];
}

/// Standard deviation of the jitter of positions, from their second differences: 0 for an even pace.
double jitter_of(const std::vector<double>& x)
{
    std::vector<double> second;
    for (std::size_t i = 1; i + 1 < x.size(); ++i) second.push_back(std::abs(x[i + 1] - 2 * x[i] + x[i - 1]));
    return second.empty() ? 0 : 1.4826 * median(second) / std::sqrt(6.0);
}

/// Ends of loading and of the dwell at the deepest position.
struct Turn {
    std::size_t loaded, left;  ///< one past the last reading of each
};

Turn turn_of(const std::vector<double>& x)
{
    const auto deepest = std::size_t(std::ranges::max_element(x) - x.begin());
    const double reach = x[deepest] - x.front(), near = x[deepest] - std::max(7 * jitter_of(x), 1e-3 * reach);
    std::size_t first = deepest, last = deepest;
    while (first > 0 && x[first - 1] >= near) --first;
    while (last + 1 < x.size() && x[last + 1] >= near) ++last;
    const double pace = first > 0 ? reach / double(first) : 0;
    const bool stays = double(last - first) * pace > 3 * (x[deepest] - near) + 3 * pace;
    if (!stays) return {deepest + 1, deepest + 1};
    const auto still_moving = std::size_t(k_share_on_the_way * (x[deepest] - near) / pace);
    return {first + 1 + still_moving, last + 1 < x.size() ? last + 1 - still_moving : last + 1};
}

/// The monotone sequence next to `x` by least squares; gives the root mean square of what it moved.
double make_monotone(std::vector<double>& x)
{
    struct Pool {
        double sum;
        std::size_t count;
        double mean() const { return sum / double(count); }
    };
    std::vector<Pool> pools;
    for (const double v : x) {
        pools.push_back({v, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            pools[pools.size() - 2].sum += pools.back().sum;
            pools[pools.size() - 2].count += pools.back().count;
            pools.pop_back();
        }
    }
    double squares = 0;
    std::size_t i = 0;
    for (const Pool& pool : pools)
        for (std::size_t k = 0; k < pool.count; ++k, ++i) {
            const double smooth = pool.count == 1 ? x[i] : pool.mean();
            squares += (x[i] - smooth) * (x[i] - smooth);
            x[i] = smooth;
        }
    return std::sqrt(squares / double(x.size()));
}

void refuse_second_insertion(const std::vector<double>& x)
{
    double deepest = x.front();
    const double bound = std::max(8 * jitter_of(x), k_turn_share * (std::ranges::max(x) - x.front()));
    for (std::size_t i = 0; i < x.size(); ++i) {
        deepest = std::max(deepest, x[i]);
        if (deepest - x[i] > bound)
            refuse(fmt::format("reading {} goes {:.4g} um back before the deepest", i + 1, 1e6 * (deepest - x[i])),
                   "one insertion, and one withdrawal at most", "cut the file to one insertion");
    }
}

/// Mean, its standard error, and slope in time with its standard error.
struct Line {
    double mean = 0, mean_error = 0, time = 0, slope = 0, slope_error = 0, noise = 0;
};

Line line_through(const Series& s)
{
    Line line{.mean = mean(s.force), .time = mean(s.time)};
    const auto n = double(s.size());
    double tt = 0, tf = 0, rest = 0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        tt += (s.time[i] - line.time) * (s.time[i] - line.time);
        tf += (s.time[i] - line.time) * (s.force[i] - line.mean);
    }
    line.slope = tt > 0 ? tf / tt : 0;
    for (std::size_t i = 0; i < s.size(); ++i)
        rest += std::pow(s.force[i] - line.mean - line.slope * (s.time[i] - line.time), 2);
    line.noise = std::sqrt(rest / std::max(1.0, n - 2));
    line.mean_error = line.noise / std::sqrt(n);
    line.slope_error = tt > 0 ? line.noise / std::sqrt(tt) : 0;
    return line;
}

/// Drift per unit of time; 0 where it does not stand out. Without readings after the withdrawal the slope of the
/// approach counts.
double drift_of(const Line& before, const Series& all, std::size_t withdrawal_begin, double contact, double margin)
{
    Series after;
    for (std::size_t i = withdrawal_begin; i < all.size(); ++i)
        if (all.x[i] < contact - margin) {
            after.x.push_back(all.x[i]);
            after.force.push_back(all.force[i]);
            after.time.push_back(all.time[i]);
        }
    if (after.size() >= 3) {
        const Line end = line_through(after);
        const double change = end.mean - before.mean, error = std::hypot(end.mean_error, before.mean_error);
        return std::abs(change) > k_significant * error ? change / (end.time - before.time) : 0;
    }
    return std::abs(before.slope) > k_significant * before.slope_error ? before.slope : 0;
}

class Preparation
{
public:
    Preparation(const scene::RawCurve& raw, std::optional<double> contact) : m_all(series_of(raw)), m_given(contact)
    {
    }

    BenchCurve make()
    {
        if (m_all.size() < k_least_readings)
            refuse(fmt::format("{} readings", m_all.size()), fmt::format("{} or more", k_least_readings));
        turn_position();
        const Turn turn = turn_of(m_all.x);
        count(turn);
        m_in = m_all.part(0, turn.loaded);
        if (m_in.size() < k_least_readings)
            refuse(fmt::format("{} readings of the way in", m_in.size()),
                   fmt::format("{} or more", k_least_readings));
        refuse_second_insertion(m_in.x);
        m_curve.jitter = make_monotone(m_in.x);
        turn_force();
        find_contact_and_base(turn);
        take_points();
        return m_curve;
    }

private:
    void turn_position()
    {
        const auto away = [&](double v) { return std::abs(v - m_all.x.front()); };
        const double far = *std::ranges::max_element(m_all.x, {}, away);
        m_curve.position_turned = far < m_all.x.front();
        if (m_curve.position_turned)
            for (double& v : m_all.x) v = -v;
    }

    void count(const Turn& turn)
    {
        m_curve.loading = turn.loaded;
        m_curve.dwell = turn.left - turn.loaded;
        m_curve.withdrawal = m_all.size() - turn.left;
        if (m_curve.dwell > 0) m_curve.dwell_drop = m_all.force[turn.loaded - 1] - m_all.force[turn.left - 1];
    }

    /// The deeper half of the way in pushes.
    void turn_force()
    {
        const std::size_t half = m_in.size() / 2;
        const double start = median({m_in.force.begin(), m_in.force.begin() + 3});
        m_curve.force_turned = mean(m_in.part(half, m_in.size()).force) < start;
        if (!m_curve.force_turned) return;
        for (Series* series : {&m_all, &m_in})
            for (double& f : series->force) f = -f;
        m_curve.dwell_drop = -m_curve.dwell_drop;
    }

    double sign() const { return m_curve.position_turned ? -1 : 1; }

    void find_contact_and_base(const Turn& turn)
    {
        for (int round = 0; round < 3; ++round) {
            locate();
            if (m_curve.approach < 3 || !remove_base(turn.left)) break;
        }
        const double most = std::ranges::max(m_in.force);
        if (!(most > 0) || !(m_in.x.back() > m_contact))
            refuse("a curve without force or depth", "a needle that goes in");
        if (!m_given && m_curve.approach == 0 && m_in.force.front() > k_late_share * most &&
            m_contact < m_in.x.front())
            refuse(fmt::format("{:.3g} mN at the first reading, of {:.3g} mN at most: it is in contact already",
                               1e3 * m_in.force.front(), 1e3 * most),
                   "a curve that begins before contact",
                   "state the machine's position at contact: --contact \"0.5 mm\"");
        m_curve.contact = sign() * m_contact;
        const auto touched =
            std::min(std::size_t(std::ranges::lower_bound(m_in.x, m_contact) - m_in.x.begin()), m_in.size() - 1);
        m_curve.drift = m_rate * (m_in.time.back() - m_in.time[touched]);
    }

    void locate()
    {
        m_curve.contact_given = m_given.has_value();
        if (m_given) {
            m_contact = sign() * *m_given;
            if (m_contact >= m_in.x.back())
                refuse("a contact past the deepest reading", "--contact within the curve");
        } else {
            const ContactPoint found = find_contact(m_in.x, m_in.force);
            m_contact = found.position;
            m_curve.contact_error = found.error;
        }
        count_approach();
        if (!m_given && rises_from_the_first()) {
            m_curve.contact_error = m_in.x[1] - m_in.x[0];
            m_contact = m_in.x.front();
            m_curve.approach = 0;
        }
    }

    void count_approach()
    {
        m_curve.approach = std::size_t(
            std::ranges::count_if(m_in.x, [&](double v) { return v < m_contact - m_curve.contact_error; }));
    }

    /// A few readings before the contact found whose force rises from one to the next from nothing: contact
    /// themselves.
    bool rises_from_the_first() const
    {
        constexpr std::size_t few = 20;
        const std::size_t n = m_curve.approach;
        if (n < 2 || n > few || std::abs(m_in.force.front()) > 1e-3 * std::ranges::max(m_in.force)) return false;
        for (std::size_t i = 1; i < n; ++i)
            if (m_in.force[i] <= m_in.force[i - 1]) return false;
        return true;
    }

    /// Takes tare and drift out of all forces; false when there is no drift, or no more.
    bool remove_base(std::size_t withdrawal_begin)
    {
        const Series approach = m_in.part(0, m_curve.approach);
        const Line before = line_through(approach);
        const double margin = std::max(m_curve.contact_error, 0.02 * (m_in.x.back() - m_contact));
        const double drift = drift_of(before, m_all, withdrawal_begin, m_contact, margin);
        for (Series* series : {&m_all, &m_in})
            for (std::size_t i = 0; i < series->size(); ++i)
                series->force[i] -= before.mean + drift * (series->time[i] - before.time);
        m_curve.tare += before.mean;
        m_rate += drift;
        m_curve.noise = before.noise;
        return drift != 0;
    }

    void take_points()
    {
        m_curve.points.push_back({0, 0});
        for (std::size_t i = 0; i < m_in.size(); ++i)
            if (m_in.x[i] > m_contact) m_curve.points.push_back({m_in.x[i] - m_contact, m_in.force[i]});
        if (m_curve.points.size() < k_least_readings)
            refuse(fmt::format("{} readings past contact", m_curve.points.size() - 1),
                   fmt::format("{} or more", k_least_readings - 1));
    }

    Series m_all, m_in;
    std::optional<double> m_given;
    double m_contact = 0, m_rate = 0;  ///< in the direction of the way in [m]; drift of the force per unit of time
    BenchCurve m_curve;
};

}  // namespace

BenchCurve bench_curve(const scene::RawCurve& raw, std::optional<double> contact)
{
    return Preparation(raw, contact).make();
}

std::vector<std::string> description(const BenchCurve& c)
{
    std::vector<std::string> lines{c.contact_given
                                       ? fmt::format("contact at {:.4g} mm, as given", 1e3 * c.contact)
                                       : fmt::format("contact found at {:.4g} mm, standard error {:.2g} um",
                                                     1e3 * c.contact, 1e6 * c.contact_error)};
    if (c.approach >= 3)
        lines.push_back(fmt::format("tare {:.3g} mN and drift {:.3g} mN since contact taken out; noise {:.2g} mN "
                                    "({} readings before contact)",
                                    1e3 * c.tare, 1e3 * c.drift, 1e3 * c.noise, c.approach));
    else
        lines.emplace_back("no readings before contact: no tare taken out");
    if (c.jitter > 0)
        lines.push_back(fmt::format("positions smoothed to a monotone way in, by {:.2g} um rms", 1e6 * c.jitter));
    if (c.position_turned) lines.emplace_back("positions turned round: the machine counts them upwards");
    if (c.force_turned) lines.emplace_back("forces turned round: the machine counts a push as negative");
    if (c.dwell > 0)
        lines.push_back(
            fmt::format("dwell of {} readings left out; force fell by {:.3g} mN", c.dwell, 1e3 * c.dwell_drop));
    if (c.withdrawal > 0) lines.push_back(fmt::format("withdrawal of {} readings left out", c.withdrawal));
    return lines;
}

}  // namespace dermavox::simulation
