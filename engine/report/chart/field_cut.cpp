#include "engine/report/chart/field_cut.hpp"

#include "dermavox/report/palette.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <optional>

namespace dermavox::report {
namespace {

constexpr double left = 20, right = 700, top = 12;       // of the picture [px]
constexpr double air_share = 0.42, tissue_share = 0.38;  // of the tile's width that is shown above and below
constexpr int levels = 24, lines = 9;

/// Columns of a cut that repeats, turned so that its widest opening stands in the middle.
transport::TileCut centred(transport::TileCut cut)
{
    const std::size_t n = cut.share.size();
    const auto open = [&](std::size_t i) { return cut.share[i % n] >= 0.5; };
    std::size_t middle = 0, widest = 0;
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t run = 0;
        while (run < n && open(i + run)) ++run;
        if (run > widest) widest = run, middle = (i + run / 2) % n;
    }
    const double whole = std::accumulate(cut.widths[0].begin(), cut.widths[0].end(), 0.0);
    std::size_t first = middle;
    for (double half = 0; half < whole / 2; half += cut.widths[0][first]) first = (first + n - 1) % n;
    const auto turn = [&](std::vector<double>& values, std::size_t row) {
        const auto begin = values.begin() + std::ptrdiff_t(row * n);
        std::rotate(begin, begin + std::ptrdiff_t(first), begin + std::ptrdiff_t(n));
    };
    turn(cut.widths[0], 0), turn(cut.share, 0), turn(cut.depth, 0);
    for (std::size_t k = 0; k < cut.widths[1].size(); ++k) turn(cut.potential, k);
    return cut;
}

/// Middles of cells with these widths; the first begins at `from`.
std::vector<double> middles(const std::vector<double>& widths, double from)
{
    std::vector<double> at;
    for (const double width : widths) at.push_back(from + width / 2), from += width;
    return at;
}

/// The cut with the surface at z = 0, down counted positive, the barrier as a face.
class Field
{
public:
    explicit Field(const transport::TileCut& cut) : m_cut(centred(cut)), m_x(middles(m_cut.widths[0], 0))
    {
        double air = 0;
        for (int k = 0; k < cut.air_cells; ++k) air += cut.widths[1][std::size_t(k)];
        m_z = middles(cut.widths[1], -air);
    }

    std::size_t columns() const { return m_x.size(); }
    std::size_t rows() const { return m_z.size(); }
    std::size_t air() const { return std::size_t(m_cut.air_cells); }
    double x(std::size_t i) const { return m_x[i]; }
    double z(std::size_t k) const { return m_z[k]; }
    double at(std::size_t i, std::size_t k) const { return m_cut.potential[k * m_x.size() + i]; }
    bool open(std::size_t i) const { return m_cut.share[i] >= 0.5; }
    double left_edge(std::size_t i) const { return m_x[i] - m_cut.widths[0][i] / 2; }
    double right_edge(std::size_t i) const { return m_x[i] + m_cut.widths[0][i] / 2; }

    /// Gradient at a point of one side of the barrier; nothing outside.
    std::optional<std::array<double, 2>> gradient(double x, double z) const
    {
        const bool above = z < 0;
        const std::size_t first = above ? 0 : air(), last = above ? air() : rows();
        if (x <= m_x.front() || x >= m_x.back() || last - first < 2 || z < m_z[first] || z > m_z[last - 1])
            return near_face(x, z, first, last);
        const auto i = std::size_t(std::upper_bound(m_x.begin(), m_x.end(), x) - m_x.begin()) - 1;
        auto k = std::size_t(std::upper_bound(m_z.begin(), m_z.end(), z) - m_z.begin()) - 1;
        k = std::clamp(k, first, last - 2);
        return within(x, z, i, k);
    }

private:
    /// Between the last middles and the face the gradient of the last cells goes on.
    std::optional<std::array<double, 2>> near_face(double x, double z, std::size_t first, std::size_t last) const
    {
        const bool at_face = z < 0 ? z > m_z[last - 1] : z < m_z[first];
        if (!at_face || x <= m_x.front() || x >= m_x.back()) return {};
        const auto i = std::size_t(std::upper_bound(m_x.begin(), m_x.end(), x) - m_x.begin()) - 1;
        return within(x, std::clamp(z, m_z[first], m_z[last - 1]), i, z < 0 ? last - 2 : first);
    }
    std::array<double, 2> within(double x, double z, std::size_t i, std::size_t k) const
    {
        const double u = (x - m_x[i]) / (m_x[i + 1] - m_x[i]), v = (z - m_z[k]) / (m_z[k + 1] - m_z[k]);
        const double along = (1 - v) * (at(i + 1, k) - at(i, k)) + v * (at(i + 1, k + 1) - at(i, k + 1));
        const double down = (1 - u) * (at(i, k + 1) - at(i, k)) + u * (at(i + 1, k + 1) - at(i + 1, k));
        return {along / (m_x[i + 1] - m_x[i]), down / (m_z[k + 1] - m_z[k])};
    }

