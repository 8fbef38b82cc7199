/// Another person's skin at the same site: every property drawn from its spread between people.
///
///     value = median x exp(s z),   s^2 = ln(1 + spread^2),   z standard normal
///
/// spread being the coefficient of variation that the catalogue states. Layers of one role share the draw of a
/// property: a thick dermis is thick in both of its layers. Water loss in the reference state is a draw of its own. A
/// share (recoil, Poisson's ratio) that would leave its range is drawn again. Tension, stretch, furrows and papillae
/// stay: no spread is stated for them.
#pragma once

#include "dermavox/skin/layer.hpp"

#include <cstdint>

namespace dermavox::skin {

/// The same for the same (seed, subject), for any number of threads. A value that moved keeps its basis.
Stack person(Stack stack, std::uint64_t seed, std::uint64_t subject);

}  // namespace dermavox::skin
