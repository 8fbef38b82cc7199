#include "engine/study/search/search.hpp"

#include "dermavox/study/front.hpp"
#include "engine/study/search/evolve.hpp"

#include <algorithm>
#include <map>
#include <nlopt.hpp>

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
        evolve(study, space, [&](const std::vector<Point>& points) {
            auto merits = trials.run(points);
            return crew.ended() ? std::vector<Merit>() : merits;
        });
    run_slopes(study, space, store, crew);
}

}  // namespace dermavox::study
