#include "engine/wound/outline.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::wound {
namespace {

constexpr int beyond_cover = 1 << 24;  ///< more than any number of openings
constexpr double whole_turn = 4;

/// Turn of a direction; see Piece.
double turn_of(double u, double v)
{
    if (v >= 0) return u >= 0 ? v / (u + v) : 1 + u / (u - v);
    return u < 0 ? 2 + v / (u + v) : 3 + u / (u - v);
}

}  // namespace

Place Piece::direction(double t) const
{
    const int quadrant = std::min(int(t), 3);
    const double part = t - quadrant, length = std::sqrt(part * part + (1 - part) * (1 - part));
    const double near = (1 - part) / length, far = part / length;
    const double u = quadrant == 0 ? near : quadrant == 1 ? -far : quadrant == 2 ? -near : far;
    const double v = quadrant == 0 ? far : quadrant == 1 ? near : quadrant == 2 ? -far : -near;
    return {u * along_x - v * along_y, u * along_y + v * along_x};
}

Place Piece::at(double t) const
{
    if (!round) return {x + t * along_x, y + t * along_y};
    const Place e = direction(t);
    return {x + radius * e.x, y + radius * e.y};
}

double Piece::angle(double a, double b) const { return angle(direction(a), direction(b), b - a); }

double Piece::angle(const Place& from, const Place& to, double turn)
{
    const double turned = std::atan2(from.x * to.y - from.y * to.x, from.x * to.x + from.y * to.y);
    return turn > whole_turn / 2 && turned <= 0 ? turned + 2 * std::numbers::pi : std::abs(turned);
}

Outline outline_of(const Opening& o)
{
    const auto arc = [&](double side, double from_x, double from_y, double end) {
        return Piece{.round = true,
                     .x = o.x + side * o.half * o.along_x,
                     .y = o.y + side * o.half * o.along_y,
                     .along_x = from_x,
                     .along_y = from_y,
                     .end = end,
                     .radius = o.radius};
    };
    if (o.half == 0) return {{arc(0, -1, 0, whole_turn)}, 1};
    // straight sides run along the segment below (side -1) and back above it (side +1)
    const auto straight = [&](double side) {
        return Piece{.x = o.x - side * o.radius * o.along_y,
                     .y = o.y + side * o.radius * o.along_x,
                     .along_x = -side * o.along_x,
                     .along_y = -side * o.along_y,
                     .begin = -o.half,
                     .end = o.half};
    };
    return {{straight(-1), arc(1, o.along_y, -o.along_x, whole_turn / 2), straight(1),
             arc(-1, -o.along_y, o.along_x, whole_turn / 2)},
            4};
}

void Overlay::start(const Piece& piece)
{
    m_piece = &piece;
    m_events.clear();
}

/// What is hidden from one place of the piece to another.
void Overlay::hide(double from, double to)
{
    from = std::max(from, m_piece->begin), to = std::min(to, m_piece->end);
    if (from < to) m_events.insert(m_events.end(), {{from, 1}, {to, -1}});
}

void Overlay::cut_at_direction(double ex, double ey)
{
    const Piece& p = *m_piece;
    m_cuts.push_back(turn_of(ex * p.along_x + ey * p.along_y, p.along_x * ey - p.along_y * ex));
}

/// Cuts where a round piece meets a circle.
void Overlay::cut_at_circle(double x, double y, double radius)
{
    const Piece& p = *m_piece;
    const double dx = x - p.x, dy = y - p.y, square = dx * dx + dy * dy;
    if (square == 0) return;
    const double d = std::sqrt(square), c = (square + p.radius * p.radius - radius * radius) / (2 * d * p.radius);
    if (!(std::abs(c) < 1)) return;
    const double s = std::sqrt(1 - c * c), tx = dx / d, ty = dy / d;
    cut_at_direction(tx * c + ty * s, ty * c - tx * s);
    cut_at_direction(tx * c - ty * s, ty * c + tx * s);
}

/// Cuts where the piece meets a line through (x, y).
void Overlay::cut_at_line(double x, double y, double along_x, double along_y)
{
    const Piece& p = *m_piece;
    const double off = along_x * (p.y - y) - along_y * (p.x - x);  // of the piece's origin from the line
    if (p.round) {
        const double s = -off / p.radius;
        if (!(std::abs(s) < 1)) return;
        const double c = std::sqrt(1 - s * s);
        for (const double side : {-c, c})
            cut_at_direction(side * along_x - s * along_y, side * along_y + s * along_x);
    } else {
        const double slope = along_x * p.along_y - along_y * p.along_x;
        if (slope != 0) m_cuts.push_back(-off / slope);
    }
}

