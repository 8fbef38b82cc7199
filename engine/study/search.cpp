#include "engine/study/search.hpp"

#include "dermavox/study/front.hpp"
#include "dermavox/study/sampling.hpp"
#include "engine/study/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlopt.hpp>
#include <numeric>
#include <random>
#include <set>
#include <span>

namespace dermavox::study {
namespace {

/// Points tried so far: numbers them, has them run, and reads how good they are.
class Trials
{
public:
    Trials(const scene::Study& study, const Space& space, Store& store, Crew& crew)
        : m_study(study),
          m_space(space),
          m_store(store),
          m_crew(crew)
    {
    }

    /// Merits of the points, in order; a failed one is not `known`.
    std::vector<Merit> run(const std::vector<Point>& points)
    {
        const auto cases = numbered(points, m_study, m_next_case, m_next_point);
        m_store.add(cases, m_space);
        m_crew.run(cases);
        const Table table = m_store.table();
        std::map<std::int64_t, Merit> known;
        for (const Design& design : designs_of(table)) known[design.point] = merit_of(design, table, m_study);
        std::vector<Merit> merits;
        for (std::size_t i = 0; i < points.size(); ++i) merits.push_back(known[m_next_point + std::int64_t(i)]);
        m_next_case += std::int64_t(cases.size()), m_next_point += std::int64_t(points.size());
        return merits;
    }

    std::size_t left() const { return std::size_t(m_study.design.cases + 1 - m_next_point); }

private:
    const scene::Study& m_study;
    const Space& m_space;
    Store& m_store;
    Crew& m_crew;
    std::int64_t m_next_case = 1, m_next_point = 1;
};

struct Individual {
    Point point;
    Merit merit;
    std::size_t rank = 0;
    double crowding = 0;
};

/// NSGA-II. Designs outside a limit rank behind all within, by how
/// far outside they are; designs that failed take no part at all.
/// Deb, Pratap, Agarwal, Meyarivan. IEEE Trans. Evol. Comput. 6(2), 2002. doi:10.1109/4235.996017
class Breeding
{
public:
    Breeding(const scene::Study& study, const Space& space)
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

    /// Keeps the best of `all`, ranked.
    std::vector<Individual> survivors(std::vector<Individual> all) const
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

    std::vector<Point> children(const std::vector<Individual>& parents, std::size_t count)
    {
        std::vector<Point> points;
        for (int tries = 0; points.size() < count && tries < 10000; ++tries) {
            Genes one = genes(winner(parents)), two = genes(winner(parents));
            cross(one, two, m_bounds, 10, m_engine);
            for (auto* child : {&one, &two}) {
                mutate(*child, m_bounds, 1.5 / double(m_order.size()), 10, m_engine);
                const Point point = grown(*child);
                if (points.size() < count && m_space.allows(point) && m_tried.insert(point).second)
                    points.push_back(point);
            }
        }
        return points;
    }

private:
    static bool better(const Individual& a, const Individual& b)
    {
        return a.rank != b.rank ? a.rank < b.rank : a.crowding > b.crowding;
    }

    static void rank(std::span<Individual> within)
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

    const Individual& winner(const std::vector<Individual>& parents)
    {
        std::uniform_int_distribution<std::size_t> any(0, parents.size() - 1);
        const Individual& a = parents[any(m_engine)];
        const Individual& b = parents[any(m_engine)];
        return better(b, a) ? b : a;
    }

    const scene::Parameter* listed(std::size_t i) const
    {
        const std::size_t variants = m_space.size() - m_study.parameters.size();
        const scene::Parameter* p = i < variants ? nullptr : &m_study.parameters[i - variants];
        return p && !p->levels.empty() ? p : nullptr;
    }
    bool in_steps(std::size_t i) const { return m_space.whole(i) || listed(i); }
    std::size_t steps(std::size_t i) const
    {
        if (const auto* p = listed(i)) return p->levels.size();
        return std::size_t(m_space.most(i) - m_space.least(i)) + 1;
    }

    /// Coordinates as genes: 0 .. 1 of a range, the place in a list.
    Genes genes(const Individual& one) const
    {
        Genes out;
        for (const std::size_t i : m_order) {
            const double value = one.point[i];
            if (const auto* p = listed(i))
                out.push_back(double(std::ranges::find(p->levels, value) - p->levels.begin()));
            else
                out.push_back(in_steps(i) ? value - m_space.least(i) : std::clamp(m_space.unit(i, value), 0.0, 1.0));
        }
        return out;
    }

    Point grown(const Genes& genes) const
    {
        std::vector<double> unit(m_space.size());
        for (std::size_t k = 0; k < m_order.size(); ++k) {
            const std::size_t i = m_order[k];
            unit[i] = in_steps(i) ? (genes[k] + 0.5) / double(steps(i)) : genes[k];
        }
        return m_space.at(unit);
    }

