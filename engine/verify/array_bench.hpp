/// A device of many needles on the skin that a row of the calibration was measured on, pressed as a run presses it:
/// base or drum bears its share of the push.
///
/// What rows do not state: the push [N], how stiff the skin was over the catalogue's (moduli and tension alike), and
/// for square arrays the number of needles on the same base. Elastic forces scale, so skin f times as stiff under a
/// push P is skin of the catalogue under P/f with all that resists the needles divided by f.
///
/// A fit asks some 100,000 times. Its constants act on the balance through the resistance of one needle alone, R(L)
/// of insertion_law.hpp, and R of any constants is near a multiple of R of others. So the balance is solved once for
/// multiples s of a reference R0 on a grid of s, P and count, and the depth is
///     L = table(s, P/f, count),   s = R(L)/(f R0(L))
/// read along straight lines of logarithms. tests/verify/array_bench_test.cpp compares it with the balance itself.
#pragma once

#include "dermavox/mechanics/insertion_law.hpp"
#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/verify/observations.hpp"
#include "engine/verify/trial.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace dermavox::verify {

struct ArrayConditions {
    double push = 0;       ///< P [N]
    double stiffness = 1;  ///< f
    double count = 0;      ///< of needles; not read where the bench has one count
};

class ArrayBench
{
public:
    /// The preset on the site. `across`: needles along a side, rising, of square arrays on the same base that are
    /// tabulated; none: the device as it is.
    ArrayBench(const scene::Catalogue& catalogue, const std::string& site, const std::string& preset,
               std::vector<double> across = {});

    /// Mean inserted depth [m] by the balance itself, the side rounded to whole needles.
    double balanced(const Trial& trial, const ArrayConditions& at) const;
    /// The same from the table, which is made when first asked for; beyond it as its last slopes go on, past the
    /// needle's root with a tenth of them, so that a fit sees a slope there. Thread-safe.
    double tabulated(const Trial& trial, const ArrayConditions& at) const;

    /// Skin and needle with what a trial says of them.
    struct Tissue {
        skin::Stack skin;
        device::Needle needle;
    };
    Tissue tissue(const Trial& trial) const;

private:
    using Plane = std::vector<std::vector<double>>;  // ln L by push, then s
    double pressed(scene::Scene scene, double push, double factor, double across) const;
    void tabulate() const;
    double depth(double log_s, double log_push, double across) const;

    scene::Scene m_scene;  // at the priors
    std::vector<double> m_across;
    std::vector<double> m_factors, m_pushes;  // nodes: ln s, ln P
    mechanics::InsertionLaw m_reference;      // R0
    mutable std::once_flag m_made;
    mutable std::vector<Plane> m_planes;  // by side
};

/// Those of the rows.
struct Benches::Data {
    bool tabulated;
    ArrayBench polymer;  ///< row N1; its site is not stated
    ArrayBench roller;   ///< rows K1, K2

    double inserted(const ArrayBench& bench, const Trial& trial, const ArrayConditions& at) const
    {
        return tabulated ? bench.tabulated(trial, at) : bench.balanced(trial, at);
    }
};

}  // namespace dermavox::verify
