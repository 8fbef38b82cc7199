#include "engine/scene/tables/long_table.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/scene/read_scene.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace dermavox::scene {
namespace {

constexpr std::size_t k_longest_list = 2000;

/// "x_m", "speed_m_s".
std::string si_header(const core::TableColumn& column)
{
    using D = core::Dimension;
    const char* unit = column.dimension == D::time    ? "_s"
                       : column.dimension == D::speed ? "_m_s"
                       : column.dimension == D::angle ? "_rad"
                                                      : "_m";
    return column.name + unit;
}

std::string hash_of(const LongTable& table)
{
    std::string bytes;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
        bytes += table.headers[k] + '\n';
        bytes.append(reinterpret_cast<const char*>(table.columns[k].data()),
                     table.columns[k].size() * sizeof(double));
    }
    return core::hash_of(bytes);
}

}  // namespace

std::shared_ptr<const LongTable> long_table_of(const Settings& settings, const SceneTable& table)
{
    const Setting* first = settings.find(table.first_list());
    if (!first || first->numbers.size() <= k_longest_list) return nullptr;
    auto found = std::make_shared<LongTable>();
    for (const core::TableColumn& column : table.kind.columns)
        if (const Setting* setting = settings.find(table.lists + column.name)) {
            found->headers.push_back(si_header(column));
            found->columns.push_back(setting->numbers);
        }
    found->file = table.key;
    std::ranges::replace(found->file, '.', '-');
    found->file += fmt::format("-{}.csv", hash_of(*found).substr(0, 16));
    return found;
}

void write_long_table(const LongTable& table, std::ostream& out)
{
    for (std::size_t k = 0; k < table.headers.size(); ++k) out << (k > 0 ? "," : "") << table.headers[k];
    out << '\n';
    for (std::size_t row = 0; row < table.columns.front().size(); ++row) {
        for (std::size_t k = 0; k < table.columns.size(); ++k)
            out << (k > 0 ? "," : "") << core::format_number(table.columns[k][row]);
        out << '\n';
    }
}

}  // namespace dermavox::scene