/// Turns the cuts into events: the parts whose middle is inside weigh `weight`.
template <class Inside>
void Overlay::mark(const Inside& inside, int weight)
{
    const Piece& p = *m_piece;
    std::erase_if(m_cuts, [&](double t) { return !(t > p.begin && t < p.end); });
    m_cuts.insert(m_cuts.end(), {p.begin, p.end});
    std::sort(m_cuts.begin(), m_cuts.end());
    for (std::size_t k = 1; k < m_cuts.size(); ++k) {
        const Place middle = p.at((m_cuts[k - 1] + m_cuts[k]) / 2);
        if (!(m_cuts[k] > m_cuts[k - 1]) || !inside(middle)) continue;
        m_events.push_back({m_cuts[k - 1], weight});
        m_events.push_back({m_cuts[k], -weight});
    }
}

/// A straight piece lies inside an opening, which is convex, between the outermost places where it meets the outline:
/// those of the two end discs and of the sides between.
void Overlay::add_to_straight(const Opening& o)
{
    const Piece& p = *m_piece;
    const double dx = o.x - p.x, dy = o.y - p.y;
    const double along = dx * p.along_x + dy * p.along_y, off = dx * p.along_y - dy * p.along_x;
    const double lean_along = o.along_x * p.along_x + o.along_y * p.along_y;
    const double lean_off = o.along_x * p.along_y - o.along_y * p.along_x;
    double from = INFINITY, to = -INFINITY;
    for (const double end : {-o.half, o.half}) {
        const double past = off + end * lean_off, square = o.radius * o.radius - past * past;
        if (square > 0) {
            const double middle = along + end * lean_along, half = std::sqrt(square);
            from = std::min(from, middle - half), to = std::max(to, middle + half);
        }
        if (o.half == 0) break;
        // the side at `end` of the segment's normal, radius away, from -half to half along the segment
        const double side = end > 0 ? o.radius : -o.radius;
        const double side_off = off + side * lean_along, reach = std::abs(o.half * lean_off);
        if (reach > 0 && std::abs(side_off) <= reach) {
            const double at = along - side * lean_off - side_off / lean_off * lean_along;
            from = std::min(from, at), to = std::max(to, at);
        }
    }
    hide(from, to);
}

/// A disc over a round piece hides the directions on either side of the one to its centre.
void Overlay::add_disc_to_circle(const Opening& o)
{
    const Piece& p = *m_piece;
    const double dx = o.x - p.x, dy = o.y - p.y, square = dx * dx + dy * dy;
    if (square <= (o.radius - p.radius) * (o.radius - p.radius)) {
        if (o.radius > p.radius) hide(p.begin, p.end);
        return;
    }
    m_cuts.clear();
    cut_at_circle(o.x, o.y, o.radius);
    if (m_cuts.empty()) return;
    if (m_cuts[0] < m_cuts[1]) return hide(m_cuts[0], m_cuts[1]);
    hide(m_cuts[0], whole_turn);
    hide(0, m_cuts[1]);
}

void Overlay::add(const Opening& o)
{
    const double dx = o.x - m_piece->x, dy = o.y - m_piece->y;
    const double near = extent(o) + (m_piece->round ? m_piece->radius : m_piece->end);
    if (dx * dx + dy * dy > near * near) return;
    if (!m_piece->round) return add_to_straight(o);
    if (o.half == 0) return add_disc_to_circle(o);
    if (!overlap(o, {.x = m_piece->x, .y = m_piece->y, .radius = m_piece->radius})) return;
    m_cuts.clear();
    for (const double end : {-1.0, 1.0}) {
        const double ex = end * o.half * o.along_x, ey = end * o.half * o.along_y;
        cut_at_circle(o.x + ex, o.y + ey, o.radius);
        const double sx = -end * o.radius * o.along_y, sy = end * o.radius * o.along_x;
        cut_at_line(o.x + sx, o.y + sy, o.along_x, o.along_y);
    }
    mark([&](const Place& at) { return holds(o, at.x, at.y); }, 1);
}

void Overlay::clip(const Window& w)
{
    m_cuts.clear();
    cut_at_line(w.x0, w.y0, 1, 0);
    cut_at_line(w.x1, w.y1, 1, 0);
    cut_at_line(w.x0, w.y0, 0, 1);
    cut_at_line(w.x1, w.y1, 0, 1);
    mark([&](const Place& at) { return at.x < w.x0 || at.x > w.x1 || at.y < w.y0 || at.y > w.y1; }, beyond_cover);
}

bool Overlay::hidden()
{
    const auto& all = stretches();
    return std::none_of(all.begin(), all.end(), [](const Stretch& s) { return s.over == 0; });
}

const std::vector<Stretch>& Overlay::stretches()
{
    std::sort(m_events.begin(), m_events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
    m_stretches.clear();
    double from = m_piece->begin;
    int over = 0;
    for (const Event& event : m_events) {
        if (event.at > from && over < beyond_cover) m_stretches.push_back({from, event.at, over});
        from = event.at;
        over += event.change;
    }
    if (m_piece->end > from && over < beyond_cover) m_stretches.push_back({from, m_piece->end, over});
    return m_stretches;
}

}  // namespace dermavox::wound
