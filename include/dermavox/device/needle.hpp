/// A needle's shape: a point, conical or bevelled or as measured, on a cylindrical shaft.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/units.hpp"

#include <string>
#include <vector>

namespace dermavox::device {

enum class Point {
    cone,   ///< apex sphere, then the cone that touches it and reaches the full diameter at the taper's end
    bevel,  ///< solid shaft cut by one plane; the cut is `taper` long, radii are those of the same area
    table,  ///< as the needle's profile gives it
};

/// One row of a measured profile, straight between rows.
struct ProfileRow {
    double distance = 0;  ///< from the apex [m]; the first row at 0, ascending
    double radius = 0;    ///< [m], never decreasing
};

/// Of dry steel on tissue: scenes/calibration/posterior.csv.
inline constexpr double fitted_friction = 0.1383;

struct Needle {
    Length diameter{0.25e-3};           ///< of the shaft, > 0
    Length length{2.5e-3};              ///< that can leave the cartridge, >= taper
    Length taper{1.5e-3};               ///< from the apex to the full diameter, >= tip_radius
    Length tip_radius{3e-6};            ///< of the apex (cone) or the edge (bevel), 0 < r <= diameter/2
    Pressure young_modulus{193e9};      ///< stainless steel
    double friction = fitted_friction;  ///< f on tissue, dry, >= 0
    bool lubricated = false;            ///< friction is then smaller by mechanics' lubricant_ratio
    double edge = 1;                    ///< toughness that it cuts with over that of a round shaft, 0 < edge <= 1
    Point point = Point::cone;
    std::vector<ProfileRow> profile{};  ///< Point::table only; ends at the taper with the shaft's radius
};

/// Half angle of the cone that touches the apex sphere and reaches D/2 at the taper's end (Point::cone):
/// atan(D/(2 T)) for a sharp tip, 0 for a hemispherical one.
Angle half_angle(const Needle& needle);

/// Notes what is wrong with a needle, keys under `table`.
void check(const Needle& needle, core::Checklist& list, const std::string& table = "device.needle");

}  // namespace dermavox::device
