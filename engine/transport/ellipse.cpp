#include "engine/transport/ellipse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::transport {
namespace {

/// Distance from the origin's mirror (px, py), px, py >= 0, outside the ellipse x^2/a^2 + y^2/b^2 = 1: the
/// nearest point is (a^2 px/(t + a^2), b^2 py/(t + b^2)) with t > 0 where it lies on the ellipse.
double distance_outside(double px, double py, double a, double b)
{
    const auto excess = [&](double t) {
        const double u = a * px / (t + a * a), v = b * py / (t + b * b);
        return u * u + v * v - 1;
    };
    double low = 0, high = std::hypot(a * px, b * py);  // excess(low) > 0 >= excess(high)
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (excess(middle) > 0 ? low : high) = middle;
    }
    return std::hypot(px * high / (high + a * a), py * high / (high + b * b));
}

struct Span {
    double from, to;
};

/// Where the line y = `y` crosses the ellipse; false when it does not.
bool cross(const Ellipse& e, double y, Span& span)
{
    const double c = std::cos(e.angle), s = std::sin(e.angle), a2 = e.a * e.a, b2 = e.b * e.b;
    const double p = c * c / a2 + s * s / b2, q = c * s * (1 / a2 - 1 / b2), r = s * s / a2 + c * c / b2;
    const double dy = y - e.y, root = q * q * dy * dy - p * (r * dy * dy - 1);
    if (root <= 0) return false;
    const double middle = e.x - q * dy / p, half = std::sqrt(root) / p;
    span = {middle - half, middle + half};
    return true;
}

double half_height(const Ellipse& e) { return std::hypot(e.a * std::sin(e.angle), e.b * std::cos(e.angle)); }

struct Moments {
    double area = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;

    void add(Span s, double at, double thick)
    {
        const double w = s.to - s.from, m = (s.to + s.from) / 2;
        area += w * thick, x += w * thick * m, y += w * thick * at;
        xx += w * thick * (m * m + w * w / 12);
        xy += w * thick * m * at;
        yy += w * thick * (at * at + thick * thick / 12);
    }
};

/// Adds the union of the spans on one scan line.
void add_line(std::vector<Span>& spans, double y, double thick, Moments& moments)
{
    std::sort(spans.begin(), spans.end(), [](Span p, Span q) { return p.from < q.from; });
    for (std::size_t i = 0; i < spans.size();) {
        Span whole = spans[i++];
        while (i < spans.size() && spans[i].from <= whole.to) whole.to = std::max(whole.to, spans[i++].to);
        moments.add(whole, y, thick);
    }
}

Outline outline_of(const Moments& m)
{
    const double x = m.x / m.area, y = m.y / m.area;
    const double xx = m.xx / m.area - x * x, yy = m.yy / m.area - y * y, xy = m.xy / m.area - x * y;
    const double mean = (xx + yy) / 2, half = std::hypot((xx - yy) / 2, xy);
    return {m.area,
            {x, y, 2 * std::sqrt(mean + half), 2 * std::sqrt(std::max(mean - half, 0.0)),
             0.5 * std::atan2(2 * xy, xx - yy)}};
}

}  // namespace

bool touch(const Ellipse& p, const Ellipse& q)
{
    const double dx = q.x - p.x, dy = q.y - p.y, distance = std::hypot(dx, dy);
    if (distance > p.a + q.a) return false;
    if (distance <= p.b + q.b) return true;
    // in the frame where p is the unit circle at the origin, q = centre + M (unit circle)
    const double c = std::cos(p.angle), s = std::sin(p.angle);
    const double ux = (c * dx + s * dy) / p.a, uy = (-s * dx + c * dy) / p.b;
    const double turn = q.angle - p.angle, ct = std::cos(turn), st = std::sin(turn);
    const double m00 = q.a * ct / p.a, m01 = -q.b * st / p.a, m10 = q.a * st / p.b, m11 = q.b * ct / p.b;
    const double xx = m00 * m00 + m01 * m01, yy = m10 * m10 + m11 * m11, xy = m00 * m10 + m01 * m11;
    const double axis = 0.5 * std::atan2(2 * xy, xx - yy), ca = std::cos(axis), sa = std::sin(axis);
    const double half = std::hypot((xx - yy) / 2, xy), mean = (xx + yy) / 2;
    const double a = std::sqrt(mean + half), b = std::abs(m00 * m11 - m01 * m10) / a;
    const double px = std::abs(ca * ux + sa * uy), py = std::abs(-sa * ux + ca * uy);
    if (px * px / (a * a) + py * py / (b * b) <= 1) return true;
    return distance_outside(px, py, a, b) <= 1;
}

Outline union_of(const std::vector<Ellipse>& ellipses, int rows)
{
    double low = std::numeric_limits<double>::infinity(), high = -low, flattest = low;
    for (const auto& e : ellipses) {
        const double h = half_height(e);
        low = std::min(low, e.y - h), high = std::max(high, e.y + h), flattest = std::min(flattest, 2 * h);
    }
    const auto lines = std::size_t(std::ceil((high - low) / flattest * rows));
    const double thick = (high - low) / double(lines);
    std::vector<std::vector<Span>> spans(lines);
    for (const auto& e : ellipses) {
        const double h = half_height(e);
        const auto from = std::size_t(std::max(0.0, (e.y - h - low) / thick - 1));
        const auto to = std::min(lines, std::size_t((e.y + h - low) / thick + 2));
        Span span;
        for (auto i = from; i < to; ++i)
            if (cross(e, low + (double(i) + 0.5) * thick, span)) spans[i].push_back(span);
    }
    Moments moments;
    for (std::size_t i = 0; i < lines; ++i) add_line(spans[i], low + (double(i) + 0.5) * thick, thick, moments);
    return outline_of(moments);
}

}  // namespace dermavox::transport
