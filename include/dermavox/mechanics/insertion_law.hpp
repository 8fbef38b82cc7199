/// Axial resistance of layered tissue to a needle that is inserted to a depth L, after puncture:
///
///     F(L) = cut + spread + friction
///     cut, spread = sum over layers  w_i [e_i(R(L - z_i)) - e_i(R(L - z_i+1))]     e: energy per depth of
///     hole_opening.hpp friction    = sum over layers  int over the wetted needle  2 pi R (f w_i q_i(R) k +
///     adhesion_i) du
///
/// z_i the layer tops below the deformed surface, R(u) the needle's radius at u from its tip, w_i and e_i of
/// cutting_law.hpp, f the friction of the needle (of Role::other: of the layer), less where it is lubricated. k = 1
/// where the needle widens, kappa (shaft_pressure) on its shaft, whose wall has relaxed and is damaged; the friction
/// on a taper of slope R' is f/R' times its share of cut and spread. In a channel that stands open nothing is cut,
/// and the wall presses with kappa everywhere, as it does on the way out.
///
/// All are cumulative tables of the needle's profile per law of opening, so one evaluation costs a few look-ups per
/// layer, and the work to a depth comes from the same tables integrated once more. Below the last layer the needle
/// meets the backing: rigid ones stop it, others resist like the last layer (gels with the backing's modulus).
#pragma once

#include "dermavox/device/needle.hpp"
#include "dermavox/mechanics/parameters.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace dermavox::mechanics {

/// [N], or [J] for works.
struct Resistance {
    double cut = 0, spread = 0, friction = 0;
    double total() const { return cut + spread + friction; }
};

class InsertionLaw
{
public:
    /// `stiffening` multiplies the moduli of gels (rate of loading). Throws core::InputError for a tension that the
    /// dermis does not bear.
    InsertionLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters,
                 double stiffening);

    /// In the same tissue after the turn, with the shaft held until the elastic stress has fallen to a share: what
    /// was cut stays cut, spread and wall pressure are `kept` times as large, that on the taper is as on the shaft;
    /// adhesion is as it was. 0 < kept <= 1.
    InsertionLaw relaxed(double kept) const;

    /// At inserted depth L >= 0; what lies above `channel` was cut by an earlier needle: no cutting there.
    Resistance force(double inserted, double channel = 0) const;
    /// Integral of force over the inserted depth from 0.
    Resistance work(double inserted, double channel = 0) const;

    std::size_t layers() const { return m_tops.size(); }   ///< the backing included unless it is rigid
    double top(std::size_t i) const { return m_tops[i]; }  ///< of layer i, [m]
    double floor() const { return m_floor; }               ///< depth that no tip passes; infinite without one
    double radius(double from_tip) const;                  ///< of the needle [m]
    double radius_slope(double from_tip) const;            ///< its derivative

private:
    struct Tissue;
    struct Table;
    struct Part {  // of one layer
        std::shared_ptr<const Table> table;
        double factor = 1, friction = 0, adhesion = 0;  // w, f
    };
    std::shared_ptr<const Table> table_of(const Tissue& tissue) const;
    Resistance sum(double inserted, double channel, bool work) const;

    double m_step = 0, m_floor = 0;
    double m_kept = 1, m_taper = 1, m_shaft = 1;  // shares of elastic stress, and k of taper and shaft
    std::vector<double> m_tops, m_radius;
    std::vector<Part> m_parts;  // layers of one tissue share its table
};

}  // namespace dermavox::mechanics
