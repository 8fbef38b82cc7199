#include "dermavox/core/problem.hpp"
#include "dermavox/device/needle.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/verify/observations.hpp"
#include "dermavox/verify/rows.hpp"
#include "engine/verify/parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>

namespace dermavox::verify {
namespace {

/// The median of each constant in constants.csv; throws when the file lacks one.
std::vector<double> fitted_constants(const std::string& file)
{
    std::vector<double> values;
    for (const Free& constant : free_constants()) {
        std::ifstream in(file);
        std::string line;
        while (std::getline(in, line) && !line.starts_with(constant.key + ",")) {
        }
        for (int comma = 0; comma < 6; ++comma) line.erase(0, std::min(line.find(','), line.size() - 1) + 1);
        values.push_back(std::atof(line.c_str()));
        if (!(values.back() > 0))
            throw core::InputError({{file, 0, 0, constant.key, "missing", "a fitted constant above 0", ""}});
    }
    return values;
}

/// What the engine runs with, where a fitted constant is one of its parameters.
std::optional<double> in_use(const std::string& key)
{
    if (key == "device.needle.friction") return device::fitted_friction;
    if (key == "mechanics.crack_toughness") return {};  // of the other way of cutting
    mechanics::Parameters defaults = mechanics::Parameters::defaults();
    for (const mechanics::NamedParameter& p : mechanics::named(defaults))
        if ("mechanics." + p.key == key) return *p.value;
    return {};
}

}  // namespace

void measurements(Record& record, const scene::Catalogue& catalogue)
{
    const std::string folder = (catalogue.folder() / "calibration").string();
    const std::vector<double> constants = fitted_constants(folder + "/constants.csv");
    record.topic("Constants");
    record.source("scenes/calibration/constants.csv, medians");
    for (std::size_t i = 0; i < constants.size(); ++i) {
        const Free& constant = free_constants()[i];
        if (const auto value = in_use(constant.key))
            record.relative(constant.key + " in use is the fitted one", *value, constants[i], 1e-2, constant.unit);
    }
    for (const Row& row : read_rows(folder + "/rows.csv"))
        record.measurement({row.id, row.quantity, row.conditions, row.unit, row.value, row.band,
                            predict(row.id, constants), row.basis, row.source, use_of(row.id)});
}

}  // namespace dermavox::verify
