/// One needle in skin: the force it meets at a given travel, going in, breaking through and coming out.
///
/// Travel past the skin's level = dimple w + inserted depth L. The dimple is held up by the layered surface
/// response c (sink per newton of a disc) at a load radius that grows with it,
///     F = w/c(b + lambda |w|)
///     b = tip radius while the barrier holds;  shaft radius at the surface + psi L once the needle is in
/// Small dimples are exactly the linear layered solution. Deep ones are parabolic, F = beta E w^2, as found for
/// soft solids (Fakhouri et al. 2015, doi:10.1039/c5sm00230c; Shojaeifard and Bacca 2025,
/// doi:10.1039/d5sm00502g), because the draped skin carries the load over a patch as wide as the dimple; E is
/// the stack's own average over that patch. A force at depth z sinks the surface of an incompressible
/// half-space as a disc of radius z does (Mindlin), so a needle that is in is held by stiffer skin than one on
/// top: psi is the mean depth of its load over L.
///
/// At each travel the needle is in the first balance on its way. Where that ends, as the tip gets into something
/// softer, it runs on to the next one, and what was stored beyond what that takes is lost. The force that falls then,
/// or as the tip goes on, is taken as level (looked up), because one balance of an array needs forces that do not
/// fall. Limit: looked-up forces are the largest met so far. In the skin of the shipped sites that is true to 3 % for
/// tips of 3 um from 0.1 mm down to the fat, up to 36 % over in the first 50 um, 23 % in the next, and up to 91 %
/// over in fat down to 2.5 mm, where the needle meets no more dermis; for tips of 30 um up to 130 % over in the first
/// 50 um and 83 % in the dermis. Peak forces are not touched by it, work of strokes into fat is too high by up to
/// that share of what is spent there. `exact` follows the fall.
///
/// The dimple stores U(w, b) = int_0^w F dw. A needle that goes in by dL at rest of the dimple also moves its
/// load, dU = U_b b' dL, so it advances when
///     F - U_b(w, b) b'(L) = cut + spread + friction           (insertion_law.hpp)
/// and slides back when it is spread - friction; between the two it sticks. All work is thus stored, released
/// at a break, cut, spread or rubbed away. The tip rests on the top of a layer until the force exceeds the one
/// with which it got there by that layer's threshold.
/// On a rigid backing the tip goes no further: what the travel beyond it takes more than the skin would is borne by
/// the backing, and sinks no skin under other needles, on the way in as on the way out.
/// In a dense array under a base the dimples merge: what is left of a load averaged over the needle's cell, a disc of
/// radius q, belongs to all needles together. The needle's own is what its patch sinks beyond that average,
///     c(a) -> c(a) - c(sqrt(a^2 + q^2))
/// (a spread over a disc adds in squares), and the rest, which is linear, is left to the array, whose coupling then
/// has a diagonal. q = inf: a needle by itself.
#pragma once

#include "dermavox/mechanics/insertion_law.hpp"
#include "dermavox/mechanics/patch_stiffness.hpp"
#include "dermavox/mechanics/surface_response.hpp"

#include <algorithm>
#include <limits>
#include <memory>

namespace dermavox::mechanics {

/// SI.
struct Reaction {
    double force = 0;     ///< on the needle, < 0 where the skin holds it back on the way out
    double slope = 0;     ///< dF/d(travel), of what the skin bears
    double inserted = 0;  ///< L
    double bone = 0;      ///< share of the force that a rigid backing bears, >= 0
    double on_skin() const { return force - bone; }
};

/// What the tip has behind it.
struct Progress {
    std::size_t passed = 0;  ///< tops of layers broken through; 0 = the barrier holds
    double channel = 0;      ///< depth of a channel that stood open before
    double reached = 0;      ///< L from which it does not go back on the way in; heeded where `exact`
    bool leaving = false;    ///< on the way out
    double deepest = 0;      ///< L at which it turned round
    double grounded = std::numeric_limits<double>::infinity();  ///< travel past which it stood on the floor before
    bool exact = false;  ///< balance solved to rounding instead of looked up to 1e-3 of the deepest
    /// From this L it does not go back.
    void keep(double inserted)
    {
        if (leaving)
            deepest = std::min(deepest, inserted);
        else
            reached = std::max(reached, inserted);
    }
};

class NeedleResponse
{
public:
    /// `cell`: q [m], above 0.
    NeedleResponse(InsertionLaw law, std::shared_ptr<const SurfaceResponse> surface, const device::Needle& needle,
                   const Parameters& parameters, double cell = std::numeric_limits<double>::infinity());
    ~NeedleResponse();
    NeedleResponse(NeedleResponse&&) noexcept;
    NeedleResponse& operator=(NeedleResponse&&) noexcept;
    /// The same, shared with whoever asked for it lately.
    static std::shared_ptr<const NeedleResponse> of(const InsertionLaw& law,
                                                    const std::shared_ptr<const SurfaceResponse>& surface,
                                                    const device::Needle& needle, const Parameters& parameters,
                                                    double cell = std::numeric_limits<double>::infinity());

    Reaction at(double travel, const Progress& progress) const;
    /// Force with which the tip gets to the top of layer `passed`; 0 for the barrier.
    double arrival(const Progress& progress) const;
    /// Travel with which the tip just stands on the floor; infinite without one.
    double grounding(const Progress& progress) const;
    /// Stored in the dimple, U [J].
    double stored(double travel, double inserted) const;
    /// Radius of the patch that carries the load, b + lambda |w| [m].
    double patch(double travel, double inserted) const;

    /// Radius b over which the load acts before the dimple widens it [m].
    double load_radius(double inserted) const;

    double growth() const { return m_growth; }  ///< lambda
    const InsertionLaw& law() const { return m_law; }
    const SurfaceResponse& surface() const { return *m_surface; }

private:
    /// What a needle that goes in meets where a channel stands open, at travels i m_step.
    struct Way {
        std::vector<double> inserted, force;
        std::vector<double> arrival;  ///< by layer
        double grounding = 0;         ///< travel with which the tip just stands on the floor
        double landing = 0;           ///< travel that takes it there, through what is softer above the floor at once
    };
    /// Ways by the depth of the channel; those of open ones are found when they are first asked for.
    struct Ways;
    Way way_in(double channel) const;
    const Way& way(std::size_t k) const;
    double arrival_at(double depth, double channel) const;
    double grounding_in(double channel) const;
    double radius_gain(double inserted) const;           // b'
    double drive(double dimple, double inserted) const;  // F - U_b b'
    double dimple_at(double inserted, double resistance) const;
    double stuck(double dimple, double inserted) const;
    Reaction held(double inserted, double travel) const;
    Reaction advancing(double travel, double channel) const;
    Reaction free(double travel, const Progress& progress) const;
    Reaction grounded(double travel, const Progress& progress) const;
    double shallower(double inserted, double deepest) const;
    Reaction looked_up(double travel, double channel) const;
    Reaction leaving(double travel, const Progress& progress) const;
    Reaction standing(double travel, double on_skin) const;

    InsertionLaw m_law;
    std::shared_ptr<const SurfaceResponse> m_surface;
    PatchStiffness m_patch;
    bool m_crowded;  // its dimple merges with its neighbours'
    double m_tip, m_growth, m_depth_share, m_step;
    std::unique_ptr<Ways> m_ways;
};

}  // namespace dermavox::mechanics
