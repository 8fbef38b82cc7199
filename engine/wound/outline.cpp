#include "engine/wound/outline.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::wound {
namespace {

using std::numbers::pi;

constexpr int outside = 1 << 24;  ///< more than any number of openings

}  // namespace

double Piece::px(double t) const { return round ? x + radius * std::cos(t) : x + t * along_x; }
double Piece::py(double t) const { return round ? y + radius * std::sin(t) : y + t * along_y; }

std::vector<Piece> outline_of(const Opening& o)
{
    const auto arc = [&](double side, double begin, double end) {
        return Piece{.round = true,
                     .x = o.x + side * o.half * o.along_x,
                     .y = o.y + side * o.half * o.along_y,
                     .radius = o.radius,
                     .begin = begin,
                     .end = end};
    };
    if (o.half == 0) return {arc(0, -pi, pi)};
    // straight sides run along the segment below (side -1) and back above it (side +1)
    const auto straight = [&](double side) {
        return Piece{.x = o.x - side * o.radius * o.along_y,
                     .y = o.y + side * o.radius * o.along_x,
                     .along_x = -side * o.along_x,
                     .along_y = -side * o.along_y,
                     .begin = -o.half,
                     .end = o.half};
    };
    const double angle = std::atan2(o.along_y, o.along_x);
    return {straight(-1), arc(1, angle - pi / 2, angle + pi / 2), straight(1),
            arc(-1, angle + pi / 2, angle + 3 * pi / 2)};
}

void Overlay::start(const Piece& piece)
{
    m_piece = &piece;
    m_events.clear();
}

/// Cuts where the piece meets a circle.
void Overlay::cut_at_circle(double x, double y, double radius)
{
    const Piece& p = *m_piece;
    const double dx = x - p.x, dy = y - p.y;
    if (p.round) {
        const double d = std::hypot(dx, dy);
        if (d == 0) return;
        const double c = (d * d + p.radius * p.radius - radius * radius) / (2 * d * p.radius);
        if (!(std::abs(c) < 1)) return;
        const double towards = std::atan2(dy, dx), half = std::acos(c);
        m_cuts.insert(m_cuts.end(), {towards - half, towards + half});
    } else {
        const double nearest = dx * p.along_x + dy * p.along_y, off = dx * p.along_y - dy * p.along_x;
        const double square = radius * radius - off * off;
        if (!(square > 0)) return;
        m_cuts.insert(m_cuts.end(), {nearest - std::sqrt(square), nearest + std::sqrt(square)});
    }
}

/// Cuts where the piece meets a line through (x, y).
void Overlay::cut_at_line(double x, double y, double along_x, double along_y)
{
    const Piece& p = *m_piece;
    const double off = along_x * (p.y - y) - along_y * (p.x - x);  // of the piece's origin from the line
    if (p.round) {
        const double s = -off / p.radius;
        if (!(std::abs(s) < 1)) return;
        const double angle = std::atan2(along_y, along_x), a = std::asin(s);
        m_cuts.insert(m_cuts.end(), {angle + a, angle + pi - a});
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
    if (p.round)
        for (double& t : m_cuts) t -= 2 * pi * std::floor((t - p.begin) / (2 * pi));
    std::erase_if(m_cuts, [&](double t) { return !(t > p.begin && t < p.end); });
    m_cuts.insert(m_cuts.end(), {p.begin, p.end});
    std::sort(m_cuts.begin(), m_cuts.end());
    for (std::size_t k = 1; k < m_cuts.size(); ++k) {
        const double middle = (m_cuts[k - 1] + m_cuts[k]) / 2;
        if (!(m_cuts[k] > m_cuts[k - 1]) || !inside(p.px(middle), p.py(middle))) continue;
        m_events.push_back({m_cuts[k - 1], weight});
        m_events.push_back({m_cuts[k], -weight});
    }
}

/// A disc over a round piece hides the angles within `half` of the direction to its centre.
void Overlay::add_disc_to_circle(const Opening& o)
{
    const Piece& p = *m_piece;
    const double dx = o.x - p.x, dy = o.y - p.y, square = dx * dx + dy * dy;
    if (square <= (o.radius - p.radius) * (o.radius - p.radius)) {
        if (o.radius > p.radius) m_events.insert(m_events.end(), {{p.begin, 1}, {p.end, -1}});
        return;
    }
    const double cosine = (square + p.radius * p.radius - o.radius * o.radius) / (2 * std::sqrt(square) * p.radius);
    if (!(cosine < 1)) return;
    const double half = std::acos(cosine), from = std::atan2(dy, dx) - half;
    const double begin = from - 2 * pi * std::floor((from - p.begin) / (2 * pi)), end = begin + 2 * half;
    const auto hide = [&](double a, double b) {
        if (a < b) m_events.insert(m_events.end(), {{a, 1}, {b, -1}});
    };
    hide(std::min(begin, p.end), std::min(end, p.end));
    hide(p.begin, std::min(end - 2 * pi, p.end));
}

void Overlay::add(const Opening& o)
{
    if (m_piece->round && o.half == 0) return add_disc_to_circle(o);
    const double dx = o.x - m_piece->x, dy = o.y - m_piece->y;
    const double near = extent(o) + (m_piece->round ? m_piece->radius : m_piece->end);
    if (dx * dx + dy * dy > near * near) return;
    m_cuts.clear();
    for (const double end : {-1.0, 1.0}) {
        const double ex = end * o.half * o.along_x, ey = end * o.half * o.along_y;
        cut_at_circle(o.x + ex, o.y + ey, o.radius);
        if (o.half == 0) break;
        const double sx = -end * o.radius * o.along_y, sy = end * o.radius * o.along_x;
        cut_at_line(o.x + sx, o.y + sy, o.along_x, o.along_y);
    }
    mark([&](double x, double y) { return distance(o, x, y) < 0; }, 1);
}

void Overlay::clip(const Window& w)
{
    m_cuts.clear();
    cut_at_line(w.x0, w.y0, 1, 0);
    cut_at_line(w.x1, w.y1, 1, 0);
    cut_at_line(w.x0, w.y0, 0, 1);
    cut_at_line(w.x1, w.y1, 0, 1);
    mark([&](double x, double y) { return x < w.x0 || x > w.x1 || y < w.y0 || y > w.y1; }, outside);
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
        if (event.at > from && over < outside) m_stretches.push_back({from, event.at, over});
        from = event.at;
        over += event.change;
    }
    if (m_piece->end > from && over < outside) m_stretches.push_back({from, m_piece->end, over});
    return m_stretches;
}

}  // namespace dermavox::wound
