/// Where the needles sit: layouts in the cartridge's own frame, x across the glide, y along it, centre at 0.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/units.hpp"
#include "dermavox/device/needle.hpp"
#include "dermavox/device/needle_set.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::device {

struct Seat {
    double x = 0, y = 0;       ///< [m]
    double length_offset = 0;  ///< this needle's length minus the nominal [m]
    std::uint16_t type = 0;    ///< of needle: 0 the device's own, n the n-th of its other types
};

struct Cartridge {
    std::string layout = "ring";  ///< ring, two-rings, grid, hex, rows, table; station (of a drum)
    std::vector<Seat> seats{};
    Length aperture{6e-3};  ///< diameter of the opening that the needles come through
    Length recess{0.3e-3};  ///< of the face round the aperture behind the plane of a pen's cap; no needle goes into
                            ///< the skin further than it stands out of the face
    Length minimum_wall{};  ///< least material between two needles, >= 0
    Length swath{};         ///< width that one glide treats; 0 = by the layout, see swath_of
};

/// Seats as given. Swath by swath_of.
Cartridge table(std::vector<Seat> seats);

/// Width that one glide treats: the cartridge's own figure when it has one; else extent across x m/(m - 1)
/// with m distinct tracks, so that neighbouring lines continue the mean spacing of the tracks; the needle's
/// diameter when all needles share one track.
Length swath_of(const Cartridge& cartridge, const Needle& needle);

/// Number of distinct tracks at a glide, needles turned by `phase` against their seats: x coordinates that
/// differ by more than `same`. A ring of 12: 7, 12, 6 at phase 0, a quarter and half of its pitch angle.
int tracks(const Cartridge& cartridge, Angle phase = 0.0, Length same = {1e-9});

/// Largest distance of a seat from the centre [m]; 0 without seats.
double reach_of(const Cartridge& cartridge);

/// Radius of the circle round the centre that holds every needle of a type of `types`.
Length rim_of(const Cartridge& cartridge, const std::vector<Needle>& types);

/// Notes what is wrong: no needles, needles that overlap or leave too little wall, a type that is not among `types`.
/// Keys under device.cartridge.
void check_seats(const Cartridge& cartridge, const std::vector<Needle>& types, core::Checklist& list);
/// Notes needles that stand outside the aperture, and a recess below 0. Keys under device.cartridge.
void check_aperture(const Cartridge& cartridge, const std::vector<Needle>& types, core::Checklist& list);

}  // namespace dermavox::device
