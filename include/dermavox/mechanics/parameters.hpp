/// Every constant of the penetration model that does not belong to a layer, each with its origin.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/skin/layer.hpp"

#include <string>
#include <vector>

namespace dermavox::mechanics {

/// How a thin shaft makes its way through dermis (hole_opening.hpp).
enum class Cutting {
    rupture,  ///< fibres rupture; thick shafts cut a crack of dermis_toughness
    crack,    ///< a crack of crack_toughness whatever the size, nothing ruptures: fits the measured forces as well
};

struct Parameters {
    Cutting cutting = Cutting::rupture;

    // Puncture (see puncture.hpp).
    skin::Property<Pressure> puncture_pressure;  ///< H on the needle's section at the barrier's depth, > 0
    skin::Property<Length> puncture_thickness;   ///< depth h for what has no barrier, > 0
    skin::Property<Ratio> puncture_spread;       ///< lognormal, from place to place, >= 0

    // Dermis round a needle (see dermis_law.hpp, hole_opening.hpp, insertion_law.hpp).
    skin::Property<Pressure> dermis_matrix;         ///< mu, > 0
    skin::Property<Pressure> dermis_fibre;          ///< k1, >= 0
    skin::Property<Ratio> dermis_fibre_stiffening;  ///< k2, > 0
    skin::Property<Pressure> dermis_fibre_limit;    ///< K, > 0
    skin::Property<Pressure> dermis_rupture;        ///< Phi, work of rupture per volume, > 0
    skin::Property<Toughness> dermis_toughness;     ///< J beside rupture, > 0
    skin::Property<Toughness> crack_toughness;      ///< J where cracks are the only way, > 0
    skin::Property<Ratio> shaft_pressure;   ///< kappa: pressure of the wall on the shaft over that on the taper
    skin::Property<Ratio> lubricant_ratio;  ///< friction with over without a lubricant, 0 .. 1

    // Elastic response (see needle_response.hpp).
    skin::Property<Ratio> dimple_growth;        ///< lambda: load radius = contact radius + lambda x dimple, >= 0
    skin::Property<Ratio> load_depth;           ///< psi: load radius after puncture = radius + psi x inserted
    skin::Property<Ratio> stiffening_exponent;  ///< Ogden alpha of tissue under tools (contact_tables.hpp), >= 2
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
    std::string key;  ///< puncture_pressure, ...
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
