/// Axial resistance of layered tissue to a needle that is inserted to a depth L, after puncture:
///
///     F(L) = cut + spread + friction
///     cut, spread = sum over layers  e_i(R(L - z_i)) - e_i(R(L - z_i+1))     e: energy per depth of cavity.hpp
///     friction    = sum over layers  int over the wetted shaft  2 pi R (f_i q_i(R) + adhesion_i) du
///
/// z_i the layer tops below the deformed surface, R(u) the needle's radius at u from its tip. All three are
/// cumulative tables of the needle's profile per layer, so one evaluation costs a few look-ups per layer, and
/// the work to a depth comes from the same tables integrated once more. Below the last layer the needle meets
/// the backing: rigid ones stop it, others resist like the last layer with the backing's modulus.
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
    /// `stiffening` multiplies the layers' moduli (rate of loading).
    InsertionLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters,
                 double stiffening);

    /// In the same tissue with the shaft held until the elastic stress has fallen to a share: what was cut stays cut,
    /// spread and wall pressure are `kept` times as large, adhesion is as it was. 0 < kept <= 1.
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
    bool operator==(const InsertionLaw&) const = default;  ///< the same tables

private:
    struct Material;
    struct Table {  // one layer, at distances i m_step from the tip
        std::shared_ptr<const Material> of;
        std::vector<Resistance> force, work;
    };
    static Table table_of(const Material& material);
    static std::shared_ptr<const Table> shared_table(const Material& material);
    Resistance sum(double inserted, double channel, std::vector<Resistance> Table::*table) const;

    double m_step = 0, m_floor = 0;
    std::vector<double> m_tops, m_radius;
    std::vector<std::shared_ptr<const Table>> m_tables;  // shared by all laws of the same layer and needle
};

}  // namespace dermavox::mechanics
