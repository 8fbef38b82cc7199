#include "dermavox/device/profile.hpp"
#include "dermavox/report/cad.hpp"
#include "engine/report/cad/cad_outline.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <numbers>

namespace dermavox::report {
namespace {

constexpr int corners_round = 96;
constexpr double millimetre = 1e-3;
using Place = std::array<double, 3>;  ///< [m]
using Ring = std::vector<Place>;

/// Binary STL, whose numbers are little-endian floats.
class StlBody
{
public:
    void triangle(const Place& a, const Place& b, const Place& c)
    {
        put(normal(a, b, c));
        for (const Place& corner : {a, b, c})
            put({corner[0] / millimetre, corner[1] / millimetre, corner[2] / millimetre});
        m_bytes.append(2, '\0');
        ++m_count;
    }

    std::string file(const std::string& title) const
    {
        constexpr std::size_t header = 80;
        std::string out = title.substr(0, header);
        out.resize(header, ' ');
        append(out, m_count);
        return out + m_bytes;
    }

private:
    template <class Number>
    static void append(std::string& to, Number number)
    {
        char bytes[sizeof number];
        std::memcpy(bytes, &number, sizeof number);
        if constexpr (std::endian::native == std::endian::big) std::reverse(std::begin(bytes), std::end(bytes));
        to.append(bytes, sizeof bytes);
    }
    void put(const Place& numbers)
    {
        for (const double number : numbers) append(m_bytes, float(number));
    }
    static Place normal(const Place& a, const Place& b, const Place& c)
    {
        const Place u{b[0] - a[0], b[1] - a[1], b[2] - a[2]}, v{c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        const Place n{u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        const double length = std::hypot(n[0], n[1], n[2]);
        return length > 0 ? Place{n[0] / length, n[1] / length, n[2] / length} : Place{};
    }

    std::string m_bytes;
    std::uint32_t m_count = 0;
};

/// Counter-clockwise from above; `height` by angle.
Ring ring_of(const Place& apex, double radius, const std::function<double(double)>& height)
{
    Ring ring;
    for (int k = 0; k < corners_round; ++k) {
        const double angle = 2 * std::numbers::pi * k / corners_round;
        ring.push_back(
            {apex[0] + radius * std::cos(angle), apex[1] + radius * std::sin(angle), apex[2] + height(angle)});
    }
    return ring;
}

Ring level_ring(const Place& apex, double radius, double height)
{
    return ring_of(apex, radius, [height](double) { return height; });
}

void wall(StlBody& body, const Ring& lower, const Ring& upper)
{
    for (std::size_t k = 0; k < lower.size(); ++k) {
        const std::size_t next = (k + 1) % lower.size();
        body.triangle(lower[k], lower[next], upper[next]);
        body.triangle(lower[k], upper[next], upper[k]);
    }
}

void lid(StlBody& body, const Ring& ring, const Place& centre, bool faces_up)
{
    for (std::size_t k = 0; k < ring.size(); ++k) {
        const Place &a = ring[k], &b = ring[(k + 1) % ring.size()];
        faces_up ? body.triangle(centre, a, b) : body.triangle(centre, b, a);
    }
}

/// The point and as much of the shaft as reaches `top` above the apex.
void add_needle(StlBody& body, const device::Needle& needle, const Place& apex, double top)
{
    const auto above = [&](double height) { return Place{apex[0], apex[1], apex[2] + height}; };
    if (needle.point == device::Point::bevel && top > needle.taper.si) {
        const double radius = needle.diameter.si / 2, taper = needle.taper.si;
        const Ring cut = ring_of(apex, radius, [&](double angle) { return taper * (1 - std::cos(angle)) / 2; });
        const Ring end = level_ring(apex, radius, top);
        lid(body, cut, above(taper / 2), false);
        wall(body, cut, end);
        return lid(body, end, above(top), true);
    }
    const device::Profile profile(needle);
    Ring last;
    const auto add = [&](double distance, double radius) {
        if (radius <= 0) return;
        const Ring ring = level_ring(apex, radius, distance);
        last.empty() ? lid(body, ring, above(distance > 0 ? 0 : distance), false) : wall(body, last, ring);
        last = ring;
    };
    for (const device::ProfileRow& row : outline_of(needle))
        if (row.distance < top) add(row.distance, row.radius);
    add(top, profile.radius(top));
    lid(body, last, above(top), true);
}

}  // namespace

std::string needle_stl(const device::Needle& needle)
{
    StlBody body;
    add_needle(body, needle, {}, needle.length.si);
    return body.file("needle, millimetres, apex at the origin, shaft along +z");
}

std::string cartridge_stl(const device::Device& device)
{
    StlBody body;
    for (const device::Seat& seat : device.cartridge.seats) {
        const double out = device.depth.si + seat.length_offset;
        if (out > 0) add_needle(body, device::needle_in(device, seat), {seat.x, seat.y, -out}, out);
    }
    return body.file("needles of a cartridge, millimetres, face at z = 0, skin below");
}

}  // namespace dermavox::report
