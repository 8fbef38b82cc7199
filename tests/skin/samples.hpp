/// Stacks that the tests and benchmarks of this module share.
#pragma once

#include "dermavox/skin/layer.hpp"

#include <initializer_list>

namespace dermavox::skin {

/// A layer with a rough upper interface; roughness 0 leaves it flat.
inline Layer layer_of(Length thickness, Length roughness = {}, Length correlation_length = {})
{
    Layer layer;
    layer.thickness.value = thickness;
    layer.roughness.value = roughness;
    layer.correlation_length.value = correlation_length;
    return layer;
}

inline Stack stack_of(std::initializer_list<Layer> layers)
{
    Stack stack;
    stack.layers = layers;
    return stack;
}

/// Cheek: stratum corneum, viable epidermis, dermis, fat (thicknesses of doi:10.1186/s12880-022-00839-w and
/// Egawa 2007). With roughness as assumed here for tests.
inline Stack flat_cheek()
{
    return stack_of({layer_of(16.8_um), layer_of(55.0_um), layer_of(1.05_mm), layer_of(6.0_mm)});
}
inline Stack rough_cheek()
{
    return stack_of({layer_of(16.8_um, 10.0_um, 120.0_um), layer_of(55.0_um, 10.0_um, 100.0_um),
                     layer_of(1.05_mm, 20.0_um, 60.0_um), layer_of(6.0_mm, 80.0_um, 1.0_mm)});
}

/// The same with furrows and papillae.
inline Stack textured_cheek()
{
    Stack stack = rough_cheek();
    stack.layers[0].roughness.value = stack.layers[1].roughness.value = 2.0_um;
    stack.layers[2].role = Role::dermis;
    stack.relief.depth.value = 50.0_um;
    stack.papillae.height.value = 50.0_um;
    return stack;
}

}  // namespace dermavox::skin
