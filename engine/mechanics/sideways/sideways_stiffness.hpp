/// Stiffness that holds a gliding needle in place, by inserted length: its own in the skin, and the common compliance
/// of the array. Private to mechanics; formulas in sideways.hpp.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/skin/layer.hpp"
#include "engine/mechanics/sideways/embedded_needle.hpp"

#include <vector>

namespace dermavox::mechanics {

class SidewaysStiffness
{
public:
    SidewaysStiffness(const skin::Stack& skin, const device::Device& device, const device::Needle& needle,
                      const Parameters& parameters, double stiffening, double time);

    struct At {
        EmbeddedStiffness own;
        double common = 0;  ///< compliance shared with the array, and bending [m/N]
    };
    /// Cubic in the logarithm between the solved depths; below the first in proportion.
    At at(double inserted) const;
    double deepest() const { return m_deepest; }

private:
    double m_deepest;
    double m_first = 0, m_step = 1;  ///< of the logarithms of the solved depths
    std::vector<double> m_ss, m_sd, m_dd, m_common;
};

/// Mean force per common displacement of all needles [N/m]; `own`: stiffness of each by itself.
double array_stiffness(const ElasticStack& stack, const std::vector<device::Seat>& seats, double own);

}  // namespace dermavox::mechanics
