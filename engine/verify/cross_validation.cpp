// Leave one laboratory out: the constants are fitted without its rows, and these are predicted.
#include "dermavox/verify/observations.hpp"
#include "engine/verify/parts.hpp"

#include <Eigen/Dense>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

using mechanics::Cutting;

struct Coverage {
    int rows = 0, within = 0;  ///< of P10 to P90
};

/// Row's residual ln(model/measured)/band at constants moved from a fit, as a straight line: value and slopes.
struct Line {
    double value = 0;
    Eigen::VectorXd slopes;
};

Line line_of(const std::vector<Row>& one, const std::vector<double>& at, const Benches& benches)
{
    constexpr double h = 0.02;
    Line line{residuals(one, at, benches, Cutting::rupture).front(), Eigen::VectorXd(Eigen::Index(at.size()))};
    for (std::size_t i = 0; i < at.size(); ++i) {
        std::vector<double> moved = at;
        moved[i] *= std::exp(h);
        line.slopes[Eigen::Index(i)] = (residuals(one, moved, benches, Cutting::rupture).front() - line.value) / h;
    }
    return line;
}

void leave_out(const std::vector<Row>& rows, const std::string& laboratory, const Benches& benches,
               Coverage& coverage)
{
    const mechanics::Fit fit = mechanics::fit_constants(
        priors(), [&](const auto& v) { return residuals(rows, v, benches, Cutting::rupture, laboratory); });
    std::vector<double> at;
    for (const mechanics::FittedConstant& constant : fit.constants) at.push_back(constant.value);
    const auto n = Eigen::Index(at.size());
    const Eigen::Map<const Eigen::MatrixXd> covariance(fit.covariance.data(), n, n);
    const double p90 = boost::math::quantile(boost::math::normal(), 0.9);
    for (const Row& row : rows) {
        if (laboratory_of(row.id) != laboratory || use_of(row.id) != Use::fitted) continue;
        const Line line = line_of({row}, at, benches);
        const double spread = std::sqrt(1 + line.slopes.dot(covariance * line.slopes));  // the row's own band is 1
        ++coverage.rows;
        if (std::abs(line.value) <= p90 * spread) ++coverage.within;
    }
}

}  // namespace

void cross_validation(Record& record, const scene::Catalogue& catalogue)
{
    const std::vector<Row> rows = read_rows((catalogue.folder() / "calibration" / "rows.csv").string());
    std::vector<std::string> laboratories;
    for (const Row& row : rows)
        if (use_of(row.id) == Use::fitted &&
            std::ranges::find(laboratories, laboratory_of(row.id)) == laboratories.end())
            laboratories.push_back(laboratory_of(row.id));
    const Benches benches(catalogue, true);
    Coverage coverage;
    for (const std::string& laboratory : laboratories) leave_out(rows, laboratory, benches, coverage);
    record.topic("Laboratories left out of the fit");
    record.source(fmt::format("80 % of {} rows of {} laboratories, less what chance allows in 1 case of 20",
                              coverage.rows, laboratories.size()));
    const boost::math::binomial chance(coverage.rows, 0.8);
    record.at_least("rows within P10 to P90 of a fit without their laboratory", coverage.within,
                    std::floor(boost::math::quantile(chance, 0.05)));
}

}  // namespace dermavox::verify
