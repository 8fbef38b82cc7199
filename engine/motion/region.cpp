#include "dermavox/motion/region.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::motion {
namespace {

constexpr int cells = 2000;

bool finite(const Polygon& polygon)
{
    return std::all_of(polygon.begin(), polygon.end(),
                       [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

bool covers(const Mask& mask, Point at, Point patch)
{
    const auto cell = [](double x, double width, int n) {
        return std::clamp(int(std::floor(x / width * n)), 0, n - 1);
    };
    const int column = cell(at.x, patch.x, mask.columns), row = cell(at.y, patch.y, mask.rows);
    return mask.treated[std::size_t(row) * std::size_t(mask.columns) + std::size_t(column)] != 0;
}

}  // namespace

bool contains(const Polygon& polygon, double x, double y)
{
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Point a = polygon[i], b = polygon[j];
        if ((a.y > y) != (b.y > y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)) inside = !inside;
    }
    return inside;
}

bool kept_out(const Region& region, Point at)
{
    return std::any_of(region.keep_outs.begin(), region.keep_outs.end(),
                       [at](const Polygon& polygon) { return contains(polygon, at.x, at.y); });
}

bool contains(const Region& region, Point at, Point patch)
{
    if (!(at.x >= 0 && at.x < patch.x && at.y >= 0 && at.y < patch.y)) return false;
    if (!region.outline.empty() && !contains(region.outline, at.x, at.y)) return false;
    if (!region.mask.treated.empty() && !covers(region.mask, at, patch)) return false;
    return !kept_out(region, at);
}

double area_of(const Region& region, Point patch)
{
    if (region.whole()) return patch.x * patch.y;
    std::size_t inside = 0;
    for (int j = 0; j < cells; ++j)
        for (int i = 0; i < cells; ++i)
            inside += contains(region, {(i + 0.5) / cells * patch.x, (j + 0.5) / cells * patch.y}, patch);
    return double(inside) / cells / cells * patch.x * patch.y;
}

void check(const Region& region, core::Checklist& list)
{
    const std::string key = "motion.region.", expected = "at least three corners with finite x and y";
    list.require(region.outline.empty() || (region.outline.size() >= 3 && finite(region.outline)), key + "outline",
                 std::to_string(region.outline.size()) + " corners", expected);
    for (const Polygon& polygon : region.keep_outs)
        list.require(polygon.size() >= 3 && finite(polygon), key + "keep_outs",
                     std::to_string(polygon.size()) + " corners", expected);
    const Mask& mask = region.mask;
    const bool none = mask.treated.empty() && mask.columns == 0 && mask.rows == 0;
    list.require(none || (mask.columns > 0 && mask.rows > 0 &&
                          mask.treated.size() == std::size_t(mask.columns) * std::size_t(mask.rows)),
                 key + "mask",
                 std::to_string(mask.treated.size()) + " pixels for " + std::to_string(mask.columns) + " x " +
                     std::to_string(mask.rows),
                 "as many pixels as columns times rows");
}

}  // namespace dermavox::motion
