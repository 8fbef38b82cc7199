#include "dermavox/device/layout.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/device/checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace dermavox::device {
namespace {

using std::numbers::pi;

void add_ring(std::vector<Seat>& seats, int needles, double radius, double phase)
{
    for (int k = 0; k < needles; ++k) {
        const double angle = phase + 2 * pi * k / needles;
        seats.push_back({radius * std::cos(angle), radius * std::sin(angle), 0});
    }
}

Cartridge ring_of(const Layout& l)
{
    const bool chord = l.radius.si == 0 && l.needles > 1;
    return ring(l.needles, chord ? ring_radius(l.needles, l.pitch) : l.radius, l.phase);
}
Cartridge two_rings_of(const Layout& l)
{
    return two_rings(l.needles - l.inner_needles, l.radius, l.inner_needles, l.inner_radius);
}
Cartridge grid_of(const Layout& l) { return grid(l.needles / l.rows, l.rows, l.pitch); }
Cartridge rows_of(const Layout& l)
{
    return rows(l.rows, l.needles / l.rows, l.pitch, l.gap.si == 0 ? l.pitch : l.gap);
}
Cartridge hex_of(const Layout& l) { return hex(l.needles, l.pitch); }
Cartridge table_of(const Layout& l) { return table(l.table); }

using Build = Cartridge (*)(const Layout&);
const std::map<std::string, Build>& builders()
{
    static const std::map<std::string, Build> all{{"ring", ring_of}, {"two-rings", two_rings_of},
                                                  {"grid", grid_of}, {"rows", rows_of},
                                                  {"hex", hex_of},   {"table", table_of}};
    return all;
}

void check_counts(const Layout& l, core::Checklist& list)
{
    const std::string key = "device.cartridge.";
    list.require(l.needles >= 1 && l.needles <= 65535, key + "needles", std::to_string(l.needles),
                 "a whole number from 1 to 65535");
    if (l.name == "two-rings")
        list.require(l.inner_needles >= 1 && l.inner_needles < l.needles, key + "inner_needles",
                     std::to_string(l.inner_needles), "at least 1 and fewer than the needles of both rings");
    if (l.name != "grid" && l.name != "rows") return;
    list.require(l.rows >= 1 && l.needles % std::max(1, l.rows) == 0, key + "rows", std::to_string(l.rows),
                 "a number of rows that divides the " + std::to_string(l.needles) + " needles");
}

void check_lengths(const Layout& l, core::Checklist& list)
{
    const std::string key = "device.cartridge.";
    const bool chord = l.name == "ring" && l.radius.si == 0 && l.needles > 1;
    if (chord || l.name == "grid" || l.name == "rows" || l.name == "hex")
        list.require(positive(l.pitch), key + "pitch", text(l.pitch), "a length above 0");
    if (l.name == "rows")
        list.require(std::isfinite(l.gap.si) && l.gap.si >= 0, key + "gap", text(l.gap), "a length of 0 or more");
    if (l.name == "ring")
        list.require(std::isfinite(l.radius.si) && l.radius.si >= 0 && std::isfinite(l.phase), key + "radius",
                     text(l.radius), "a length above 0, or a pitch in its place");
    if (l.name == "two-rings")
        list.require(positive(l.inner_radius) && l.radius > l.inner_radius, key + "inner_radius",
                     text(l.inner_radius), "above 0 and less than the outer radius, " + text(l.radius));
}

}  // namespace

Cartridge ring(int needles, Length radius, Angle phase)
{
    Cartridge cartridge{.layout = "ring", .swath = 2 * radius};
    add_ring(cartridge.seats, needles, radius.si, phase);
    return cartridge;
}

Length ring_radius(int needles, Length pitch) { return pitch / (2 * std::sin(pi / needles)); }

