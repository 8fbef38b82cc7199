/// How openings close and water loss falls after a treatment.
///
///     g(t) = g(0) 2^(-t/t_half)
///
/// for the conductance of all openings together, read as the share of them that is still open: open area falls
/// likewise. Water loss follows from the network at that share, so it need not halve when g does. The endpoint
/// is named, because water loss, impedance, dye and imaging differ by 2 to 20 times in time. Inflammation,
/// proliferation and remodelling are no part of it.
#pragma once

#include "dermavox/transport/water_loss.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::recovery {

enum class Cover {
    open,     ///< to the air
    covered,  ///< occluded
};

/// Time in which the conductance of the openings halves.
struct HalfLife {
    Time value{};       ///< > 0
    double spread = 0;  ///< coefficient of variation between people, lognormal, >= 0
    skin::Basis basis = skin::Basis::assumed;
    std::string source;
};

/// By site. Covered: 20.2 (12.0) h on the forearm, 23.7 (13.7) h on the upper arm, 25.9 (15.0) h on the abdomen,
/// mean (standard deviation), PMC8259462; other sites take the mean of the three. Open to air: 0.75 h, assumed
/// from all channels of many geometries having resealed within 2 h, Gupta et al., J. Control. Release 154, 2011.
HalfLife half_life(const std::string& site, Cover cover);

/// When others saw channels closed or half closed, for pictures: nothing is computed from it.
struct PublishedClosure {
    Cover cover;
    double hours_from, hours_to;
    std::string text;
    std::string source;
};
std::vector<PublishedClosure> published_closure();

/// What the network needs to know.
struct TreatedSkin {
    skin::Stack stack;
    transport::Environment environment;
    transport::Patch patch;  ///< its mouths stay with the caller
    transport::NetworkParameters parameters;
};

struct ClosurePlan {
    Cover cover = Cover::open;
    std::optional<HalfLife> half_life;                          ///< in place of the site's
    std::vector<double> hours{0, 0.5, 1, 2, 4, 8, 24, 48, 72};  ///< after the treatment, >= 0
};

/// At one time. Low and high: the 10th and 90th percentile of aperture and of half-life, both low or both high.
struct ClosurePoint {
    double hours = 0;
    double tewl = 0, tewl_low = 0, tewl_high = 0;  ///< [kg/(m2 s)], sweat included
    double open_share = 0;                         ///< of the openings
    double open_fraction = 0;                      ///< of the skin's area
};

struct Closure {
    std::string endpoint = "water loss, calibrated aperture";
    HalfLife half_life;
    double intact = 0;  ///< [kg/(m2 s)]
    /// Until the rise of water loss over intact skin has halved, and its 10th and 90th percentile over people.
    Time t50{}, t50_low{}, t50_high{};
    std::vector<ClosurePoint> points;
};

/// Nothing, with a warning in `notes`, where water_loss gives nothing; t50 is 0 without a rise. The half-life goes
/// into `notes` when it is assumed. Throws as water_loss does, and core::InputError for negative hours.
std::optional<Closure> closure(const TreatedSkin& treated, const ClosurePlan& plan, core::Notes& notes);

}  // namespace dermavox::recovery
