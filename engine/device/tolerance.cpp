#include "dermavox/device/tolerance.hpp"

#include "dermavox/core/random.hpp"
#include "dermavox/core/unit_names.hpp"

#include <cmath>

namespace dermavox::device {
namespace {

double drawn(const Scatter& scatter, const core::Random& random, core::Counter at)
{
    if (scatter.width == 0) return 0;
    return scatter.width * (scatter.law == Law::normal ? random.normal(at) : 2 * random.uniform(at) - 1);
}

}  // namespace

void check(const Tolerances& t, core::Checklist& list)
{
    const auto require = [&list](const Scatter& scatter, core::Dimension dimension, const char* key) {
        list.require(std::isfinite(scatter.width) && scatter.width >= 0, std::string("device.tolerance.") + key,
                     core::format_quantity(scatter.width, dimension),
                     std::string(core::info_of(dimension).noun) + " of 0 or more");
    };
    require(t.length, core::Dimension::length, "length");
    require(t.position, core::Dimension::length, "position");
    require(t.tilt, core::Dimension::angle, "tilt");
    require(t.dial, core::Dimension::length, "dial");
}

Device as_built(const Device& nominal, const Tolerances& t, std::uint64_t seed, std::uint64_t piece)
{
    const core::Random random(seed, core::Purpose::needle_tolerance);
    Device built = nominal;
    for (std::size_t k = 0; k < built.cartridge.seats.size(); ++k) {
        const auto draw = [&](const Scatter& scatter, std::uint64_t what) {
            return drawn(scatter, random, {.pass = piece, .needle = k, .draw = what});
        };
        const double a = draw(t.tilt, 3), b = draw(t.tilt, 4);
        Seat& seat = built.cartridge.seats[k];
        const double length = needle_in(nominal, seat).length.si, free = length - nominal.depth.si;
        seat.x += draw(t.position, 0) + free * a;
        seat.y += draw(t.position, 1) + free * b;
        seat.length_offset += draw(t.length, 2) - length * (a * a + b * b) / 2;
    }
    built.depth += Length{drawn(t.dial, random, {.pass = piece, .draw = 5})};
    return built;
}

}  // namespace dermavox::device