Cartridge two_rings(int outer, Length outer_radius, int inner, Length inner_radius)
{
    Cartridge cartridge{.layout = "two-rings", .swath = 2 * outer_radius};
    add_ring(cartridge.seats, outer, outer_radius.si, 0);
    add_ring(cartridge.seats, inner, inner_radius.si, pi / inner);
    return cartridge;
}

Cartridge grid(int columns, int rows, Length pitch)
{
    Cartridge cartridge{.layout = "grid", .swath = columns * pitch};
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            cartridge.seats.push_back(
                {(column - (columns - 1) / 2.0) * pitch.si, (row - (rows - 1) / 2.0) * pitch.si, 0});
    return cartridge;
}

Cartridge rows(int rows, int per_row, Length pitch, Length gap)
{
    Cartridge cartridge{.layout = "rows", .swath = per_row * pitch};
    const double tracks = double(rows) * per_row;
    for (int row = 0; row < rows; ++row)
        for (int k = 0; k < per_row; ++k) {
            const double track = double(k) * rows + row - (tracks - 1) / 2;
            cartridge.seats.push_back({track * pitch.si / rows, (row - (rows - 1) / 2.0) * gap.si, 0});
        }
    return cartridge;
}

Cartridge hex(int needles, Length pitch)
{
    struct Place {
        int norm;  ///< squared distance over pitch squared, a whole number
        double angle;
        Seat seat;
    };
    std::vector<Place> places;
    const int n = 2 + int(std::ceil(std::sqrt(double(needles))));
    for (int a = -n; a <= n; ++a)
        for (int b = -n; b <= n; ++b) {
            const double x = (a + b / 2.0) * pitch.si, y = b * std::sqrt(3.0) / 2 * pitch.si;
            const double angle = std::atan2(y, x);
            places.push_back({a * a + a * b + b * b, angle < 0 ? angle + 2 * pi : angle, {x, y, 0}});
        }
    std::sort(places.begin(), places.end(),
              [](const Place& p, const Place& q) { return p.norm != q.norm ? p.norm < q.norm : p.angle < q.angle; });
    Cartridge cartridge{.layout = "hex"};
    for (int k = 0; k < needles; ++k) cartridge.seats.push_back(places[std::size_t(k)].seat);
    return cartridge;
}

Cartridge station(int rows, Length width, Length shift)
{
    Cartridge cartridge{.layout = "station", .seats = grid(rows, 1, width / rows).seats, .swath = width};
    for (std::size_t k = 0; k < cartridge.seats.size(); ++k) cartridge.seats[k].y = k % 2 == 1 ? shift.si : 0;
    return cartridge;
}

Cartridge staggered(Cartridge cartridge, const std::vector<Length>& offsets)
{
    for (std::size_t k = 0; k < cartridge.seats.size(); ++k)
        cartridge.seats[k].length_offset += offsets[k % offsets.size()].si;
    return cartridge;
}

const std::vector<std::string>& layout_names()
{
    static const std::vector<std::string> names{"ring", "two-rings", "grid", "hex", "rows", "table"};
    return names;
}

void check(const Layout& layout, core::Checklist& list)
{
    if (!builders().contains(layout.name)) {
        std::string names;
        for (const std::string& name : layout_names()) names += (names.empty() ? "" : ", ") + name;
        list.require(false, "device.cartridge.layout", '"' + layout.name + '"', "one of " + names);
        return;
    }
    if (layout.name == "table") {
        list.require(!layout.table.empty(), "device.cartridge.table", "no rows", "at least one needle");
        return;
    }
    check_counts(layout, list);
    check_lengths(layout, list);
}

Cartridge cartridge_of(const Layout& layout)
{
    core::Checklist list;
    check(layout, list);
    if (!list.problems().empty()) throw core::InputError(list.problems());
    const Cartridge cartridge = builders().at(layout.name)(layout);
    return layout.heights.empty() ? cartridge : staggered(cartridge, layout.heights);
}

}  // namespace dermavox::device
