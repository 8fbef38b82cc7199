#include "dermavox/core/problem.hpp"
#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/device/needle.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/verify/observations.hpp"
#include "dermavox/verify/rows.hpp"
#include "engine/verify/parts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

/// The median of each constant in constants.csv; throws when the file lacks one.
std::vector<double> fitted_constants(const std::string& file)
{
    using Column = core::TableColumn;
    const core::TableKind kind{
        .noun = "constant",
        .columns = {Column{.name = "constant", .cells = Column::Cells::texts, .required = true},
                    Column{.name = "p50", .dimension = core::Dimension::none, .required = true}},
        .example = "constant,p50"};
    const core::Table table = core::read_table(core::read_text_file(file, core::most_table_bytes), file, {&kind, 1});
    const auto& names = table.texts("constant");
    std::vector<double> values;
    for (const Free& constant : free_constants()) {
        const auto at = std::ranges::find(names, constant.key);
        values.push_back(at == names.end() ? 0 : table.numbers("p50")[std::size_t(at - names.begin())]);
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
    const Benches benches(catalogue, false);
    for (const Row& row : read_rows(folder + "/rows.csv"))
        record.measurement({row.id, row.quantity, row.conditions, row.unit, row.value, row.band,
                            predict(row.id, constants, benches), row.basis, row.source, use_of(row.id)});
}

}  // namespace dermavox::verify
