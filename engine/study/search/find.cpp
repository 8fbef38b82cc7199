#include "dermavox/study/find.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/study/search/find_trials.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <fmt/format.h>
#include <nlopt.hpp>
#include <optional>

namespace dermavox::study {
namespace {

using Side = FindTarget::Side;
constexpr double k_narrow = 1e-3;  ///< of the range: the bracket needs no narrower
constexpr double k_noise = 0.25;   ///< of the standard error: the mean needs no nearer
constexpr double k_near = 1e-3;    ///< relative miss that still counts as met
constexpr int k_scan = 9;          ///< values over the range where its ends do not bracket the target

double off(const FindTarget& target, const Sampled& figure) { return figure.mean - target.value; }

bool meets(const FindTarget& target, const Sampled& figure)
{
    const double miss = off(target, figure);
    const double slack = std::max(k_near * std::abs(target.value), figure.error);
    return target.side == Side::at_least  ? miss >= 0
           : target.side == Side::at_most ? miss <= 0
                                          : std::abs(miss) <= slack;
}

double least_miss(const FindTarget& target, const Sampled& figure)
{
    const double miss = off(target, figure);
    if (target.side == Side::at_least) return std::max(0.0, -miss);
    if (target.side == Side::at_most) return std::max(0.0, miss);
    return std::abs(miss);
}

/// Two values of the key between which the figure passes its target.
struct Bracket {
    double low, high;
};

class OneKey
{
public:
    OneKey(const FindRequest& request, FindTrials& trials)
        : m_request(request),
          m_target(request.targets.front()),
          m_trials(trials),
          m_space(trials.space()),
          m_least(m_space.least(0)),
          m_most(m_space.most(0))
    {
    }

    void solve(FindAnswer& answer)
    {
        const auto bracket = bracketed(answer);
        if (!bracket) return take_nearest(answer);
        const Bracket root = m_space.whole(0) ? whole_root(*bracket) : root_in(*bracket);
        answer.value = {side_of(root)};
        if (m_target.side == Side::equal && !m_space.whole(0)) find_interval(*bracket, answer);
    }

private:
    const Sampled& figure(double x) { return m_trials.at({m_space.rounded(0, x)}).front(); }
    double miss(double x) { return off(m_target, figure(x)); }

    /// The ends of the range, else the first pair of neighbours in a scan of it.
    std::optional<Bracket> bracketed(FindAnswer& answer)
    {
        if (miss(m_least) * miss(m_most) <= 0) return Bracket{m_least, m_most};
        double before = m_least;
        for (int i = 1; i < k_scan; ++i) {
            const double x = m_space.rounded(0, m_least + i * (m_most - m_least) / (k_scan - 1));
            if (miss(before) * miss(x) <= 0) {
                answer.note = "the figure rises and falls over the range: another value may do as well";
                return Bracket{before, x};
            }
            before = x;
        }
        return {};
    }

    Bracket root_in(const Bracket& bracket)
    {
        const double narrow = k_narrow * (m_most - m_least);
        const auto close = [&](double a, double b) {
            const auto settled = [&](double x) { return std::abs(miss(x)) <= k_noise * figure(x).error; };
            return std::abs(b - a) <= narrow || settled(a) || settled(b) || m_trials.full();
        };
        std::uintmax_t steps = 40;
        const auto [a, b] =
            boost::math::tools::toms748_solve([&](double x) { return miss(x); }, bracket.low, bracket.high,
                                              miss(bracket.low), miss(bracket.high), close, steps);
        return {a, b};
    }

    Bracket whole_root(Bracket b)
    {
        while (b.high - b.low > 1) {
            const double middle = std::floor((b.low + b.high) / 2);
            (miss(middle) * miss(b.low) > 0 ? b.low : b.high) = middle;
        }
        return b;
    }

    /// The end of a bracket that keeps an inequality, or that is nearer to an equality.
    double side_of(const Bracket& root)
    {
        const double a = m_space.rounded(0, root.low), b = m_space.rounded(0, root.high);
        return least_miss(m_target, figure(a)) <= least_miss(m_target, figure(b)) ? a : b;
    }

    void find_interval(const Bracket& within, FindAnswer& answer)
    {
        const double at = answer.value.front(), step = 0.02 * (m_most - m_least);
        const double low = std::max(within.low, at - step), high = std::min(within.high, at + step);
        if (!(high > low) || m_trials.tried().size() + 2 > std::size_t(m_request.most)) return;
        const double slope = (figure(high).mean - figure(low).mean) / (high - low);
        if (!(std::abs(slope) > 0)) return;
        const double t = boost::math::quantile(boost::math::students_t(m_request.seeds - 1), 0.975);
        const double half = t * figure(at).error / std::abs(slope);
        answer.low = std::max(m_least, at - half), answer.high = std::min(m_most, at + half);
        answer.interval = true;
    }

    void take_nearest(FindAnswer& answer)
    {
        const auto& tried = m_trials.tried();
        const auto nearest = std::ranges::min_element(
            tried, {}, [&](const auto& one) { return least_miss(m_target, one.second.front()); });
        answer.value = nearest->first;
        if (meets(m_target, nearest->second.front())) answer.note = "every value of the range keeps the target";
    }

