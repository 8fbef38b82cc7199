/// Fits the two least known numbers of the water loss network to readings of one's own.
#pragma once

#include "dermavox/recovery/closure.hpp"

#include <span>

namespace dermavox::recovery {

/// One reading: hours after the treatment, negative before it.
struct Reading {
    double hours = 0;
    double tewl = 0;  ///< [kg/(m2 s)], sweat included
};

struct ReadingsFit {
    FluxDensity intact{};      ///< in the reference state; from the readings before the treatment, else the site's
    double barrier_kappa = 0;  ///< apparent, in the reference state [m2/s]
    double aperture = 0;       ///< chi
    HalfLife half_life;        ///< fitted from three times on, else the site's
    bool half_life_fitted = false;
    std::vector<double> residuals;  ///< fitted - read, of each reading in order [kg/(m2 s)]
    double rms = 0;                 ///< of the residuals after the treatment
};

/// Least squares of readings after the treatment over log chi in [0.001, 1] and, given three different times, log
/// half-life in [0.05 h, 500 h]: a grid that is refined round its best point, so that no start matters. The readings
/// before the treatment fix intact skin: the barrier is fitted so that the network in the given environment gives
/// their mean. Warns when the best chi or half-life lies on its bound. Throws core::InputError for a reading that is
/// not positive and finite, no reading after the treatment, or skin that cannot be fitted.
ReadingsFit fit_readings(std::span<const Reading> readings, const TreatedSkin& treated, const ClosurePlan& plan,
                         core::Notes& notes);

}  // namespace dermavox::recovery
