/// One layer of skin (or of a bench medium) with every property that the physics reads, each with where it
/// comes from.
#pragma once

#include "dermavox/skin/appendages.hpp"
#include "dermavox/skin/inclusion.hpp"
#include "dermavox/skin/measured_faces.hpp"
#include "dermavox/skin/papillae.hpp"
#include "dermavox/skin/property.hpp"
#include "dermavox/skin/relief.hpp"

#include <memory>
#include <string>
#include <vector>

namespace dermavox::skin {

/// What a layer is to the physics; its name is free.
enum class Role { barrier, epidermis, dermis, fat, other };

struct Layer {
    std::string name;
    Role role = Role::other;
    Property<Length> thickness;           ///< > 0
    Property<Pressure> young_modulus;     ///< small strain, > 0
    Property<Ratio> poisson_ratio;        ///< 0 .. 0.4999
    Property<Density> density;            ///< > 0
    Property<Ratio> cutting_factor;       ///< resistance to cutting over that of dermis, >= 0; not of Role::other
    Property<Toughness> toughness;        ///< J, work to cut per crack area, >= 0; of Role::other alone: gels, films
    Property<Ratio> puncture_factor;      ///< puncture threshold over the barrier's, >= 0
    Property<Ratio> friction;             ///< of a needle, >= 0; of Role::other alone, tissue has the needle's
    Property<Pressure> adhesion;          ///< shear on the shaft without pressure, >= 0
    Property<Ratio> recoil;               ///< opening that stays / opening cut, 0 .. 1
    Property<Diffusivity> kappa;          ///< water, per vapour density potential, > 0
    Property<Length> roughness;           ///< standard deviation of the layer's upper interface, >= 0
    Property<Length> correlation_length;  ///< of that interface, > 0 where roughness > 0
};

/// What lies under the last layer.
struct Backing {
    std::string name;
    bool rigid = false;
    Property<Pressure> young_modulus;  ///< read only when not rigid
    Property<Ratio> poisson_ratio;
};

/// Skin as a stack of layers, top down, with the state it is in.
struct Stack {
    std::string site;     ///< catalogue name, or "own"
    std::string species;  ///< human, pig, rat, medium
    std::vector<Layer> layers;
    Backing backing;
    Relief relief;                                    ///< furrows of the surface; depth 0 = smooth
    Papillae papillae;                                ///< on the upper face of the first dermis; height 0 = none
    Property<FluxDensity> tewl;                       ///< intact water loss at 22 C, 50 % humidity; value 0 = unknown
    FluxDensity sweat{};                              ///< part of `tewl` that does not cross the barrier (palm)
    Tension rest_tension{};                           ///< as the body holds it, >= 0
    Tension tension{};                                ///< as it is treated, >= 0: mean of along and across the lines
    Length tension_depth{};                           ///< carried down to here; 0 = to the end of the dermis
    double stretch_x = 1, stretch_y = 1;              ///< from rest to as it is treated
    Angle tension_lines{};                            ///< direction of the greater tension, from +x
    double tension_ratio = 1;                         ///< tension across the lines over that along them, 0 .. 1
    Appendages appendages{};                          ///< mouths of follicles and glands at the surface
    std::vector<Inclusion> inclusions{};              ///< bodies in the layers that needles may meet
    std::shared_ptr<const MeasuredFaces> measured{};  ///< interfaces of a scan; none: planes
};

/// Depth of the upper face of layer i under the mean surface; i = layers.size() gives the total thickness.
Length depth_of(const Stack& stack, std::size_t i);
/// The first layer of a role, or layers.size() when there is none.
std::size_t first_of(const Stack& stack, Role role);

}  // namespace dermavox::skin
