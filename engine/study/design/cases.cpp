#include "dermavox/study/cases.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/study/sampling.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

using scene::DesignKind;

/// Values of one coordinate in a grid.
std::vector<double> levels(const scene::Study& study, const Space& space, std::size_t i)
{
    const std::size_t variants = space.size() - study.parameters.size();
    const scene::Parameter* p = i < variants ? nullptr : &study.parameters[i - variants];
    if (p && !p->levels.empty()) return p->levels;
    std::vector<double> values;
    if (!p || p->listed() || (p->whole && p->to - p->from + 1 < p->steps)) {
        for (double v = space.least(i); v <= space.most(i); ++v) values.push_back(v);
        return values;
    }
    for (int k = 0; k < p->steps; ++k) {
        const double u = double(k) / (p->steps - 1);
        const double value =
            p->logarithmic ? p->from * std::pow(p->to / p->from, u) : p->from + u * (p->to - p->from);
        const double near = k == p->steps - 1 ? p->to : space.rounded(i, value);
        if (values.empty() || near != values.back()) values.push_back(near);
    }
    return values;
}

/// All combinations, the last coordinate fastest.
std::vector<Point> grid(const scene::Study& study, const Space& space)
{
    std::vector<Point> points{{}};
    for (std::size_t i = 0; i < space.size(); ++i) {
        std::vector<Point> longer;
        const auto values = levels(study, space, i);
        longer.reserve(points.size() * values.size());
        for (const Point& start : points)
            for (const double value : values) {
                longer.push_back(start);
                longer.back().push_back(value);
            }
        points = std::move(longer);
    }
    return points;
}

/// The rows of the table, once per variant.
std::vector<Point> listed(const scene::Study& study)
{
    if (study.variants.empty()) return study.design.points;
    std::vector<Point> points;
    for (std::size_t v = 0; v < study.variants.size(); ++v)
        for (const auto& row : study.design.points) {
            points.push_back({double(v)});
            points.back().insert(points.back().end(), row.begin(), row.end());
        }
    return points;
}

std::vector<Point> mapped(const UnitPoints& cube, const Space& space)
{
    std::vector<Point> points;
    points.reserve(cube.size());
    for (const auto& u : cube) points.push_back(space.at(u));
    return points;
}

std::vector<Point> tolerance(const scene::Study& study, const Space& space)
{
    const auto& parameters = study.parameters;
    const std::size_t variants = space.size() - parameters.size();
    Point middle(variants, 0);
    for (const scene::Parameter& p : parameters) middle.push_back(p.centre);
    std::vector<Point> points{middle};
    for (std::size_t k = 0; k < parameters.size(); ++k)
        for (const double end : {parameters[k].from, parameters[k].to}) {
            points.push_back(middle);
            points.back()[variants + k] = space.rounded(variants + k, end);
        }
    for (const auto& u : latin_hypercube(std::size_t(study.design.cases), parameters.size(), study.design.seed)) {
        points.push_back(middle);
        for (std::size_t k = 0; k < parameters.size(); ++k) {
            const scene::Parameter& p = parameters[k];
            const double off = p.spread == scene::Parameter::Spread::uniform
                                   ? 2 * u[k] - 1
                                   : boost::math::quantile(boost::math::normal(), std::clamp(u[k], 1e-12, 1 - 1e-12));
            points.back()[variants + k] = space.rounded(variants + k, p.centre + p.width * off);
        }
    }
    return points;
}

[[noreturn]] void refuse(const scene::Study& study, const std::string& key, const std::string& found,
                         const std::string& expected)
{
    throw core::InputError({{study.source_name, 0, 0, key, found, expected, ""}});
}

}  // namespace

bool is_fixed(DesignKind kind) { return kind != DesignKind::optimise && kind != DesignKind::local; }

std::vector<Point> points_of(const scene::Study& study, const Space& space)
{
    const scene::Design& d = study.design;
    const std::size_t k = space.size(), n = std::size_t(d.cases);
    std::vector<Point> points;
    bool all_needed = false;
    switch (d.kind) {
    case DesignKind::grid:
    case DesignKind::compare:
        points = grid(study, space);
        break;
    case DesignKind::lhs:
        points = mapped(latin_hypercube(n, k, d.seed), space);
        break;
    case DesignKind::sobol:
        points = mapped(shifted_sobol(n, k, d.seed), space);
        break;
    case DesignKind::list:
        points = listed(study);
        break;
    case DesignKind::tolerance:
        points = tolerance(study, space);
        break;
    case DesignKind::morris:
        if (n < 2 * (k + 1)) refuse(study, "design.cases", std::to_string(n), fmt::format("{} or more", 2 * (k + 1)));
        points = mapped(morris_trajectories(n / (k + 1), k, d.seed), space);
        all_needed = true;
        break;
    case DesignKind::indices:
        if (n < 8 * (k + 2)) refuse(study, "design.cases", std::to_string(n), fmt::format("{} or more", 8 * (k + 2)));
        points = mapped(saltelli_blocks(n / (k + 2), k, d.seed), space);
        all_needed = true;
        break;
    case DesignKind::optimise:
    case DesignKind::local:
        break;
    }
    const auto broken = std::erase_if(points, [&](const Point& point) { return !space.allows(point); });
    if (all_needed && broken > 0)
        refuse(study, "where", fmt::format("{} points of the design break a condition", broken),
               "no conditions in a design that needs all of its points; narrower ranges");
    return points;
}

std::vector<Case> numbered(const std::vector<Point>& points, const scene::Study& study, std::int64_t first_case,
                           std::int64_t first_point)
{
    std::vector<Case> cases;
    cases.reserve(points.size() * study.design.seeds.size());
    for (const Point& point : points) {
        for (const std::uint64_t seed : study.design.seeds) cases.push_back({first_case++, first_point, seed, point});
        ++first_point;
    }
    return cases;
}

std::vector<Case> cases_of(const scene::Study& study, const Space& space)
{
    const std::vector<Point> points = points_of(study, space);
    if (points.empty() && is_fixed(study.design.kind))
        refuse(study, "where", "no point of the design holds every condition", "conditions that leave some");
    return numbered(points, study, 1, 1);
}

}  // namespace dermavox::study
