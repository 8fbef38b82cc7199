// What each row of scenes/calibration/rows.csv is to the fit.
#include "dermavox/verify/observations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace dermavox::verify {

namespace {

constexpr std::array fitted{"R1",  "R2",  "D1a", "D1b", "O1",  "O3",  "K1",  "K2",  "N1",  "C2a",
                            "C2b", "B1a", "B1c", "J1",  "L1",  "A1a", "A1b", "A1c", "E1",  "X1a",
                            "X1b", "X1c", "X1d", "X1e", "X2a", "X2b", "X2c", "X2d", "X2e", "X2f"};
constexpr std::array inputs{"T1", "G2a", "G2b", "G2c", "E2", "V1"};
constexpr std::array predicted{"A1", "B1b", "C1", "M1", "M1b", "O2", "O4", "T3", "P1"};

template <std::size_t N>
bool among(const std::array<const char*, N>& ids, std::string_view row)
{
    return std::ranges::find(ids, row, [](const char* id) { return std::string_view(id); }) != ids.end();
}

/// Points of one curve or datum: how much wider their bands are, so that they do not count as so many tests.
double widening(std::string_view row)
{
    if (row == "O1" || row == "O3") return std::sqrt(2.0);  // one force
    return row.starts_with("X") ? 1.5 : 1;                  // 11 points count as 5
}

}  // namespace

Use use_of(const std::string& row)
{
    if (among(fitted, row)) return Use::fitted;
    if (among(inputs, row)) return Use::input;
    return among(predicted, row) ? Use::predicted : Use::none;
}

std::string laboratory_of(const std::string& row) { return row.substr(0, 1); }

double log_band(const Row& row) { return row.band * widening(row.id); }

std::vector<double> residuals(const std::vector<Row>& rows, const std::vector<double>& constants,
                              const Benches& benches, mechanics::Cutting cutting, const std::string& left_out)
{
    std::vector<double> r;
    for (const Row& row : rows) {
        if (use_of(row.id) != Use::fitted || laboratory_of(row.id) == left_out) continue;
        // a model value of 0 counts as a hundredth
        if (const auto model = predict(row.id, constants, benches, cutting))
            r.push_back(std::log(std::max(*model, 0.01 * row.value) / row.value) / log_band(row));
    }
    return r;
}

}  // namespace dermavox::verify
