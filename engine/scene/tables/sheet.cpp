/// What the catalogues say of one site or device, field by field.
#include "engine/scene/read/library.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dermavox::scene {
namespace {

void require_name(const std::string& name, const std::vector<std::string>& names, const char* noun)
{
    if (std::ranges::find(names, name) != names.end()) return;
    const std::string nearest = nearest_name(name, names);
    throw core::Failure(core::exit_code::no_input,
                        fmt::format("{}: no such {} in the catalogue{}", name, noun,
                                    nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
}

/// Checks every key of an entry against the schema and lists those that the entry, not the schema, fills.
Sheet sheet_of(const std::string& name, const Claims& claims, const std::vector<std::string>& layers,
               std::vector<core::Problem>& problems)
{
    for (const auto& [key, claim] : claims)
        if (claim.item.value.kind == Value::Kind::table ? !is_table(key, layers) : !find_row(key, layers))
            problems.push_back({claim.item.key_place.file, claim.item.key_place.line, claim.item.key_place.column,
                                key, "unknown key", "a key of the schema", ""});
    const Settings settings = settle(claims, layers, name, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));

    Sheet sheet{.name = name, .title = settings.has("title") ? settings.text("title") : name, .fields = {}};
    for (const Setting& setting : settings.all()) {
        if (setting.rank != Rank::catalogue || setting.key.find('.') == setting.key.npos) continue;
        sheet.fields.push_back(
            {setting.key, setting.toml(), setting.spread, setting.basis, setting.source, setting.origin});
    }
    return sheet;
}

}  // namespace

Sheet site_sheet(const Catalogue& catalogue, const std::string& name)
{
    require_name(name, catalogue.sites(), "site");
    std::vector<core::Problem> problems;
    auto items = site_items(catalogue, name, problems);
    const auto layers = name_layers(items);
    Claims claims;
    for (const Item& item : items) claims.emplace(item.key, Claim{item, Rank::catalogue, "site " + name});
    const Materials materials(catalogue, problems);
    for (std::string table : layers) {
        table = "skin." + table;
        if (const auto at = claims.find(table + ".material"); at != claims.end())
            materials.fill(at->second.item.value.text, table, claims);
    }
    if (const auto at = claims.find("skin.backing.material"); at != claims.end())
        materials.fill(at->second.item.value.text, "skin.backing", claims);
    return sheet_of(name, claims, layers, problems);
}

Sheet device_sheet(const Catalogue& catalogue, const std::string& name)
{
    require_name(name, catalogue.devices(), "device");
    std::vector<core::Problem> problems;
    Claims claims;
    for (const Item& item : device_items(catalogue, name, problems))
        claims.emplace(item.key, Claim{item, Rank::catalogue, "preset " + name});
    return sheet_of(name, claims, {}, problems);
}

}  // namespace dermavox::scene
