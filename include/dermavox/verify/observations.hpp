/// What the engine gives for each measurement, from its own skin, needles and constants: what dermavox-calibrate
/// fits.
#pragma once

#include "dermavox/mechanics/fit.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/scene/catalogue.hpp"
#include "dermavox/verify/report.hpp"
#include "dermavox/verify/rows.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::verify {

/// A constant that the fit may move, with what is known of it before: median and spread of its logarithm.
struct Free {
    std::string key, unit;
    double prior = 0;       ///< SI, > 0
    double spread = 0;      ///< of its logarithm
    bool nuisance = false;  ///< of a test's conditions that its row does not state: no constant of the engine
};

/// The free constants in order; `predict` takes their values in that order.
const std::vector<Free>& free_constants();
std::vector<mechanics::FitConstant> priors();

Use use_of(const std::string& row);

/// The devices of many needles that rows were measured with, on skins of the catalogue.
class Benches
{
public:
    /// tabulated: their balances are solved once, about half a minute, when first asked for, and read from a table
    /// then: for fits. Else each is solved as a run does it.
    Benches(const scene::Catalogue& catalogue, bool tabulated);
    ~Benches();

    struct Data;  ///< of the engine's own
    const Data& data() const { return *m_data; }

private:
    std::unique_ptr<const Data> m_data;
};

/// The engine's value for a row, in the row's unit; empty for Use::none. Rows of water loss, closure and density do
/// not depend on the constants of penetration.
std::optional<double> predict(const std::string& row, const std::vector<double>& constants, const Benches& benches,
                              mechanics::Cutting cutting = mechanics::Cutting::rupture);
std::optional<double> predict_water(const std::string& row);

/// Laboratory or data set that a row comes from; rows of one share what went wrong there.
std::string laboratory_of(const std::string& row);

/// ln(model/measured)/band of the fitted rows, in order, without those of `left_out`. Rows of one curve or one datum
/// (X1, X2: 11 points; O1, O3: one force) have wider bands, so that each counts once.
std::vector<double> residuals(const std::vector<Row>& rows, const std::vector<double>& constants,
                              const Benches& benches, mechanics::Cutting cutting, const std::string& left_out = {});
/// ln(model/measured) that a row may miss by in a fair fit.
double log_band(const Row& row);

}  // namespace dermavox::verify