    transport::TileCut m_cut;
    std::vector<double> m_x, m_z;
};

/// Metres to pixels; the barrier has its thickness, so that tissue lies lower than in the field.
struct View {
    double scale, surface, barrier;  // px per metre, y of the surface, thickness [m]
    double above, below;             // shown [m]

    double x(double metres) const { return left + metres * scale; }
    double y(double z) const { return surface + (z < 0 ? z : z + barrier) * scale; }
    double bottom() const { return y(below); }
};

View view_of(const transport::SampleTile& tile, const skin::Stack& stack)
{
    View view{};
    view.scale = (right - left) / tile.width;
    view.above = air_share * tile.width, view.below = tissue_share * tile.width;
    view.surface = top + view.above * view.scale;
    view.barrier = stack.layers.front().thickness.value.si;
    return view;
}

/// Layers below the surface, the barrier only where it is closed.
void draw_skin(Svg& svg, const Field& field, const View& view, const skin::Stack& stack)
{
    const double bottom = view.bottom();
    for (std::size_t i = 1; i <= stack.layers.size(); ++i) {
        const double from = view.surface + skin::depth_of(stack, i).si * view.scale;
        const double deep = i < stack.layers.size() ? skin::depth_of(stack, i + 1).si : 1;
        if (from >= bottom) break;
        svg.rect({left, from}, right - left, std::min(view.surface + deep * view.scale, bottom) - from, "behind",
                 hex(layer_colour(stack, i)));
    }
    const double thick = view.barrier * view.scale;
    svg.rect({left, view.surface}, right - left, thick, "behind",
             hex(layer_colour(stack, std::min<std::size_t>(1, stack.layers.size()))));
    for (std::size_t i = 0; i < field.columns();) {
        std::size_t end = i;
        while (end < field.columns() && !field.open(end)) ++end;
        if (end > i)
            svg.rect({view.x(field.left_edge(i)), view.surface},
                     view.x(field.right_edge(end - 1)) - view.x(field.left_edge(i)), thick, "",
                     hex(layer_colour(stack, 0)));
        while (end < field.columns() && field.open(end)) ++end;
        i = end;
    }
}

/// Smallest and largest potential in the picture.
std::array<double, 2> range_of(const Field& field, const View& view)
{
    std::array<double, 2> range{1, 0};
    for (std::size_t k = 0; k < field.rows(); ++k) {
        if (view.y(field.z(k)) > view.bottom() || view.y(field.z(k)) < top) continue;
        for (std::size_t i = 0; i < field.columns(); ++i)
            range = {std::min(range[0], field.at(i, k)), std::max(range[1], field.at(i, k))};
    }
    return range;
}

/// Where an edge between two values is crossed, 0 .. 1; nothing without a crossing.
std::optional<double> crossing(double a, double b, double level)
{
    if ((a < level) == (b < level)) return {};
    return (level - a) / (b - a);
}

/// Pieces of one line of equal potential, cell by cell.
std::string contour(const Field& field, const View& view, double level)
{
    std::string data;
    for (std::size_t k = 0; k + 1 < field.rows(); ++k) {
        if (k + 1 == field.air() || view.y(field.z(k + 1)) > view.bottom() || view.y(field.z(k)) < top) continue;
        for (std::size_t i = 0; i + 1 < field.columns(); ++i) {
            const double v[] = {field.at(i, k), field.at(i + 1, k), field.at(i + 1, k + 1), field.at(i, k + 1)};
            const Point p[] = {{field.x(i), field.z(k)},
                               {field.x(i + 1), field.z(k)},
                               {field.x(i + 1), field.z(k + 1)},
                               {field.x(i), field.z(k + 1)}};
            bool pen_down = false;
            for (int e = 0; e < 4; ++e) {
                const int f = (e + 1) % 4;
                const auto share = crossing(v[e], v[f], level);
                if (!share) continue;
                data += fmt::format("{}{} {}", pen_down ? "L" : "M",
                                    coordinate(view.x(p[e].x + *share * (p[f].x - p[e].x))),
                                    coordinate(view.y(p[e].y + *share * (p[f].y - p[e].y))));
                pen_down = !pen_down;
            }
        }
    }
    return data;
}

/// Along the gradient, up to lower potential or down to higher, until it leaves the picture.
std::string flux_line(const Field& field, const View& view, double x, double z)
{
    const double way = z < 0 ? -1 : 1, step = 1.5 / view.scale;
    std::string data;
    for (int n = 0; n < 1500; ++n) {
        const double px = view.x(x), py = view.y(z);
        if (px < left || px > right || py < top || py > view.bottom()) break;
        if (n % 6 == 0) data += fmt::format("{}{} {}", data.empty() ? "M" : "L", coordinate(px), coordinate(py));
        const auto g = field.gradient(x, z);
        if (!g) break;
        const double length = std::hypot((*g)[0], (*g)[1]);
        if (!(length > 0)) break;
        x += way * step * (*g)[0] / length, z += way * step * (*g)[1] / length;
        if ((way < 0) != (z < 0)) break;
    }
    return data;
}

/// The widest run of open columns: where it begins and ends [m].
std::array<double, 2> widest_mouth(const Field& field)
{
    std::array<double, 2> widest{0, 0};
    for (std::size_t i = 0; i < field.columns(); ++i) {
        if (!field.open(i)) continue;
        const double from = field.left_edge(i);
        while (i + 1 < field.columns() && field.open(i + 1)) ++i;
        if (field.right_edge(i) - from > widest[1] - widest[0]) widest = {from, field.right_edge(i)};
    }
    return widest;
}

void draw_scale_bar(Svg& svg, const View& view)
{
    const double length = nice_below(0.25 * (right - left) / view.scale);
    const double y = view.bottom() + 22;
    svg.line({left, y}, {left + length * view.scale, y}, "scale-bar");
    svg.text({left + length * view.scale + 8, y + 4}, given_length(length));
}

}  // namespace

std::string field_cut(const transport::SampleTile& tile, const skin::Stack& stack)
{
    if (tile.cut.potential.empty() || stack.layers.empty()) return {};
    const Field field(tile.cut);
    const View view = view_of(tile, stack);
    Svg svg(720, view.bottom() + 36,
            "Cut through one opening: lines of equal vapour potential, and the way of the water");
    draw_skin(svg, field, view, stack);
    const std::array<double, 2> range = range_of(field, view);
    for (int level = 1; level < levels; ++level)
        svg.path(contour(field, view, range[0] + (range[1] - range[0]) * level / levels), "equal");
    const std::array<double, 2> mouth = widest_mouth(field);
    for (int n = 0; n < lines && mouth[1] > mouth[0]; ++n) {
        const double x = mouth[0] + (mouth[1] - mouth[0]) * (n + 0.5) / lines, off = 0.2 / view.scale;
        svg.path(flux_line(field, view, x, -off), "flux").path(flux_line(field, view, x, off), "flux");
        svg.line({view.x(x), view.y(-off)}, {view.x(x), view.y(off)}, "flux");
    }
    svg.text({left + 4, top + 14}, "air", "tick");
    draw_scale_bar(svg, view);
    return svg.take();
}

}  // namespace dermavox::report
