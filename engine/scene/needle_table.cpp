#include "engine/scene/needle_table.hpp"

#include "engine/scene/number_table.hpp"

#include <cmath>

namespace dermavox::scene {

std::vector<device::Seat> read_needle_table(std::string_view text, const std::string& file,
                                            std::vector<core::Problem>& problems)
{
    static const TableKind kind{.key = "device.cartridge.table",
                                .noun = "needle",
                                .expected = "x, y or length_offset with _mm or _um",
                                .required = "columns x and y",
                                .example = "write e.g. x_mm,y_mm,length_offset_mm",
                                .columns = {{.name = "x", .headers = in_mm_or_um("x"), .required = true},
                                            {.name = "y", .headers = in_mm_or_um("y"), .required = true},
                                            {.name = "length_offset", .headers = in_mm_or_um("length_offset")}}};
    const auto or_none = [](double value) { return std::isnan(value) ? 0 : value; };
    std::vector<device::Seat> seats;
    for (const auto& row : read_number_table(text, file, kind, problems))
        seats.push_back({or_none(row[0]), or_none(row[1]), or_none(row[2])});
    return seats;
}

}  // namespace dermavox::scene
