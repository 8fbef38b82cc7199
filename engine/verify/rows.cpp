#include "dermavox/verify/rows.hpp"

#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"

namespace dermavox::verify {

std::vector<Row> read_rows(const std::string& file)
{
    using Column = core::TableColumn;
    const auto text = [](const char* name) {
        return Column{.name = name, .cells = Column::Cells::texts, .required = true};
    };
    const auto number = [](const char* name) {
        return Column{.name = name, .dimension = core::Dimension::none, .required = true};
    };
    const core::TableKind kind{.noun = "row",
                               .columns = {text("id"), text("quantity"), text("conditions"), number("value"),
                                           text("unit"), number("band"), text("basis"), text("source")},
                               .example = "id,quantity,conditions,value,unit,band,basis,source"};
    const core::Table table = core::read_table(core::read_text_file(file, core::most_table_bytes), file, {&kind, 1});
    std::vector<core::Problem> problems;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto cell = [&](const char* name) { return table.texts(name)[i]; };
        const double value = table.numbers("value")[i], band = table.numbers("band")[i];
        rows.push_back({cell("id"), cell("quantity"), cell("conditions"), value, band, cell("unit"), cell("basis"),
                        cell("source")});
        for (const char* name : {"value", "band"})
            if (!(table.numbers(name)[i] > 0))
                problems.push_back(table.problem(i, name, cell("id"), "numbers above 0"));
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return rows;
}

}  // namespace dermavox::verify
