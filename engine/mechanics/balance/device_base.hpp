/// A base that presses on the skin round its needles: of a stamp a disc, flat or curved, of a roller the drum.
///
/// It is cut into patches that push the skin where they touch it and let it go where the needles carry it away.
/// Patches and the bands of needles wider than their pitch are linear, in skin that is stiffened by the push
/// (draped() in surface_response.hpp); a load seen through waves e^(-k s/4) on both sides couples with another as
/// g_(s_i + s_j)/2 (scale_bands.hpp), which keeps the energy convex. A patch of radius a has s = a, a needle the
/// scale of its first linear band. At a seat the needle's root is the base.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/array_contact.hpp"

#include <vector>

namespace dermavox::mechanics {

/// A part of a base: place, radius of a disc of its area, height of its surface above the base's lowest point [m].
struct Patch {
    double x, y, radius, gap;
};

/// Patches of a round base with needles in these seats: one at each seat, in order, then as fine as they are near to
/// one.
std::vector<Patch> base_patches(const std::vector<device::Seat>& seats, double radius);
/// Patches of a drum, along and across its line of contact.
std::vector<Patch> drum_patches(const device::Roller& roller);

/// A needle under the base.
struct BaseNeedle {
    std::size_t seat;
    double set;    ///< tip past the base's lowest point [m]
    bool deepest;  ///< of the station that is deepest
};

struct DeviceBase {
    std::vector<Patch> patches;
    std::vector<BaseNeedle> needles;
    std::unique_ptr<ArrayContact> contact;  ///< all needles and patches
    LinearPart linear;

    /// Needles and patches on their way down.
    struct Descent {
        std::vector<NeedleState> needles;
        std::vector<PartState> parts;
        double level, force = 0, work = 0;
    };
    /// To a level of the base [m below the undeformed skin], with what it takes.
    void lower(Descent& at, double level, ArrayContact::Workspace& space, ArrayContact::Accuracy accuracy) const;
    /// Force of the patches.
    static double parts_force(const Descent& at);
    /// The linear part that needles see with the patches that touch in `at`, these held at the base's level.
    LinearPart eliminated(const Descent& at) const;
};

/// Linear coupling of the needles, seen from `scale`, and the patches.
Eigen::MatrixXd base_matrix(const SurfaceResponse& surface, const std::vector<Place>& needles, double scale,
                            const std::vector<Patch>& patches);

}  // namespace dermavox::mechanics
