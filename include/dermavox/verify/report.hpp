/// What a verification found: every check with what was expected, and every measurement with what the model gives.
///
/// A check is a statement about the code or the model that must hold: a closed form, an order of convergence, a
/// balance, the same bits twice. A measurement is a row of scenes/calibration/rows.csv: rows outside their band are
/// reported and do not fail.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dermavox::verify {

enum class Judge {
    relative,  ///< |got/expected - 1| <= tolerance
    absolute,  ///< |got - expected| <= tolerance
    at_most,   ///< got <= expected; the tolerance is not read
    at_least,  ///< got >= expected; the tolerance is not read
};

struct Check {
    std::string topic;  ///< the table that it stands in
    std::string name;   ///< what is computed
    std::string unit;   ///< empty for a plain number
    double expected = 0, got = 0, tolerance = 0;
    Judge judge = Judge::relative;
    std::string source;  ///< where the expected value comes from

    /// False for a figure that is not a number, too.
    bool pass() const;
};

/// A figure at falling sizes (voxel, cell, time step).
struct Series {
    std::string key;    ///< of its plot's file
    std::string title;  ///< what the figure is
    std::string unit;
    std::string size_name, size_unit;
    std::vector<double> size{};     ///< falling, in size_unit
    std::vector<double> value{};    ///< in unit
    std::optional<double> exact{};  ///< where it is known
};

/// How far each value lies from the exact one, or from the extrapolated one where none is known.
std::vector<double> errors_of(const Series& series);
/// Slope of ln(error) over ln(size), least squares, where the exact value is known; else from the last three
/// values, ln((v1 - v2)/(v2 - v3))/ln(ratio). Empty where the values do not approach one another from one side, or
/// fewer than two (exact known) or three are given.
std::optional<double> observed_order(const Series& series);
/// Richardson's extrapolation from the last two values with the observed order. Empty where there is none.
std::optional<double> extrapolated(const Series& series);

enum class Fit { within, outside, not_modelled };

/// What a measurement is to the calibration. Only rows that it predicts say how good the model is.
enum class Use {
    fitted,     ///< constants or unstated conditions were moved to meet it
    input,      ///< the model takes it over
    predicted,  ///< nothing was fitted to it
    none,       ///< a quantity that the model does not have
};

/// A published measurement beside the model.
struct Measurement {
    std::string id, quantity, conditions, unit;
    double measured = 0, band = 0;  ///< band: relative tolerance of a fair fit
    std::optional<double> model;
    std::string basis, source;
    Use use = Use::predicted;

    Fit fit() const;
    std::optional<double> error() const;  ///< model/measured - 1
};

struct Report {
    bool full = false;
    std::vector<Check> checks;
    std::vector<Series> series;
    std::vector<Measurement> measurements;

    std::size_t failed() const;
};

}  // namespace dermavox::verify