    const scene::Study& m_study;
    const Space& m_space;
    Engine m_engine;
    std::set<Point> m_tried;  ///< children so far: none is run twice
    std::vector<std::size_t> m_order;
    GeneBounds m_bounds;
};

void evolve(const scene::Study& study, const Space& space, Trials& trials, const Crew& crew)
{
    Breeding breeding(study, space);
    std::vector<Individual> population;
    std::vector<Point> next;
    // twice the population to begin with: limits may leave few of them
    const std::size_t size = std::size_t(study.design.population), first = std::min(2 * size, trials.left());
    for (const auto& u : latin_hypercube(4 * first, space.size(), study.design.seed))
        if (Point point = space.at(u); next.size() < first && space.allows(point)) next.push_back(std::move(point));
    while (!next.empty()) {
        const auto merits = trials.run(next);
        if (crew.ended()) return;
        for (std::size_t i = 0; i < next.size(); ++i) population.push_back({next[i], merits[i]});
        population = breeding.survivors(std::move(population));
        if (population.empty()) return;
        next = breeding.children(population, std::min(size, trials.left()));
    }
}

/// COBYLA over the unit cube, limits as inequalities. A design that failed counts as the worst seen so far.
/// Powell. Advances in Optimization and Numerical Analysis, 1994. doi:10.1007/978-94-015-8330-5_4
class Descent
{
public:
    Descent(const scene::Study& study, const Space& space, Trials& trials, const Crew& crew)
        : m_study(study),
          m_space(space),
          m_trials(trials),
          m_crew(crew)
    {
    }

    void run()
    {
        nlopt::opt search(nlopt::LN_COBYLA, unsigned(m_space.size()));
        search.set_lower_bounds(0);
        search.set_upper_bounds(1);
        search.set_initial_step(0.25);
        search.set_xtol_abs(1e-4);
        search.set_maxeval(m_study.design.cases);
        search.set_min_objective(objective, this);
        if (!m_study.limits.empty()) search.add_inequality_constraint(excess, this, 1e-9);
        std::vector<double> u(m_space.size(), 0.5);
        try {
            search.optimize(u);
        } catch (const nlopt::forced_stop&) {  // stopped, or no case is left: what is stored counts
        } catch (const nlopt::roundoff_limited&) {
        }
    }

private:
    static double objective(const std::vector<double>& u, std::vector<double>&, void* self)
    {
        return static_cast<Descent*>(self)->merit(u).objectives.front();
    }
    static double excess(const std::vector<double>& u, std::vector<double>&, void* self)
    {
        return static_cast<Descent*>(self)->merit(u).excess;
    }

    const Merit& merit(const std::vector<double>& u)
    {
        std::vector<double> inside = u;
        for (double& x : inside) x = std::clamp(x, 0.0, 1.0);
        const Point point = m_space.at(inside);
        if (const auto at = m_known.find(point); at != m_known.end()) return at->second;
        if (m_crew.ended() || m_trials.left() == 0) throw nlopt::forced_stop();
        Merit found = m_trials.run({point}).front();
        if (m_crew.ended()) throw nlopt::forced_stop();
        if (!found.known) found = m_worst;
        if (m_known.empty() || found.objectives.front() > m_worst.objectives.front()) m_worst = found;
        return m_known.emplace(point, found).first->second;
    }

    const scene::Study& m_study;
    const Space& m_space;
    Trials& m_trials;
    const Crew& m_crew;
    std::map<Point, Merit> m_known;
    Merit m_worst{{0.0}, 1, true};
};

/// The front's neighbours, after all cases of the search: numbered from where its budget ends.
void run_slopes(const scene::Study& study, const Space& space, Store& store, Crew& crew)
{
    if (study.design.slopes.empty() || crew.ended()) return;
    const Table table = store.table();
    const auto designs = designs_of(table);
    std::vector<Merit> merits;
    for (const Design& design : designs)
        merits.push_back(design.point <= study.design.cases ? merit_of(design, table, study) : Merit{});
    std::vector<Point> points;
    for (const std::size_t i : front_of(merits))
        for (Point& point : neighbours(point_of(designs[i], study, space), study, space))
            points.push_back(std::move(point));
    const auto seeds = std::int64_t(study.design.seeds.size());
    const auto cases = numbered(points, study, study.design.cases * seeds + 1, study.design.cases + 1);
    store.add(cases, space);
    crew.expect(study.design.cases * seeds + std::int64_t(cases.size()));
    crew.run(cases);
}

}  // namespace

void search(const scene::Study& study, const Space& space, Store& store, Crew& crew)
{
    Trials trials(study, space, store, crew);
    if (study.design.kind == scene::DesignKind::local)
        Descent(study, space, trials, crew).run();
    else
        evolve(study, space, trials, crew);
    run_slopes(study, space, store, crew);
}

}  // namespace dermavox::study
