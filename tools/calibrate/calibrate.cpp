// dermavox-calibrate CATALOGUE
//
// Fits all free constants of the penetration model and the unstated conditions of the tests together, in logarithms,
// weighted by each row's band and held by each constant's prior, for both ways of cutting, and writes into
// CATALOGUE/calibration
//   constants.csv, constants-crack.csv   prior and posterior of every constant, how much of it the data fixed, what
//                                        it is tied to; where fibres rupture, and where all cut a crack
//   posterior.csv, posterior-crack.csv   samples of the engine's constants
//   residuals.csv                        every row: what it is to the fit, measured, P10, P50, P90 of the model
#include "dermavox/core/problem.hpp"
#include "dermavox/core/statistics.hpp"
#include "dermavox/mechanics/posterior.hpp"
#include "dermavox/verify/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace dermavox;
using namespace dermavox::verify;
using mechanics::Cutting;

namespace {

struct Result {
    mechanics::Fit fit;
    mechanics::Posterior posterior;
};

Result fitted(const std::vector<Row>& rows, const Benches& benches, Cutting cutting)
{
    const auto misfit = [&](const std::vector<double>& v) { return residuals(rows, v, benches, cutting); };
    const std::vector<mechanics::FitConstant> before = priors();
    Result result;
    result.fit = mechanics::fit_constants(before, misfit);
    fmt::print(stderr, "mean square residual {:.3f}, before {:.3f}, {} trials\n", result.fit.after, result.fit.before,
               result.fit.evaluations);
    result.posterior = mechanics::sample_posterior(before, misfit, result.fit);
    fmt::print(stderr, "steps taken {:.2f}, disagreement of walks {:.3f}\n", result.posterior.accepted,
               result.posterior.disagreement);
    return result;
}

/// P10, P50, P90 of a figure of the samples.
template <class F>
std::array<double, 3> band(const mechanics::Posterior& posterior, const F& figure)
{
    std::vector<double> values;
    for (const std::vector<double>& sample : posterior.samples) values.push_back(figure(sample));
    std::ranges::sort(values);
    return {core::quantile(values, 0.1), core::quantile(values, 0.5), core::quantile(values, 0.9)};
}

void write_constants(const std::filesystem::path& file, const Result& result)
{
    std::ofstream out(file);
    out << "# prior_spread: of the logarithm. fixed_by_data: 1 - (spread/prior spread)^2, near 0 the data say "
           "nothing.\n"
           "# tied_to: the constant with which it can best be traded, and their correlation. use: nuisance = a "
           "test's\n"
           "# condition that its source does not state.\n"
           "constant,unit,use,prior,prior_spread,P10,P50,P90,fixed_by_data,tied_to,correlation\n";
    for (std::size_t i = 0; i < free_constants().size(); ++i) {
        const Free& free = free_constants()[i];
        const mechanics::FittedConstant& at = result.fit.constants[i];
        const auto p = band(result.posterior, [&](const auto& v) { return v[i]; });
        out << fmt::format("{},{},{},{:.4g},{:.3g},{:.4g},{:.4g},{:.4g},{:.2f},{},{:.2f}\n", free.key, free.unit,
                           free.nuisance ? "nuisance" : "constant", free.prior, free.spread, p[0], p[1], p[2],
                           at.fixed_by_data, at.tied_to < 0 ? "" : free_constants()[std::size_t(at.tied_to)].key,
                           at.correlation);
    }
}

void write_samples(const std::filesystem::path& file, const mechanics::Posterior& posterior)
{
    std::ofstream out(file);
    out << "# samples of the constants together, SI: a line is one set that the measurements leave possible\n";
    const auto line = [&](const auto& cell) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < free_constants().size(); ++i)
            if (!free_constants()[i].nuisance) cells.push_back(cell(i));
        out << fmt::format("{}\n", fmt::join(cells, ","));
    };
    line([&](std::size_t i) { return free_constants()[i].key; });
    for (const std::vector<double>& sample : posterior.samples)
        line([&](std::size_t i) { return fmt::format("{:.4g}", sample[i]); });
}

const char* word(Use use)
{
    constexpr const char* words[] = {"fitted", "input", "predicted", "not modelled"};
    return words[std::size_t(use)];
}

void write_residuals(const std::filesystem::path& file, const std::vector<Row>& rows, const Benches& benches,
                     const mechanics::Posterior& posterior)
{
    std::ofstream out(file);
    out << "# residual: ln(P50/measured)/ln-band of the fit. A row without a figure is one that the model does not "
           "have.\n"
           "id,quantity,unit,use,measured,band,P10,P50,P90,residual\n";
    for (const Row& row : rows) {
        out << fmt::format("{},{},{},{},{:.4g},{:.2g}", row.id, row.quantity, row.unit, word(use_of(row.id)),
                           row.value, row.band);
        if (!predict(row.id, posterior.samples.front(), benches)) {
            out << ",,,,\n";
            continue;
        }
        const auto p = band(posterior, [&](const auto& v) { return *predict(row.id, v, benches); });
        out << fmt::format(",{:.4g},{:.4g},{:.4g},{:+.2f}\n", p[0], p[1], p[2],
                           std::log(p[1] / row.value) / log_band(row));
    }
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "usage: dermavox-calibrate CATALOGUE\n";
        return core::exit_code::usage;
    }
    try {
        const scene::Catalogue catalogue(arguments[1]);
        const std::filesystem::path folder = catalogue.folder() / "calibration";
        const std::vector<Row> rows = read_rows((folder / "rows.csv").string());
        const Benches benches(catalogue, true);
        const Result rupture = fitted(rows, benches, Cutting::rupture);
        write_constants(folder / "constants.csv", rupture);
        write_samples(folder / "posterior.csv", rupture.posterior);
        write_residuals(folder / "residuals.csv", rows, benches, rupture.posterior);
        const Result crack = fitted(rows, benches, Cutting::crack);
        write_constants(folder / "constants-crack.csv", crack);
        write_samples(folder / "posterior-crack.csv", crack.posterior);
    } catch (const core::InputError& error) {
        std::cerr << error.what() << '\n';
        return core::exit_code::bad_input;
    } catch (const core::Failure& failure) {
        std::cerr << failure.what() << '\n';
        return failure.exit_code();
    }
    return core::exit_code::done;
}
