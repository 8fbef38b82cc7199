#include "dermavox/device/gauge.hpp"

#include <iterator>

namespace dermavox::device {
namespace {

/// Designated metric size [um] of gauge 10, 11, ... 34. Whole numbers: their quotient is the double nearest to the
/// size.
constexpr int k_sizes[] = {3400, 3000, 2700, 2400, 2100, 1800, 1600, 1400, 1200, 1100, 900, 800, 700,
                           600,  550,  500,  450,  400,  360,  330,  300,  250,  230,  200, 180};
static_assert(std::size(k_sizes) == most_gauge - least_gauge + 1);

}  // namespace

std::optional<Length> diameter_of_gauge(int gauge)
{
    if (gauge < least_gauge || gauge > most_gauge) return std::nullopt;
    return Length{k_sizes[gauge - least_gauge] / 1e6};
}

}  // namespace dermavox::device