    const FindRequest& m_request;
    const FindTarget& m_target;
    FindTrials& m_trials;
    const Space& m_space;
    double m_least, m_most;
};

double relative_miss(const FindTarget& target, const Sampled& figure)
{
    return least_miss(target, figure) / (target.value != 0 ? std::abs(target.value) : 1);
}

/// Sum of squared relative misses of the targets; how far past the limits.
struct Merits {
    double excess = 0, miss = 0;
    auto operator<=>(const Merits&) const = default;
};

Merits find_merits(const FindRequest& request, const std::vector<Sampled>& figures)
{
    Merits merits;
    const std::size_t targets = request.targets.size();
    for (std::size_t k = 0; k < targets; ++k)
        merits.miss += std::pow(relative_miss(request.targets[k], figures[k]), 2);
    for (std::size_t k = 0; k < request.limits.size(); ++k)
        merits.excess += relative_miss(request.limits[k], figures[targets + k]);
    return merits;
}

class ManyKeys
{
public:
    ManyKeys(const FindRequest& request, FindTrials& trials) : m_request(request), m_trials(trials) {}

    void solve(FindAnswer& answer)
    {
        const std::size_t keys = m_trials.space().size();
        nlopt::opt search(nlopt::LN_COBYLA, unsigned(keys));
        search.set_lower_bounds(0);
        search.set_upper_bounds(1);
        search.set_maxeval(m_request.most);
        search.set_ftol_abs(1e-8);
        search.set_stopval(1e-7);
        search.set_initial_step(0.2);
        search.set_min_objective(&ManyKeys::miss, this);
        if (!m_request.limits.empty()) search.add_inequality_constraint(&ManyKeys::excess, this, 1e-6);
        std::vector<double> middle(keys, 0.5);
        double least = 0;
        try {
            search.optimize(middle, least);
        } catch (const nlopt::forced_stop&) {  // what was tried counts
        } catch (const nlopt::roundoff_limited&) {
        }
        const auto best = std::ranges::min_element(
            m_trials.tried(), {}, [this](const auto& one) { return find_merits(m_request, one.second); });
        answer.value = best->first;
        answer.note = "several keys: one answer of perhaps many";
    }

private:
    Merits at(const std::vector<double>& u)
    {
        if (m_trials.full()) throw nlopt::forced_stop();
        const Space& space = m_trials.space();
        Point point(u.size());
        for (std::size_t i = 0; i < u.size(); ++i)
            point[i] = space.rounded(i, space.least(i) + u[i] * (space.most(i) - space.least(i)));
        return find_merits(m_request, m_trials.at(point));
    }
    static double miss(const std::vector<double>& u, std::vector<double>&, void* self)
    {
        return static_cast<ManyKeys*>(self)->at(u).miss;
    }
    static double excess(const std::vector<double>& u, std::vector<double>&, void* self)
    {
        return static_cast<ManyKeys*>(self)->at(u).excess;
    }

    const FindRequest& m_request;
    FindTrials& m_trials;
};

void check(const FindRequest& request)
{
    std::vector<core::Problem> problems;
    if (request.vary.empty())
        problems.push_back(
            {"", 0, 0, "--vary", "nothing", "a key with its range", "write e.g. device.depth=0.25mm..2.5mm"});
    if (request.targets.empty())
        problems.push_back(
            {"", 0, 0, "--target", "nothing", "a figure with its value", "write e.g. depth.inserted_um.p50=600um"});
    if (request.seeds < 2)
        problems.push_back({"", 0, 0, "--seeds", std::to_string(request.seeds), "at least 2, for an interval", ""});
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

void describe(const FindRequest& request, FindTrials& trials, FindAnswer& answer)
{
    const std::vector<Sampled>& figures = trials.at(answer.value);
    const std::size_t targets = request.targets.size();
    answer.found = true;
    for (std::size_t k = 0; k < targets + request.limits.size(); ++k) {
        const FindTarget& wanted = k < targets ? request.targets[k] : request.limits[k - targets];
        answer.found = answer.found && meets(wanted, figures[k]);
        (k < targets ? answer.targets : answer.limits).push_back({wanted.key, wanted.value, figures[k].mean});
    }
    const auto range =
        std::ranges::minmax_element(trials.tried(), {}, [](const auto& one) { return one.second.front().mean; });
    answer.least = range.min->second.front().mean, answer.most = range.max->second.front().mean;
    const std::vector<std::string> sets = trials.space().sets(answer.value);
    answer.text.assign(sets.end() - std::ptrdiff_t(request.vary.size()), sets.end());
}

}  // namespace

FindAnswer find(const FindRequest& request, const scene::Catalogue& catalogue,
                const std::function<void(double)>& progress)
{
    check(request);
    const scene::Study study = study_of(request, catalogue);
    FindTrials trials(request, study, catalogue, progress);
    FindAnswer answer;
    if (request.vary.size() == 1 && request.targets.size() == 1) {
        OneKey(request, trials).solve(answer);
    } else {
        ManyKeys(request, trials).solve(answer);
    }
    describe(request, trials, answer);
    const auto before = trials.whole_run(nullptr), at = trials.whole_run(&answer.value);
    for (std::size_t k = 0; k < at.size(); ++k) answer.costs.push_back({at[k].first, before[k].second, at[k].second});
    const auto severe = std::ranges::find(at, k_severe_marks, &std::pair<std::string, double>::first);
    if (!request.outside_validity && severe != at.end() && severe->second > 0) {
        answer.found = false;
        if (!answer.note.empty()) answer.note += "; ";
        answer.note += "far outside what the model was checked for; --outside-validity takes it all the same";
    }
    answer.runs = trials.runs();
    return answer;
}

}  // namespace dermavox::study
