#include "dermavox/wound/cover.hpp"

#include "dermavox/core/parallel.hpp"
#include "engine/wound/opening_index.hpp"
#include "engine/wound/outline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

namespace dermavox::wound {
namespace {

constexpr std::size_t grain = 256;

bool inside(const Opening& o, const Window& w)
{
    const double reach = extent(o);
    return o.x - reach > w.x0 && o.x + reach < w.x1 && o.y - reach > w.y0 && o.y + reach < w.y1;
}

bool outside(const Opening& o, const Window& w)
{
    const double reach = extent(o);
    return o.x + reach < w.x0 || o.x - reach > w.x1 || o.y + reach < w.y0 || o.y - reach > w.y1;
}

std::vector<Opening> reaching_into(std::span<const Opening> openings, const Window& window)
{
    std::vector<Opening> some;
    std::copy_if(openings.begin(), openings.end(), std::back_inserter(some),
                 [&](const Opening& o) { return !outside(o, window); });
    return some;
}

/// Openings that reach into the window, told apart where they coincide: see cover.hpp.
std::vector<Opening> told_apart(std::vector<Opening> openings, const Window& window)
{
    std::erase_if(openings, [&](const Opening& o) { return !(o.radius > 0) || outside(o, window); });
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const double turns = double(i) * std::numbers::phi, u = turns - std::floor(turns);
        openings[i].radius *= 1 + 1e-9 * u;
    }
    return openings;
}

/// Green's theorem: 1/2 of the integral of x dy - y dx along a stretch, its piece given relative to (x0, y0):
/// neighbours are compared in near coordinates, where rounding is far below the difference that tells coincident
/// outlines apart.
double swept_area(const Piece& p, const Stretch& s, double x0, double y0)
{
    const double x = p.x + x0, y = p.y + y0, turn = s.end - s.begin;
    if (!p.round) return (x * p.along_y - y * p.along_x) * turn / 2;
    const Place from = p.direction(s.begin), to = p.direction(s.end);
    const double way = x * (to.y - from.y) - y * (to.x - from.x);
    return (p.radius * Piece::angle(from, to, turn) + way) * p.radius / 2;
}

Opening seen_from(const Opening& o, double x0, double y0)
{
    Opening near = o;
    near.x -= x0, near.y -= y0;
    return near;
}

Window seen_from(const Window& w, double x0, double y0) { return {w.x0 - x0, w.y0 - y0, w.x1 - x0, w.y1 - y0}; }

/// What the outline of opening i adds to the areas.
class Outlines
{
public:
    Outlines(std::span<const Opening> openings, const Window& window)
        : m_openings(openings),
          m_index(openings),
          m_window(window)
    {
    }

    Cover of(std::size_t i, Overlay& overlay, std::vector<Opening>& over) const
    {
        Cover c;
        const Opening& o = m_openings[i];
        if (outside(o, m_window)) return c;
        find_over(i, over);
        const bool whole = inside(o, m_window);
        if (whole && over.empty()) {
            c.sum = c.at_least[0] = area(o);
            return c;
        }
        for (const Piece& piece : outline_of(seen_from(o, o.x, o.y))) {
            overlay.start(piece);
            for (const Opening& other : over) overlay.add(other);
            if (!whole) overlay.clip(seen_from(m_window, o.x, o.y));
            for (const Stretch& s : overlay.stretches()) {
                const double swept = swept_area(piece, s, o.x, o.y);
                c.sum += swept;
                if (s.over < int(c.at_least.size())) c.at_least[s.over] += swept;
            }
        }
        return c;
    }

    /// The same for the union alone: an outline that its nearest neighbours hide is left at once.
    double open(std::size_t i, Overlay& overlay, std::vector<Opening>& over) const
    {
        constexpr std::size_t first_look = 8;
        const Opening& o = m_openings[i];
        if (outside(o, m_window)) return 0;
        find_over(i, over);
        const bool whole = inside(o, m_window);
        if (whole && over.empty()) return area(o);
        const auto away = [](const Opening& other) { return other.x * other.x + other.y * other.y; };
        if (over.size() > first_look)
            std::sort(over.begin(), over.end(),
                      [&](const Opening& a, const Opening& b) { return away(a) < away(b); });
        double swept = 0;
        for (const Piece& piece : outline_of(seen_from(o, o.x, o.y))) {
            overlay.start(piece);
            std::size_t look = first_look;
            bool hidden = false;
            for (std::size_t k = 0; k < over.size() && !hidden; ++k) {
                overlay.add(over[k]);
                if (k == look) hidden = overlay.hidden(), look *= 2;
            }
            if (hidden) continue;
            if (!whole) overlay.clip(seen_from(m_window, o.x, o.y));
            for (const Stretch& s : overlay.stretches())
                if (s.over == 0) swept += swept_area(piece, s, o.x, o.y);
        }
        return swept;
    }

