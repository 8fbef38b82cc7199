/// The designs that a search has tried, and children of the best of them: NSGA-II. Designs outside a limit rank
/// behind all within, by how far outside they are; designs that failed take no part at all. Deb, Pratap, Agarwal,
/// Meyarivan. IEEE Trans. Evol. Comput. 6(2), 2002. doi:10.1109/4235.996017
#pragma once

#include "dermavox/study/front.hpp"
#include "engine/study/search/evolution.hpp"

#include <set>
#include <span>

namespace dermavox::study {

/// A design that was tried.
struct Individual {
    Point point;
    Merit merit;
    std::size_t rank = 0;
    double crowding = 0;
};

class Breeding
{
public:
    /// Keeps references.
    Breeding(const scene::Study& study, const Space& space);

    /// Keeps the best of `all`, ranked.
    std::vector<Individual> survivors(std::vector<Individual> all) const;

    /// Crossed and mutated, allowed, each other than all tried ones. Fewer than `count` where none are left.
    std::vector<Point> children(const std::vector<Individual>& parents, std::size_t count);
    /// The same by small steps from one point.
    std::vector<Point> steps_from(const Point& point, std::size_t count);

    /// Those are run now, and never again.
    void tried(const std::vector<Point>& points) { m_tried.insert(points.begin(), points.end()); }
    bool fresh(const Point& point) const { return m_space.allows(point) && !m_tried.contains(point); }

private:
    const Individual& winner(const std::vector<Individual>& parents);
    const scene::Parameter* listed(std::size_t i) const;
    bool in_steps(std::size_t i) const { return m_space.whole(i) || listed(i); }
    std::size_t steps(std::size_t i) const;
    Genes genes(const Point& point) const;
    Point grown(const Genes& genes) const;

    const scene::Study& m_study;
    const Space& m_space;
    Engine m_engine;
    std::set<Point> m_tried;
    std::vector<std::size_t> m_order;  ///< of coordinates as genes
    GeneBounds m_bounds;
};

}  // namespace dermavox::study
