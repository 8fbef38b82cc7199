// dermavox-calibrate ROWS.csv FOLDER
//
// Fits the free constants of the penetration model to measurements, in logarithms, weighted by each row's band
// and held by each constant's prior (Levenberg and Marquardt), and writes
//   FOLDER/fitted.csv     constant, prior, fitted, spread, how much of it the data fixed, what it is tied to
//   FOLDER/residuals.csv  every row with measured and fitted value; rows that the model has no quantity for too
#include "dermavox/verify/observations.hpp"
#include "dermavox/verify/rows.hpp"

#include "dermavox/core/problem.hpp"

#include <Eigen/Dense>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>

using namespace dermavox;
using namespace dermavox::verify;

namespace {

std::vector<double> values_of(const Eigen::VectorXd& x)
{
    std::vector<double> values;
    for (Eigen::Index i = 0; i < x.size(); ++i)
        values.push_back(free_constants()[std::size_t(i)].prior * std::exp(x[i]));
    return values;
}

// ln(model/measured)/band of the rows, then x/spread of the priors. A model value of 0 counts as a hundredth.
Eigen::VectorXd misfit(const std::vector<Row>& rows, const Eigen::VectorXd& x)
{
    const std::vector<double> values = values_of(x);
    std::vector<double> r;
    for (const Row& row : rows)
        if (const auto model = predict(row.id, values))
            r.push_back(std::log(std::max(*model, 0.01 * row.value) / row.value) / row.band);
    for (Eigen::Index i = 0; i < x.size(); ++i) r.push_back(x[i] / free_constants()[std::size_t(i)].spread);
    return Eigen::Map<Eigen::VectorXd>(r.data(), Eigen::Index(r.size()));
}

Eigen::MatrixXd slopes(const std::vector<Row>& rows, const Eigen::VectorXd& x, const Eigen::VectorXd& at)
{
    constexpr double h = 0.02;
    Eigen::MatrixXd matrix(at.size(), x.size());
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        Eigen::VectorXd moved = x;
        moved[i] += h;
        matrix.col(i) = (misfit(rows, moved) - at) / h;
    }
    return matrix;
}

Eigen::VectorXd fit(const std::vector<Row>& rows)
{
    Eigen::VectorXd x = Eigen::VectorXd::Zero(Eigen::Index(free_constants().size()));
    Eigen::VectorXd r = misfit(rows, x);
    double damping = 1e-2;
    for (int iteration = 0; iteration < 25; ++iteration) {
        const Eigen::MatrixXd j = slopes(rows, x, r);
        Eigen::MatrixXd normal = j.transpose() * j;
        normal.diagonal() *= 1 + damping;
        const Eigen::VectorXd step = normal.ldlt().solve(-j.transpose() * r), next = x + step;
        const Eigen::VectorXd after = misfit(rows, next);
        if (after.squaredNorm() >= r.squaredNorm()) {
            if ((damping *= 10) > 1e6) break;
            continue;
        }
        const double gain = r.squaredNorm() - after.squaredNorm();
        x = next, r = after, damping /= 10;
        std::fprintf(stderr, "misfit %.4f\n", r.squaredNorm());
        if (gain < 1e-6 * r.squaredNorm()) break;
    }
    return x;
}

void write_constants(const std::string& file, const std::vector<Row>& rows, const Eigen::VectorXd& x)
{
    const Eigen::MatrixXd j = slopes(rows, x, misfit(rows, x));
    const Eigen::MatrixXd covariance = (j.transpose() * j).inverse();
    std::ofstream out(file);
    out << "# spread: of the logarithm, after the fit. fixed_by_data: 1 - (spread/prior spread)^2; near 0 the data\n"
           "# say nothing. tied_to: the constant with which it can be traded, and their correlation.\n"
           "constant,unit,prior,prior_spread,fitted,spread,fixed_by_data,tied_to,correlation\n";
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        const Free& c = free_constants()[std::size_t(i)];
        const double spread = std::sqrt(covariance(i, i));
        Eigen::Index tied = -1;
        double strongest = 0;
        for (Eigen::Index k = 0; k < x.size(); ++k) {
            const double corr = covariance(i, k) / std::sqrt(covariance(i, i) * covariance(k, k));
            if (k != i && std::abs(corr) > std::abs(strongest)) strongest = corr, tied = k;
        }
        char line[256];
        std::snprintf(line, sizeof line, "%s,%s,%.4g,%.3g,%.4g,%.3g,%.3f,%s,%.2f\n", c.key.c_str(), c.unit.c_str(),
                      c.prior, c.spread, c.prior * std::exp(x[i]), spread,
                      1 - spread * spread / (c.spread * c.spread),
                      tied < 0 ? "" : free_constants()[std::size_t(tied)].key.c_str(), strongest);
        out << line;
    }
}

void write_residuals(const std::string& file, const std::vector<Row>& rows, const Eigen::VectorXd& x)
{
    std::ofstream out(file);
    out << "# error: fitted/measured - 1. A row without a fitted value is one that the model has no quantity for.\n"
           "id,quantity,conditions,unit,measured,band,fitted,error,within_band\n";
    for (const Row& row : rows) {
        const auto model = predict(row.id, values_of(x));
        char numbers[160];
        if (model)
            std::snprintf(numbers, sizeof numbers, "%.4g,%.2g,%.4g,%+.3f,%s", row.value, row.band, *model,
                          *model / row.value - 1, std::abs(*model / row.value - 1) <= row.band ? "yes" : "no");
        else
            std::snprintf(numbers, sizeof numbers, "%.4g,%.2g,,,not modelled", row.value, row.band);
        out << row.id << ',' << row.quantity << ",\"" << row.conditions << "\"," << row.unit << ',' << numbers
            << '\n';
    }
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 3) {
        std::cerr << "usage: dermavox-calibrate ROWS.csv FOLDER\n";
        return core::exit_code::usage;
    }
    try {
        const std::vector<Row> rows = read_rows(arguments[1]);
        const Eigen::VectorXd x = fit(rows);
        write_constants(arguments[2] + std::string("/fitted.csv"), rows, x);
        write_residuals(arguments[2] + std::string("/residuals.csv"), rows, x);
    } catch (const core::InputError& error) {
        std::cerr << error.what() << '\n';
        return core::exit_code::bad_input;
    } catch (const core::Failure& failure) {
        std::cerr << failure.what() << '\n';
        return failure.exit_code();
    }
    return core::exit_code::done;
}
