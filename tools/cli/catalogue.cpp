/// `dermavox sites`, `dermavox devices`: the catalogues with the provenance of every field.

#include "dermavox/scene/catalogue.hpp"
#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "input.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::cli {
namespace {

using SheetOf = scene::Sheet (*)(const scene::Catalogue&, const std::string&);

void list_shelf(const scene::Catalogue& shelves, const std::vector<std::string>& names, SheetOf sheet_of)
{
    std::size_t width = 0;
    for (const std::string& name : names) width = std::max(width, name.size());
    for (const std::string& name : names) {
        const scene::Sheet sheet = sheet_of(shelves, name);
        fmt::print("{:<{}}  {}\n", name, width, sheet.title);
    }
}

void show(const scene::Sheet& sheet)
{
    std::size_t key_width = 0, value_width = 0;
    for (const scene::Field& field : sheet.fields) {
        key_width = std::max(key_width, field.key.size());
        value_width = std::max(value_width, field.value.size());
    }
    fmt::print("{}: {}\n", sheet.name, sheet.title);
    for (const scene::Field& field : sheet.fields) {
        const std::string spread = field.spread > 0 ? fmt::format(" spread {:.2g};", field.spread) : "";
        fmt::print("{:<{}}  {:<{}}  [{}]{} {}\n", field.key, key_width, field.value, value_width,
                   skin::name_of(field.basis), spread, field.source.empty() ? field.origin : field.source);
    }
}

}  // namespace

int list_sites(const std::string& name)
{
    const scene::Catalogue shelves = catalogue();
    if (name.empty())
        list_shelf(shelves, shelves.sites(), scene::site_sheet);
    else
        show(scene::site_sheet(shelves, name));
    return core::exit_code::done;
}

int list_devices(const std::string& name)
{
    const scene::Catalogue shelves = catalogue();
    if (name.empty())
        list_shelf(shelves, shelves.devices(), scene::device_sheet);
    else
        show(scene::device_sheet(shelves, name));
    return core::exit_code::done;
}

}  // namespace dermavox::cli
