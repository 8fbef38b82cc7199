#include "dermavox/device/device.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/device/checks.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::device {
namespace {

constexpr Length narrowest_cap{0.1e-3};

void check(const Cap& cap, core::Checklist& list)
{
    list.require(std::isfinite(cap.radius.si) && cap.radius.si > 0, "device.cap.radius", text(cap.radius),
                 "a length above 0");
    list.require(std::isfinite(cap.width.si) && cap.width >= narrowest_cap, "device.cap.width", text(cap.width),
                 "at least " + text(narrowest_cap) + ": a narrower ring is all edge");
    list.require(std::isfinite(cap.force.si) && cap.force.si >= 0, "device.cap.force",
                 core::format_quantity(cap.force.si, core::Dimension::force), "a force of 0 or more");
}

void check_depths(const Device& device, core::Checklist& list)
{
    list.require(std::isfinite(device.depth.si) && device.depth.si > 0, "device.depth", text(device.depth),
                 "a depth above 0", "write e.g. \"1 mm\"");
    list.require(std::isfinite(device.depth_tolerance.si) && device.depth_tolerance.si >= 0, "device.depth_tolerance",
                 text(device.depth_tolerance), "a length of 0 or more");
    Length shortest = device.needle.length;
    for (const Seat& seat : device.cartridge.seats)
        if (seat.type <= device.other_needles.size()) shortest = std::min(shortest, needle_in(device, seat).length);
    list.require(device.depth <= shortest, "device.depth", text(device.depth),
                 "at most the needle's length, " + text(shortest),
                 "a needle cannot come further out than it is long");
}

/// The cartridge's face lies inside the cap, and every needle comes out of it.
void check_face(const Device& device, core::Checklist& list)
{
    const Cartridge& cartridge = device.cartridge;
    check_aperture(cartridge, needle_types(device), list);
    list.require(cartridge.aperture <= 2 * device.cap.radius * (1 + 1e-9), "device.cartridge.aperture",
                 text(cartridge.aperture), "at most " + text(2 * device.cap.radius) + ", the opening of the cap",
                 "the needles come through inside the ring that rests on the skin: widen device.cap.radius");
    const auto shallowest =
        std::min_element(cartridge.seats.begin(), cartridge.seats.end(),
                         [](const Seat& a, const Seat& b) { return a.length_offset < b.length_offset; });
    if (shallowest == cartridge.seats.end()) return;
    const Length out = device.depth + Length{shallowest->length_offset} + cartridge.recess;
    list.require(!(out.si <= 0), "device.cartridge.recess", text(cartridge.recess),
                 "more than " + nanometre_text((cartridge.recess - out).si) +
                     ", so that every needle comes out of the face",
                 "or a deeper dial, or a longer needle where one is that much shorter");
}

/// A drum's needles: one station and the next one, side by side on the unrolled circumference.
void check_drum(const Device& device, core::Checklist& list)
{
    check(device.roller, list);
    const double half = device.roller.width.si / 2, step = station_arc(device.roller).si;
    Cartridge unrolled = device.cartridge;
    double widest = 0;
    for (const Seat& seat : device.cartridge.seats) {
        widest = std::max(widest, std::abs(seat.x));
        if (device.roller.around > 1) unrolled.seats.push_back({seat.x, seat.y + step, 0, seat.type});
    }
    list.require(widest <= half * (1 + 1e-9), "device.roller.width", text(device.roller.width),
                 "at least " + text({2 * widest}) + ", so that every needle stands on the drum");
    check_seats(unrolled, needle_types(device), list);
}

}  // namespace

std::vector<Needle> needle_types(const Device& device)
{
    std::vector<Needle> types{device.needle};
    types.insert(types.end(), device.other_needles.begin(), device.other_needles.end());
    return types;
}

NeedleSet needles_of(const Device& device)
{
    NeedleSet needles(device.needle);
    needles.types = needle_types(device);
    for (const Seat& seat : device.cartridge.seats) needles.of_seat.push_back(seat.type);
    return needles;
}

const Needle& needle_in(const Device& device, const Seat& seat)
{
    return seat.type == 0 ? device.needle : device.other_needles[seat.type - 1u];
}

int needle_count(const Device& device)
{
    const int seats = int(device.cartridge.seats.size());
    return device.kind == Kind::roller ? seats * device.roller.around : seats;
}

Length deepest(const Device& device)
{
    double offset = device.cartridge.seats.empty() ? 0 : device.cartridge.seats.front().length_offset;
    for (const Seat& seat : device.cartridge.seats) offset = std::max(offset, seat.length_offset);
    return device.depth + Length{offset};
}

Length tilt_loss(Length lever, Angle lean) { return lever * std::sin(lean); }

Visit visit(const Device& device, Length depth, Speed glide, Length z)
{
    switch (device.kind) {
    case Kind::pen:
        return {dwell(device.drive, depth, z), rigid_slit(device.drive, depth, glide, z),
                tip_speed(device.drive, depth, z)};
    case Kind::roller:
        return {dwell(device.roller, depth, glide, z), opening_swept(device.roller, depth, z),
                tip_speed(device.roller, depth, glide, z)};
    case Kind::stamp:
        break;
    }
    if (z >= depth) return {};
    return {device.stamp.hold, {}, approach(device.stamp)};
}

double needles_in_skin(const Device& device)
{
    double sum = 0;
    for (const Seat& seat : device.cartridge.seats) {
        const Length depth = device.depth + Length{seat.length_offset};
        if (device.kind == Kind::pen) sum += duty(device.drive, depth);
        if (device.kind == Kind::roller) sum += needles_in_skin(device.roller, device.roller.around, depth);
        if (device.kind == Kind::stamp) sum += 1;
    }
    return sum;
}

std::vector<core::Problem> problems_of(const Device& device)
{
    core::Checklist list;
    check(device.needle, list);
    for (std::size_t k = 0; k < device.other_needles.size(); ++k)
        check(device.other_needles[k], list, "device.needle_type[" + std::to_string(k + 1) + ']');
    check_depths(device, list);
    if (device.kind == Kind::roller) {
        check_drum(device, list);
        return list.problems();
    }
    check_seats(device.cartridge, needle_types(device), list);
    check(device.cap, list);
    if (device.kind == Kind::stamp) {
        check(device.stamp, list);
        const Length needed = rim_of(device.cartridge, needle_types(device));
        list.require(device.cap.rim() >= needed, "device.cap.radius", text(device.cap.radius),
                     "with device.cap.width at least " + text(needed) + ", so that every needle stands on the base");
    }
    if (device.kind == Kind::pen) {
        check_face(device, list);
        check(device.drive, device.depth, deepest(device), list);
    }
    return list.problems();
}

}  // namespace dermavox::device
