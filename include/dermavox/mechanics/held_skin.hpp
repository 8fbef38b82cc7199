/// Tension and stretch of skin that is drawn out from how the body holds it: one idea in two measures.
///
/// At rest the skin bears N0 in all directions (skin.rest_tension), drawn out by l0 from slack. Drawn out further by
/// lx along x and ly along y it bears
///     N_x = h sigma(l0 lx, l0 ly),   N_y = h sigma(l0 ly, l0 lx),   N = (N_x + N_y)/2 [N/m]
///     h sigma(l0, l0) = N0 lx ly
/// sigma: stress of dermis (dermis_law.hpp); h: thickness of all dermis together as the skin is held, 1/(lx ly) of
/// what it was at rest. A direction that is pushed together until it would bear less than nothing buckles: 0.
///
/// Limits: the dermis bears it all; isotropic; slow; no further than fibres hold. Skin without a dermis has no law
/// here.
#pragma once

#include "dermavox/mechanics/dermis_law.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/skin/stretch.hpp"

namespace dermavox::mechanics {

/// No hand holds skin tauter: 10 N on each centimetre.
inline constexpr Tension tautest{1000};

struct Pull {
    Tension x, y;
    Tension mean() const { return (x + y) / 2; }
};

class HeldSkin
{
public:
    /// Of the stack its dermis and rest_tension.
    HeldSkin(const skin::Stack& skin, const Parameters& parameters);

    bool has_law() const { return m_thickness > 0; }  ///< false: no dermis; then nothing below may be called

    /// Throws core::InputError (skin.stretch) for a stretch under which N would be above `tautest` or fibres break.
    Pull pull(skin::Stretch from_rest) const;
    /// The stretch, the same along x and y, under which skin bears this: below 1 where it is slacker than at rest.
    /// Throws core::InputError (skin.tension) for more than `tautest` or than the dermis bears.
    double even_stretch(Tension held) const;

private:
    double from_slack(double area) const;  // l0, rest to held skin having grown to this area

    DermisLaw m_law;
    double m_thickness, m_rest;
};

}  // namespace dermavox::mechanics
