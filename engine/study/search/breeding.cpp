#include "engine/study/search/breeding.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::study {
namespace {

constexpr double cross_eta = 10, mutation_eta = 10, step_eta = 60;
constexpr int most_tries = 10000;

bool better(const Individual& a, const Individual& b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.crowding > b.crowding;
}

void rank(std::span<Individual> within)
{
    std::vector<std::vector<double>> points;
    for (const Individual& one : within) points.push_back(one.merit.objectives);
    const auto fronts = fronts_of(points);
    for (std::size_t r = 0; r < fronts.size(); ++r) {
        std::vector<std::vector<double>> front;
        for (const auto i : fronts[r]) front.push_back(points[i]);
        const std::vector<double> crowding = crowding_of(front);
        for (std::size_t k = 0; k < front.size(); ++k)
            within[fronts[r][k]].rank = r, within[fronts[r][k]].crowding = crowding[k];
    }
}

}  // namespace

Breeding::Breeding(const scene::Study& study, const Space& space)
    : m_study(study),
      m_space(space),
      m_engine(study.design.seed)
{
    for (const bool whole : {false, true})  // integers last
        for (std::size_t i = 0; i < space.size(); ++i)
            if (in_steps(i) == whole) m_order.push_back(i), m_bounds.whole += whole;
    for (const std::size_t i : m_order) {
        m_bounds.low.push_back(0);
        m_bounds.high.push_back(in_steps(i) ? double(steps(i) - 1) : 1);
    }
}

std::vector<Individual> Breeding::survivors(std::vector<Individual> all) const
{
    std::erase_if(all, [](const Individual& one) { return !one.merit.known; });
    const auto outside =
        std::stable_partition(all.begin(), all.end(), [](auto& one) { return one.merit.excess == 0; });
    std::stable_sort(outside, all.end(), [](auto& a, auto& b) { return a.merit.excess < b.merit.excess; });
    const auto within = std::size_t(outside - all.begin());
    rank({all.data(), within});
    for (std::size_t i = within; i < all.size(); ++i) all[i].rank = 1000000 + i, all[i].crowding = 0;
    std::stable_sort(all.begin(), all.end(), better);
    all.resize(std::min(all.size(), std::size_t(m_study.design.population)));
    return all;
}

std::vector<Point> Breeding::children(const std::vector<Individual>& parents, std::size_t count)
{
    std::vector<Point> points;
    std::set<Point> made;
    for (int tries = 0; points.size() < count && tries < most_tries; ++tries) {
        Genes one = genes(winner(parents).point), two = genes(winner(parents).point);
        cross(one, two, m_bounds, cross_eta, m_engine);
        for (auto* child : {&one, &two}) {
            mutate(*child, m_bounds, 1.5 / double(m_order.size()), mutation_eta, m_engine);
            Point point = grown(*child);
            if (points.size() < count && fresh(point) && made.insert(point).second)
                points.push_back(std::move(point));
        }
    }
    return points;
}

std::vector<Point> Breeding::steps_from(const Point& point, std::size_t count)
{
    std::vector<Point> points;
    const Genes start = genes(point);
    for (std::size_t i = 0; i < count; ++i) {
        Genes moved = start;
        for (std::size_t k = 0; k < moved.size(); ++k) {  // integers by one
            if (k < moved.size() - m_bounds.whole) continue;
            const double draw = double(m_engine() >> 11) * 0x1p-53;
            const double by = draw < 0.15 ? -1 : draw > 0.85 ? 1 : 0;
            moved[k] = std::clamp(moved[k] + by, m_bounds.low[k], m_bounds.high[k]);
        }
        GeneBounds real = m_bounds;
        for (std::size_t k = moved.size() - m_bounds.whole; k < moved.size(); ++k) real.high[k] = real.low[k];
        mutate(moved, real, 0.5, step_eta, m_engine);
        Point near = grown(moved);
        if (fresh(near)) points.push_back(std::move(near));
    }
    return points;
}

const Individual& Breeding::winner(const std::vector<Individual>& parents)
{
    std::uniform_int_distribution<std::size_t> any(0, parents.size() - 1);
    const Individual& a = parents[any(m_engine)];
    const Individual& b = parents[any(m_engine)];
    return better(b, a) ? b : a;
}

const scene::Parameter* Breeding::listed(std::size_t i) const
{
    const std::size_t variants = m_space.size() - m_study.parameters.size();
    const scene::Parameter* p = i < variants ? nullptr : &m_study.parameters[i - variants];
    return p && !p->levels.empty() ? p : nullptr;
}

std::size_t Breeding::steps(std::size_t i) const
{
    if (const auto* p = listed(i)) return p->levels.size();
    return std::size_t(m_space.most(i) - m_space.least(i)) + 1;
}

/// Coordinates as genes: 0 .. 1 of a range, the place in a list.
Genes Breeding::genes(const Point& point) const
{
    Genes out;
    for (const std::size_t i : m_order) {
        const double value = point[i];
        if (const auto* p = listed(i))
            out.push_back(double(std::ranges::find(p->levels, value) - p->levels.begin()));
        else
            out.push_back(in_steps(i) ? value - m_space.least(i) : std::clamp(m_space.unit(i, value), 0.0, 1.0));
    }
    return out;
}

Point Breeding::grown(const Genes& genes) const
{
    std::vector<double> unit(m_space.size());
    for (std::size_t k = 0; k < m_order.size(); ++k) {
        const std::size_t i = m_order[k];
        unit[i] = in_steps(i) ? (genes[k] + 0.5) / double(steps(i)) : genes[k];
    }
    return m_space.at(unit);
}

}  // namespace dermavox::study
