#include "dermavox/transport/openings.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/transport/cells.hpp"
#include "engine/transport/crowding.hpp"
#include "engine/transport/ellipse.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::transport {
namespace {

bool good_axes(const Mouth& m)
{
    return m.short_semi_axis > 0 && m.long_semi_axis >= m.short_semi_axis && std::isfinite(m.long_semi_axis);
}
bool good_depth(const Mouth& m) { return m.depth > 0 && std::isfinite(m.depth); }
bool good_place(const Mouth& m, const Patch& patch)
{
    return m.x >= 0 && m.x <= patch.width && m.y >= 0 && m.y <= patch.height && std::isfinite(m.angle);
}

void check_patch(const Patch& patch, double aperture)
{
    std::vector<core::Problem> problems;
    const auto number = [](double v) { return core::format_number(v); };
    const auto add = [&](const std::string& key, const std::string& found, const char* expected) {
        problems.push_back({.file = {}, .key = key, .found = found, .expected = expected, .hint = {}});
    };
    if (!(patch.width > 0 && patch.height > 0 && std::isfinite(patch.area())))
        add("patch", number(patch.width) + " x " + number(patch.height) + " m", "a positive area");
    if (!(aperture > 0 && aperture <= 1)) add("transport.aperture", number(aperture), "0 .. 1, not 0");
    for (std::size_t i = 0; i < patch.mouths.size() && problems.size() < 20; ++i) {
        const Mouth& m = patch.mouths[i];
        if (good_axes(m) && good_depth(m) && good_place(m, patch)) continue;
        const std::string key = "mouth[" + std::to_string(i) + "]";
        if (!good_axes(m))
            add(key + ".semi_axes", number(m.long_semi_axis) + ", " + number(m.short_semi_axis) + " m",
                "long >= short > 0");
        if (!good_depth(m)) add(key + ".depth", number(m.depth) + " m", "more than 0");
        if (!good_place(m, patch))
            add(key + ".position", number(m.x) + ", " + number(m.y) + " m", "inside the patch");
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

std::vector<Ellipse> ellipses_of(const Patch& patch, double aperture)
{
    std::vector<Ellipse> all;
    all.reserve(patch.mouths.size());
    for (const Mouth& m : patch.mouths)
        all.push_back({m.x, m.y, aperture * m.long_semi_axis, aperture * m.short_semi_axis, m.angle});
    return all;
}

std::vector<Point> centres_of(const auto& shapes)
{
    std::vector<Point> points;
    points.reserve(shapes.size());
    for (const auto& s : shapes) points.push_back({s.x, s.y});
    return points;
}

/// One opening from the ellipses of a group, placed next to each other across the patch's edges.
Opening opening_of(const std::vector<Ellipse>& group, const Patch& patch, std::span<const int> members)
{
    Opening opening;
    Ellipse shape = group.front();
    opening.area = std::numbers::pi * shape.a * shape.b;
    if (group.size() > 1) {
        const Outline outline = union_of(group);
        shape = outline.ellipse;
        opening.area = outline.area;
    }
    opening.x = patch.periodic ? shape.x - patch.width * std::floor(shape.x / patch.width) : shape.x;
    opening.y = patch.periodic ? shape.y - patch.height * std::floor(shape.y / patch.height) : shape.y;
    opening.radius = equivalent_radius(shape.a, shape.b);
    for (const int i : members) opening.depth = std::max(opening.depth, patch.mouths[i].depth);
    opening.count = members.size();
    return opening;
}

/// Connected groups of touching ellipses, walked breadth first from the lowest index.
void merge(const std::vector<Ellipse>& ellipses, const Patch& patch, Openings& result)
{
    double widest = 0;
    for (const auto& e : ellipses) widest = std::max(widest, e.a);
    const std::vector<Point> centres = centres_of(ellipses);
    const Cells cells(centres, {patch.width, patch.height, patch.periodic}, 2 * widest);
    std::vector<char> seen(ellipses.size());
    std::vector<Ellipse> group;
    auto& members = result.mouths;
    members.reserve(ellipses.size());
    result.all.reserve(ellipses.size());
    for (std::size_t first = 0; first < ellipses.size(); ++first) {
        if (seen[first]) continue;
        seen[first] = 1;
        const std::size_t start = members.size();
        members.push_back(int(first));
        group.assign(1, ellipses[first]);
        for (std::size_t k = 0; k < group.size(); ++k)
            cells.neighbours(std::size_t(members[start + k]), [&](std::size_t j, Point offset) {
                if (seen[j]) return;
                Ellipse other = ellipses[j];
                other.x = group[k].x + offset.x, other.y = group[k].y + offset.y;
                if (!touch(group[k], other)) return;
                seen[j] = 1;
                members.push_back(int(j));
                group.push_back(other);
            });
        result.all.push_back(opening_of(group, patch, std::span(members).subspan(start)));
        result.all.back().first = start;
    }
}

std::vector<double> crowding_of(const std::vector<Opening>& openings, const Patch& patch)
{
    return crowding_of(centres_of(openings), {patch.width, patch.height, patch.periodic},
                       double(openings.size()) / patch.area());
}

void add_interaction(Openings& openings, const std::vector<double>& crowding, double area)
{
    double open = 0;
    for (std::size_t i = 0; i < openings.all.size(); ++i) {
        Opening& o = openings.all[i];
        o.crowding = crowding[i] / square_lattice_crowding;
        const double eps = o.radius * std::sqrt(std::numbers::pi) * o.crowding;
        o.interaction = interaction(eps);
        openings.dense += eps > interaction_limit;
        openings.merged += o.count > 1 ? o.count : 0;
        open += o.area;
    }
    openings.fraction = open / area;
    if (openings.fraction > 1 + 1e-12)
        throw core::InputError({{.file = {},
                                 .key = "patch",
                                 .found = "openings of " + core::format_number(openings.fraction) + " patch areas",
                                 .expected = "openings that fit into the patch",
                                 .hint = {}}});
}

}  // namespace

std::vector<Openings> openings_of(const Patch& patch, std::span<const double> apertures)
{
    const std::size_t n = apertures.size();
    for (const double aperture : apertures) check_patch(patch, aperture);
    std::vector<Openings> results(n);
    if (patch.mouths.empty()) return results;
    core::parallel_for(
        n, 1, [&](std::size_t a, std::size_t) { merge(ellipses_of(patch, apertures[a]), patch, results[a]); });
    const auto separate = [&](std::size_t a) { return results[a].all.size() == patch.mouths.size(); };
    std::size_t first = 0;  // of those whose openings stay apart: their centres are the mouths'
    while (first < n && !separate(first)) ++first;
    std::vector<std::vector<double>> crowding(n);
    core::parallel_for(n, 1, [&](std::size_t a, std::size_t) {
        if (a == first || !separate(a)) crowding[a] = crowding_of(results[a].all, patch);
    });
    for (std::size_t a = 0; a < n; ++a) add_interaction(results[a], crowding[separate(a) ? first : a], patch.area());
    return results;
}

Openings openings_of(const Patch& patch, double aperture)
{
    return std::move(openings_of(patch, std::span(&aperture, 1)).front());
}

}  // namespace dermavox::transport
