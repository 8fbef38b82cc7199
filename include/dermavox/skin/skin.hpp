/// A patch of skin: the layer stack with its interfaces as seeded random height fields, computed on demand.
#pragma once

#include "dermavox/core/lattice.hpp"
#include "dermavox/skin/layer.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace dermavox::skin {

/// Where the layers are. The upper face of layer i lies at
///
///     top_0 = m_0 + f_0 + z,   top_i = max( depth_of(i) + m_i + f_i + p_i + c_i z, top_{i-1} + 0.05 thickness_{i-1}
///     )
///
/// all functions of (x, y), periodic over the patch:
///   m_i  how far the face of a scan lies below its mean (measured_faces.hpp); 0 without one
///   f_i  a Gaussian random field of mean 0, standard deviation `roughness` and correlation
///        C(r) = roughness^2 exp(-r^2/correlation_length^2), independent from face to face; the backing's is 0
///   z    the furrows of the surface below its plateaus (relief.hpp), c_i the share that face i follows
///   p_i  the papillae on the upper face of the first dermis (papillae.hpp), 0 elsewhere
/// The maximum keeps interfaces from crossing. Each part is a pure function of (seed, what it is, patch):
/// changing one interface leaves the others as they are.
///
/// Immutable; copies share the fields. A call of `top` costs about 20 ns per interface down to it.
class Skin
{
public:
    /// A patch of width x height [m]. Throws core::InputError with every problem of the stack: no layers, a
    /// thickness that is not positive, a negative roughness, a roughness without a correlation length, a
    /// relief or papillae outside their ranges or with no room; and core::Failure (69) where a correlation
    /// length or the papillae are too small for the patch.
    Skin(Stack stack, double width, double height, std::uint64_t seed);

    const Stack& stack() const { return m_stack; }
    /// Depth [m] of the upper face of layer i at (x, y) [m]; i = layers.size() gives the backing's.
    double top(std::size_t i, double x, double y) const;
    /// All of them: depths[i] = top(i, x, y). Requires depths.size() = layers.size() + 1.
    void tops(double x, double y, std::span<double> depths) const;
    /// Layer at a world point: -1 above the surface, layers.size() in the backing. A point on an interface
    /// belongs to the layer below.
    int layer_at(double x, double y, double z) const;
    /// True when every interface is a plane (no roughness, relief, papillae): callers may then use mean depths.
    bool flat() const;

private:
    struct Interfaces;
    Stack m_stack;
    std::shared_ptr<const Interfaces> m_interfaces;
};

}  // namespace dermavox::skin
