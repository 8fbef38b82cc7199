#include "dermavox/verify/pages.hpp"
#include "dermavox/verify/report.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using verify::Check;
using verify::Judge;

namespace {

verify::Series power_law(double order, double limit, bool known)
{
    verify::Series s{.key = "k", .title = "a < b", .unit = "mm", .size_name = "cell", .size_unit = "um"};
    for (const double h : {40.0, 20.0, 10.0})
        s.size.push_back(h), s.value.push_back(limit + 3e-3 * std::pow(h, order));
    if (known) s.exact = limit;
    return s;
}

Check check(double got, double expected, double tolerance, Judge judge)
{
    return {"topic", "name", "", expected, got, tolerance, judge, "source"};
}

}  // namespace

TEST_CASE("a power law has its order and its limit, known or not", "[verify][analytic]")
{
    for (const double order : {0.9, 1.0, 2.0})
        for (const bool known : {true, false}) {
            const verify::Series s = power_law(order, 5, known);
            CHECK_THAT(verify::observed_order(s).value(), WithinRel(order, 1e-9));
            CHECK_THAT(verify::extrapolated(s).value(), WithinRel(5.0, 1e-9));
            CHECK_THAT(verify::errors_of(s)[2], WithinRel(3e-3 * std::pow(10, order), 1e-6));
        }
}

TEST_CASE("values that do not settle have no order", "[verify]")
{
    verify::Series s{.key = "k", .title = "t", .unit = "", .size_name = "cell", .size_unit = "um"};
    s.size = {4, 2, 1};
    for (const auto& values : {std::vector{1.0, 2.0, 1.5}, {1.0, 1.1, 1.3}, {1.0, 1.0, 1.0}}) {
        s.value = values;
        CHECK_FALSE(verify::observed_order(s));
        CHECK_FALSE(verify::extrapolated(s));
        CHECK(std::isnan(verify::errors_of(s)[0]));
    }
}

TEST_CASE("a check passes within its tolerance and never for what is not a number", "[verify]")
{
    CHECK(check(1.01, 1, 0.02, Judge::relative).pass());
    CHECK_FALSE(check(1.03, 1, 0.02, Judge::relative).pass());
    CHECK(check(0, 0, 0, Judge::absolute).pass());
    CHECK_FALSE(check(1e-30, 0, 0, Judge::absolute).pass());
    CHECK(check(1e-13, 1e-12, 0, Judge::at_most).pass());
    CHECK_FALSE(check(2e-12, 1e-12, 0, Judge::at_most).pass());
    CHECK(check(0.8, 0.7, 0, Judge::at_least).pass());
    for (const Judge judge : {Judge::relative, Judge::absolute, Judge::at_most, Judge::at_least})
        CHECK_FALSE(check(NAN, 1, 1e9, judge).pass());
}

TEST_CASE("measurements out of their band are reported and fail nothing", "[verify]")
{
    verify::Report report;
    report.measurements = {{"A", "force", "", "N", 2, 0.1, 2.1, "read", "x"},
                           {"B", "depth", "", "m", 2, 0.1, 2.5, "read", "x"},
                           {"C", "slope", "", "Pa", 2, 0.1, {}, "read", "x"}};
    CHECK(report.measurements[0].fit() == verify::Fit::within);
    CHECK(report.measurements[1].fit() == verify::Fit::outside);
    CHECK(report.measurements[2].fit() == verify::Fit::not_modelled);
    CHECK(report.failed() == 0);
    report.measurements[0].use = verify::Use::fitted;
    const std::string text = verify::text_of(report, false), page = verify::page_of(report);
    CHECK(text.find("OUTSIDE") != std::string::npos);
    // A was fitted and B predicted; C has no figure, whatever it was meant to be
    CHECK(text.find("0 of 1 predicted ones within their band; 1 of 1 fitted ones, 0 are inputs, 1 not modelled") !=
          std::string::npos);
    CHECK(page.find("**outside**") != std::string::npos);
    for (const char* id : {"| A |", "| B |", "| C |"}) CHECK(page.find(id) != std::string::npos);
}

TEST_CASE("a failed check is marked in every form", "[verify]")
{
    verify::Report report;
    report.checks = {check(1, 1, 0, Judge::absolute), check(2, 1, 0, Judge::absolute),
                     check(NAN, 1, 0, Judge::absolute)};
    CHECK(report.failed() == 2);
    CHECK(verify::text_of(report, false).find("3 checks, 2 FAILED") != std::string::npos);
    CHECK(verify::page_of(report).find("**fail**") != std::string::npos);
    const std::string json = verify::json_of(report);
    CHECK(json.find("\"pass\": false") != std::string::npos);
    CHECK(json.find("\"got\": null") != std::string::npos);
}

TEST_CASE("a plot names what it shows and escapes it", "[verify]")
{
    const std::string plot = verify::plot_of(power_law(2, 5, true));
    CHECK(plot.find("a &lt; b") != std::string::npos);
    CHECK(plot.find("observed order 2.00") != std::string::npos);
    CHECK(plot.find("nan") == std::string::npos);
    CHECK(plot.ends_with("</svg>\n"));
}
