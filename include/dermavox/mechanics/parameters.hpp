/// Every constant of the penetration model that does not belong to a layer, each with its origin.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/skin/layer.hpp"

#include <string>
#include <vector>

namespace dermavox::mechanics {

struct Parameters {
    // Puncture of the barrier (see puncture.hpp).
    skin::Property<Tension> puncture_line;       ///< c1, force per tip diameter: energy condition, > 0
    skin::Property<Pressure> puncture_pressure;  ///< c2, force per tip area: stress condition, > 0
    skin::Property<Length> puncture_thickness;   ///< barrier thickness to which c1 and c2 belong, > 0
    skin::Property<Ratio> thickness_exponent;    ///< threshold ~ (barrier thickness)^p
    skin::Property<Ratio> puncture_spread;       ///< lognormal, from place to place, >= 0
    skin::Property<Speed> speed_reference;       ///< v0 of c1 and c2, > 0
    skin::Property<Ratio> speed_exponent;        ///< n: threshold x (v/v0)^-n, >= 0
    skin::Property<Ratio> speed_floor;           ///< s_min, 0 .. 1

    // Elastic response (see needle_response.hpp, cavity.hpp).
    skin::Property<Ratio> dimple_growth;        ///< lambda: load radius = contact radius + lambda x dimple, >= 0
    skin::Property<Ratio> load_depth;           ///< psi: load radius after puncture = radius + psi x inserted
    skin::Property<Ratio> stiffening_exponent;  ///< Ogden alpha of the tissue round the shaft, >= 2
    skin::Property<Ratio> relaxation_exponent;  ///< m: moduli ~ (time under load/relaxation_time)^-m, >= 0
    skin::Property<Time> relaxation_time;       ///< of the layers' moduli, > 0

    // Sideways and after withdrawal.
    skin::Property<Ratio> lateral_cut;    ///< share of the toughness that a gliding shaft must reach, >= 0
    skin::Property<Ratio> lateral_reach;  ///< Ro/R, width of the tissue that gives sideways, > 1
    skin::Property<Length> open_width;    ///< narrower channels close by themselves, >= 0

    /// The shipped values: fitted to, or read in, the sources that each names.
    static Parameters defaults();
};

/// One constant as data files and reports see it.
struct NamedParameter {
    std::string key;  ///< puncture_line, ...
    double* value;    ///< SI, in the Parameters it was taken from
    double spread;
    skin::Basis basis;
    std::string source;
    std::string text;  ///< value with unit
};

/// All constants by name, in the order of the struct.
std::vector<NamedParameter> named(Parameters& parameters);

/// The constants that no source backs, keys under mechanics.
std::vector<core::Assumption> assumptions(const Parameters& parameters);

/// Throws core::InputError naming every constant that is out of its range.
void check(const Parameters& parameters);

}  // namespace dermavox::mechanics
