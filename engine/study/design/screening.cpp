#include "engine/study/design/screening.hpp"

#include "dermavox/study/sampling.hpp"
#include "engine/study/design/draws.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::study {
namespace {

constexpr std::size_t most_points = 300;  // a fit takes their number cubed
constexpr int improvement_draws = 24, rounds = 4;
constexpr double least_apart = 0.04;  // of two places of a generation, in the unit cube
constexpr double flat = 0.05;         // share of the plain sum in the joined objective

double normal_below(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

/// E[max(0, x)] of a normal x.
double mean_above(double mean, double sd)
{
    if (!(sd > 0)) return std::max(0.0, mean);
    const double z = mean / sd;
    return mean * normal_below(z) + sd * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

double apart(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum);
}

/// Figures that span a factor are smoother in the logarithm.
bool spans_a_factor(const std::vector<double>& values)
{
    const auto [low, high] = std::ranges::minmax(values);
    return low > 0 && high > 3 * low;
}

double joined(const std::vector<double>& objectives, const std::vector<double>& weights)
{
    double worst = -std::numeric_limits<double>::infinity(), sum = 0;
    for (std::size_t k = 0; k < objectives.size(); ++k) {
        worst = std::max(worst, weights[k] * objectives[k]);
        sum += weights[k] * objectives[k];
    }
    return worst + flat * sum;
}

/// Evenly spread over the simplex, in the strata of a hypercube.
std::vector<std::vector<double>> spread_weights(std::size_t count, std::size_t objectives, std::uint64_t seed)
{
    auto weights = latin_hypercube(count, objectives, seed);
    for (auto& w : weights) {
        double sum = 0;
        for (double& x : w) x = -std::log(1 - x), sum += x;
        for (double& x : w) x /= sum;
    }
    return weights;
}

std::vector<std::vector<double>> normal_draws(std::size_t dimensions)
{
    auto draws = latin_hypercube(improvement_draws, dimensions, 1);
    for (auto& draw : draws)
        for (double& x : draw) x = boost::math::quantile(boost::math::normal(), x);
    return draws;
}

}  // namespace

void Screening::fit(Figure& figure, std::vector<double> values)
{
    const bool logarithmic = spans_a_factor(values);
    if (logarithmic)
        for (double& v : values) v = std::log(v);
    const bool again = figure.model && figure.logarithmic == logarithmic;
    figure.model = Surrogate(m_points, values, again ? figure.model->shape() : std::vector<double>());
    figure.logarithmic = logarithmic;
}

void Screening::take_in(const std::vector<Individual>& tried)
{
    m_points.clear(), m_failed.clear(), m_within.clear();
    for (const Individual& one : tried) {
        std::vector<double> u;
        for (std::size_t i = 0; i < one.point.size(); ++i) u.push_back(m_space.unit(i, one.point[i]));
        (one.merit.known ? m_points : m_failed).push_back(std::move(u));
    }
}

bool Screening::learn(const std::vector<Individual>& tried)
{
    std::vector<Individual> known;
    std::ranges::copy_if(tried, std::back_inserter(known), [](const Individual& one) { return one.merit.known; });
    take_in(tried);
    if (known.size() < m_space.size() + 2) return false;
    if (known.size() > most_points) {
        known.erase(known.begin(), known.end() - most_points);
        m_points.erase(m_points.begin(), m_points.end() - most_points);
    }
    m_objectives.resize(m_study.objectives.size());
    m_limits.resize(m_study.limits.size());
    m_draws = normal_draws(m_objectives.size());
    const auto column = [&](const auto& value) {
        std::vector<double> values;
        for (const Individual& one : known) values.push_back(value(one.merit));
        return values;
    };
    const bool some_within = std::ranges::any_of(known, [](const auto& one) { return one.merit.excess == 0; });
    for (std::size_t k = 0; k < m_objectives.size(); ++k) {
        Figure& figure = m_objectives[k];
        fit(figure, column([k](const Merit& merit) { return merit.objectives[k]; }));
        figure.low = std::numeric_limits<double>::infinity(), figure.high = -figure.low;
        for (const Individual& one : known)
            if (!some_within || one.merit.excess == 0) {
                figure.low = std::min(figure.low, figure.of(one.merit.objectives[k]));
                figure.high = std::max(figure.high, figure.of(one.merit.objectives[k]));
            }
        if (!(figure.high > figure.low)) figure.high = figure.low + std::max(1e-6, std::abs(figure.low)) / 10;
    }
    for (const Individual& one : known) {
        if (one.merit.excess > 0) continue;
        std::vector<double>& scaled = m_within.emplace_back();
        for (std::size_t k = 0; k < m_objectives.size(); ++k) {
            const Figure& figure = m_objectives[k];
            scaled.push_back((figure.of(one.merit.objectives[k]) - figure.low) / (figure.high - figure.low));
        }
    }
    for (std::size_t k = 0; k < m_limits.size(); ++k) {
        const scene::ResultLimit& limit = m_study.limits[k];
        Figure& figure = m_limits[k];
        fit(figure, column([k](const Merit& merit) { return merit.limited[k]; }));
        constexpr double open = std::numeric_limits<double>::infinity();
        const bool any = !limit.least || (figure.logarithmic && *limit.least <= 0);
        figure.low = any ? -open : figure.of(*limit.least);
        figure.high = !limit.most ? open : figure.logarithmic && *limit.most <= 0 ? -open : figure.of(*limit.most);
    }
    return true;
}

Screening::Outlook Screening::outlook(const Point& point) const
{
    Outlook there;
    for (std::size_t i = 0; i < point.size(); ++i) there.unit.push_back(m_space.unit(i, point[i]));
    for (const Figure& figure : m_objectives) {
        const auto [mean, sd] = figure.model->at(there.unit);
        const double scale = figure.high - figure.low;
        there.objectives.push_back({(mean - figure.low) / scale, sd / scale});
    }
    for (const Figure& figure : m_limits) {
        const auto [mean, sd] = figure.model->at(there.unit);
        const double wide = std::max(sd, 1e-9 * std::max(1.0, std::abs(mean)));
        const double within = normal_below((figure.high - mean) / wide) - normal_below((figure.low - mean) / wide);
        there.chance *= std::max(0.0, within);
        if (std::isfinite(figure.low)) there.nearness -= mean_above(figure.low - mean, wide) / figure.model->unit();
        if (std::isfinite(figure.high)) there.nearness -= mean_above(mean - figure.high, wide) / figure.model->unit();
    }
    double nearest = std::numeric_limits<double>::infinity(), failed = nearest;
    for (const auto& u : m_points) nearest = std::min(nearest, apart(u, there.unit));
    for (const auto& u : m_failed) failed = std::min(failed, apart(u, there.unit));
    there.beside_failure = failed < nearest;
    return there;
}

double Screening::worth(const Outlook& there, const Weights& weights, double best) const
{
    if (there.beside_failure) return -1e9 + there.nearness;
    if (m_within.empty()) return there.nearness;
    double gain = 0;
    std::vector<double> drawn(weights.size());
    for (const auto& draw : m_draws) {
        for (std::size_t k = 0; k < drawn.size(); ++k)
            drawn[k] = there.objectives[k].mean + there.objectives[k].sd * draw[k];
        gain += std::max(0.0, best - joined(drawn, weights)) / improvement_draws;
    }
    return there.chance * gain > 0 ? there.chance * gain : there.nearness - 1e-6;
}

double Screening::best_so_far(const Weights& weights) const
{
    double best = std::numeric_limits<double>::infinity();
    for (const auto& objectives : m_within) best = std::min(best, joined(objectives, weights));
    return best;
}

std::vector<Point> Screening::pick(const std::vector<Point>& children, std::size_t count, std::uint64_t generation,
                                   const std::function<std::vector<Point>(const Point&)>& around) const
{
    std::vector<Outlook> outlooks;
    for (const Point& child : children) outlooks.push_back(outlook(child));
    std::vector<Point> chosen;
    std::vector<std::vector<double>> places;
    const auto own_place = [&](const std::vector<double>& u) {
        return std::ranges::none_of(places, [&](const auto& other) { return apart(u, other) < least_apart; });
    };
    for (const Weights& weights : spread_weights(count, m_objectives.size(), generation)) {
        const double best = best_so_far(weights);
        const Point* choice = nullptr;
        Point refined;
        const Outlook* seen = nullptr;
        Outlook refined_seen;
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < children.size(); ++i)
            if (const double w = worth(outlooks[i], weights, best); w > most && own_place(outlooks[i].unit))
                most = w, choice = &children[i], seen = &outlooks[i];
        if (!choice) break;
        refined = *choice, refined_seen = *seen;
        for (int round = 0; round < rounds; ++round) {
            const Point from = refined;
            for (const Point& near : around(from)) {
                Outlook there = outlook(near);
                if (const double w = worth(there, weights, best); w > most && own_place(there.unit))
                    most = w, refined = near, refined_seen = std::move(there);
            }
        }
        chosen.push_back(refined);
        places.push_back(refined_seen.unit);
    }
    return chosen;
}

}  // namespace dermavox::study
