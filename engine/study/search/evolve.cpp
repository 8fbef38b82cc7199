#include "engine/study/search/evolve.hpp"

#include "dermavox/study/sampling.hpp"
#include "engine/study/design/screening.hpp"

#include <algorithm>

namespace dermavox::study {
namespace {

constexpr std::size_t bred = 400, from_all = 200, steps = 40;  // children for a model to choose from

/// A hypercube, thinned by the conditions; about a sixth of the budget, so that the models know all of the space, and
/// limits leave few of them.
std::vector<Point> first_of(const scene::Study& study, const Space& space, std::size_t left)
{
    const auto size = std::size_t(study.design.population), sixth = std::size_t(study.design.cases / 6);
    const std::size_t first = std::min(std::max(2 * size, std::min(sixth, 10 * space.size())), left);
    std::vector<Point> points;
    for (const auto& u : latin_hypercube(4 * first, space.size(), study.design.seed)) {
        Point point = space.at(u);
        if (points.size() < first && space.allows(point) && std::ranges::find(points, point) == points.end())
            points.push_back(std::move(point));
    }
    return points;
}

}  // namespace

void evolve(const scene::Study& study, const Space& space, const Evaluate& run)
{
    Breeding breeding(study, space);
    Screening screening(study, space);
    std::vector<Individual> all;
    const auto left = [&] { return std::size_t(study.design.cases) - all.size(); };
    std::vector<Point> next = first_of(study, space, left());
    for (std::uint64_t generation = 1; !next.empty(); ++generation) {
        breeding.tried(next);
        const std::vector<Merit> merits = run(next);
        if (merits.empty()) return;
        for (std::size_t i = 0; i < next.size(); ++i) all.push_back({next[i], merits[i]});
        const std::vector<Individual> parents = breeding.survivors(all);
        if (parents.empty()) return;
        const std::size_t count = std::min(std::size_t(study.design.population), left());
        next = breeding.children(parents, count);
        if (!screening.learn(all)) continue;
        std::vector<Point> children = breeding.children(parents, bred);
        for (const auto& u : latin_hypercube(from_all, space.size(), study.design.seed + generation))
            if (Point point = space.at(u); breeding.fresh(point)) children.push_back(std::move(point));
        auto chosen = screening.pick(children, count, generation,
                                     [&](const Point& point) { return breeding.steps_from(point, steps); });
        if (!chosen.empty()) next = std::move(chosen);
    }
}

}  // namespace dermavox::study