    /// What the border of the window adds: it bounds every region that it lies in.
    Cover border() const
    {
        const Window& w = m_window;
        const Piece sides[] = {{.x = w.x0, .y = w.y0, .along_x = 1, .end = w.x1 - w.x0},
                               {.x = w.x1, .y = w.y0, .along_y = 1, .end = w.y1 - w.y0},
                               {.x = w.x1, .y = w.y1, .along_x = -1, .end = w.x1 - w.x0},
                               {.x = w.x0, .y = w.y1, .along_y = -1, .end = w.y1 - w.y0}};
        Cover c;
        if (!std::isfinite(w.area())) return c;
        Overlay overlay;
        for (const Piece& side : sides) {
            overlay.start(side);
            for (const Opening& o : m_openings)
                if (!inside(o, w) && !outside(o, w)) overlay.add(o);
            for (const Stretch& s : overlay.stretches()) {
                const double swept = swept_area(side, s, 0, 0);
                c.sum += swept * s.over;
                for (int m = 0; m < std::min(s.over, int(c.at_least.size())); ++m) c.at_least[m] += swept;
            }
        }
        return c;
    }

private:
    /// The openings over opening i, as seen from it.
    void find_over(std::size_t i, std::vector<Opening>& over) const
    {
        const Opening& o = m_openings[i];
        over.clear();
        m_index.for_each_overlap(i, [&](std::uint32_t j) { over.push_back(seen_from(m_openings[j], o.x, o.y)); });
    }

    std::span<const Opening> m_openings;
    OpeningIndex m_index;
    Window m_window;
};

/// Integrals over a region whose outline contains a stretch: 1, x, y, x^2, y^2, xy, by Green's theorem and an
/// eight-point Gauss rule (exact on straight stretches, to rounding on arcs of a quarter turn).
struct Moments {
    double one = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

    void add(const Piece& p, double a, double b)
    {
        static constexpr double node[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                          0.9602898564975363};
        static constexpr double weight[] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                            0.1012285362903763};
        const double length = p.round ? p.angle(a, b) : b - a;
        const Place from = p.round ? p.direction(a) : Place{};
        const int parts = p.round ? 1 + int(length / (std::numbers::pi / 2)) : 1;
        for (int part = 0; part < parts; ++part) {
            const double half = length / (2 * parts), middle = half * (2 * part + 1);
            for (int k = 0; k < 8; ++k) {
                const double t = middle + (k % 2 ? 1 : -1) * half * node[k / 2], w = half * weight[k / 2];
                const Place e = p.round ? Place{from.x * std::cos(t) - from.y * std::sin(t),
                                                from.x * std::sin(t) + from.y * std::cos(t)}
                                        : Place{};
                const Place at = p.round ? Place{p.x + p.radius * e.x, p.y + p.radius * e.y} : p.at(a + t);
                add(at, w * (p.round ? -p.radius * e.y : p.along_x), w * (p.round ? p.radius * e.x : p.along_y));
            }
        }
    }

private:
    void add(const Place& at, double dx, double dy)
    {
        one += (at.x * dy - at.y * dx) / 2;
        x += at.x * at.x * dy / 2, y -= at.y * at.y * dx / 2;
        xx += at.x * at.x * at.x * dy / 3, yy -= at.y * at.y * at.y * dx / 3, xy += at.x * at.x * at.y * dy / 2;
    }
};

}  // namespace

Cover& Cover::operator+=(const Cover& other)
{
    sum += other.sum;
    for (std::size_t m = 0; m < at_least.size(); ++m) at_least[m] += other.at_least[m];
    return *this;
}

Cover cover(std::span<const Opening> openings, const Window& window)
{
    return cover(reaching_into(openings, window), window);
}

Cover cover(std::vector<Opening>&& openings, const Window& window)
{
    const std::vector<Opening> all = told_apart(std::move(openings), window);
    const Outlines outlines(all, window);
    std::vector<Cover> parts((all.size() + grain - 1) / grain);
    core::parallel_for(all.size(), grain, [&](std::size_t begin, std::size_t end) {
        Overlay overlay;
        std::vector<Opening> over;
        for (std::size_t i = begin; i < end; ++i) parts[begin / grain] += outlines.of(i, overlay, over);
    });
    Cover total = outlines.border();
    for (const Cover& part : parts) total += part;
    return total;
}

double open_area(std::span<const Opening> openings, const Window& window)
{
    return open_area(reaching_into(openings, window), window);
}

double open_area(std::vector<Opening>&& openings, const Window& window)
{
    const std::vector<Opening> all = told_apart(std::move(openings), window);
    const Outlines outlines(all, window);
    return outlines.border().open() +
           core::deterministic_sum(all.size(), grain, [&](std::size_t begin, std::size_t end) {
               Overlay overlay;
               std::vector<Opening> over;
               double area = 0;
               for (std::size_t i = begin; i < end; ++i) area += outlines.open(i, overlay, over);
               return area;
           });
}

Shape shape_of_union(std::span<const Opening> openings)
{
    if (openings.empty()) return {};
    std::vector<Opening> all = told_apart({openings.begin(), openings.end()}, everywhere);
    const double x0 = openings.front().x, y0 = openings.front().y;  // moments about a near point keep digits
    for (Opening& o : all) o.x -= x0, o.y -= y0;
    const OpeningIndex index(all);
    Overlay overlay;
    Moments m;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const Piece& piece : outline_of(all[i])) {
            overlay.start(piece);
            index.for_each_overlap(i, [&](std::uint32_t j) { overlay.add(all[j]); });
            for (const Stretch& s : overlay.stretches())
                if (s.over == 0) m.add(piece, s.begin, s.end);
        }
    const double cx = m.x / m.one, cy = m.y / m.one;
    return {m.one, x0 + cx, y0 + cy, m.xx - m.one * cx * cx, m.yy - m.one * cy * cy, m.xy - m.one * cx * cy};
}

}  // namespace dermavox::wound
