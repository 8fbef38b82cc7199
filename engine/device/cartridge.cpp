#include "dermavox/device/cartridge.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/device/checks.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::device {
namespace {

constexpr std::size_t most_needles = 20000;  // a stroke numbers its needle in 16 bits

std::vector<double> sorted_across(const Cartridge& cartridge, double phase)
{
    std::vector<double> across;
    for (const Seat& seat : cartridge.seats) across.push_back(seat.x * std::cos(phase) - seat.y * std::sin(phase));
    std::sort(across.begin(), across.end());
    return across;
}

/// Of all pairs; `types` as many as every seat's type.
void check_spacing(const Cartridge& cartridge, const std::vector<Needle>& types, core::Checklist& list)
{
    const auto& seats = cartridge.seats;
    const double wall = std::max(0.0, cartridge.minimum_wall.si);
    std::size_t close = 0, worst_i = 0, worst_j = 0;
    double nearest = 0, least = 0, lacking = 0;
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = i + 1; j < seats.size(); ++j) {
            const double distance = std::hypot(seats[i].x - seats[j].x, seats[i].y - seats[j].y);
            const double needed = (types[seats[i].type].diameter + types[seats[j].type].diameter).si / 2 + wall;
            if (distance >= needed * (1 - 1e-9)) continue;
            ++close;
            if (needed - distance > lacking)
                lacking = needed - distance, nearest = distance, least = needed, worst_i = i, worst_j = j;
        }
    list.require(close == 0, "device.cartridge",
                 fmt::format("{} pair(s) of needles overlap; the nearest, {} and {}, are {} apart", close,
                             worst_i + 1, worst_j + 1, nanometre_text(nearest)),
                 "centres at least " + nanometre_text(least) + " apart (needle diameter and minimum wall)",
                 "use fewer or thinner needles, or a larger radius or pitch");
}

}  // namespace

Cartridge table(std::vector<Seat> seats) { return {.layout = "table", .seats = std::move(seats)}; }

int tracks(const Cartridge& cartridge, Angle phase, Length same)
{
    const auto across = sorted_across(cartridge, phase);
    int count = across.empty() ? 0 : 1;
    for (std::size_t k = 1; k < across.size(); ++k) count += across[k] - across[k - 1] > same.si;
    return count;
}

Length swath_of(const Cartridge& cartridge, const Needle& needle)
{
    if (cartridge.swath.si > 0) return cartridge.swath;
    const int m = tracks(cartridge);
    if (m < 2) return needle.diameter;
    const auto across = sorted_across(cartridge, 0);
    return {(across.back() - across.front()) * m / (m - 1)};
}

double reach_of(const Cartridge& cartridge)
{
    double reach = 0;
    for (const Seat& seat : cartridge.seats) reach = std::max(reach, std::hypot(seat.x, seat.y));
    return reach;
}

Length rim_of(const Cartridge& cartridge, const std::vector<Needle>& types)
{
    double rim = 0;
    for (const Seat& seat : cartridge.seats)
        if (seat.type < types.size())
            rim = std::max(rim, std::hypot(seat.x, seat.y) + types[seat.type].diameter.si / 2);
    return {rim};
}

void check_seats(const Cartridge& cartridge, const std::vector<Needle>& types, core::Checklist& list)
{
    const std::string key = "device.cartridge.";
    const auto& seats = cartridge.seats;
    list.require(!seats.empty() && seats.size() <= most_needles, key + "needles", std::to_string(seats.size()),
                 "1 to " + std::to_string(most_needles) + " needles");
    list.require(cartridge.minimum_wall.si >= 0, key + "minimum_wall", nanometre_text(cartridge.minimum_wall.si),
                 "a length of 0 or more");
    list.require(std::isfinite(cartridge.swath.si) && cartridge.swath.si >= 0, key + "swath",
                 nanometre_text(cartridge.swath.si), "a length above 0, or 0 for the layout's own");
    const bool finite = std::all_of(seats.begin(), seats.end(), [](const Seat& s) {
        return std::isfinite(s.x) && std::isfinite(s.y) && std::isfinite(s.length_offset);
    });
    list.require(finite, key + "table", "a needle without a finite place", "x, y and length offset as numbers");
    const bool known =
        std::all_of(seats.begin(), seats.end(), [&types](const Seat& s) { return s.type < types.size(); });
    list.require(known, key + "needle_types", "a type that the device does not have",
                 "0 to " + std::to_string(types.size() - 1));
    if (finite && known && seats.size() <= most_needles) check_spacing(cartridge, types, list);
}

void check_aperture(const Cartridge& cartridge, const std::vector<Needle>& types, core::Checklist& list)
{
    const double needed = 2 * rim_of(cartridge, types).si;
    list.require(needed <= cartridge.aperture.si * (1 + 1e-9), "device.cartridge.aperture",
                 nanometre_text(cartridge.aperture.si),
                 "at least " + nanometre_text(needed) + ", so that every needle passes through it",
                 "some needles stand outside the aperture: widen it or draw the needles in");
    list.require(std::isfinite(cartridge.recess.si) && cartridge.recess.si >= 0, "device.cartridge.recess",
                 nanometre_text(cartridge.recess.si), "a length of 0 or more");
}

}  // namespace dermavox::device
