#include "dermavox/transport/air.hpp"

#include <cmath>

namespace dermavox::transport {

Density saturation_density(Temperature temperature)
{
    const double t = temperature.si, log_t = std::log(t);
    const double pressure =
        std::exp(54.842763 - 6763.22 / t - 4.210 * log_t + 0.000367 * t +
                 std::tanh(0.0415 * (t - 218.8)) * (53.878 - 1331.22 / t - 9.44523 * log_t + 0.014025 * t));
    return {pressure / (461.523 * t)};
}

Diffusivity vapour_diffusivity(Temperature temperature)
{
    return {2.178e-5 * std::pow(temperature.si / 273.15, 1.81)};
}

double latent_heat(Temperature temperature) { return 2.501e6 - 2361 * (temperature.si - 273.15); }

}  // namespace dermavox::transport
