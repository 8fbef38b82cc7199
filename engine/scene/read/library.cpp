#include "engine/scene/read/library.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/core/unit_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace dermavox::scene {
namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(folder, error))
        if (file.path().extension() == ".toml") names.push_back(file.path().stem().string());
    std::ranges::sort(names);
    return names;
}

/// papillary-dermis and papillary_dermis are one name.
std::string plain_name(std::string name)
{
    std::ranges::replace(name, '-', '_');
    return name;
}

std::vector<Item> items_of(const std::filesystem::path& file, std::vector<core::Problem>& problems)
{
    return read_toml(text_of(file), file.string(), problems);
}

}  // namespace

std::string text_of(const std::filesystem::path& file) { return core::read_text_file(file, core::most_scene_bytes); }

Catalogue::Catalogue(std::filesystem::path folder)
    : m_folder(std::move(folder)),
      m_sites(names_in(m_folder / "sites")),
      m_devices(names_in(m_folder / "devices")),
      m_contact(std::make_shared<const mechanics::ContactTables>(mechanics::cache_folder(), m_folder / "contact")),
      m_rules(new_rule_shelf(m_folder / "rules"))
{
    std::error_code error;
    if (m_sites.empty() || m_devices.empty() || !std::filesystem::exists(m_folder / "materials.toml", error))
        throw core::Failure(core::exit_code::no_input,
                            m_folder.string() + ": no catalogue (sites/, devices/ and materials.toml) is here");
}

Catalogue find_catalogue(const std::vector<std::filesystem::path>& folders)
{
    if (const char* named = std::getenv("DERMAVOX_DATA"); named && *named) return Catalogue(named);
    std::error_code error;
    for (const auto& folder : folders)
        if (std::filesystem::is_directory(folder / "sites", error)) return Catalogue(folder);
    throw core::Failure(core::exit_code::no_input,
                        "no catalogue of sites and devices was found; set DERMAVOX_DATA to its folder");
}

std::vector<Item> site_items(const Catalogue& catalogue, const std::string& name,
                             std::vector<core::Problem>& problems)
{
    return items_of(catalogue.folder() / "sites" / (name + ".toml"), problems);
}

std::vector<Item> device_items(const Catalogue& catalogue, const std::string& name,
                               std::vector<core::Problem>& problems)
{
    return items_of(catalogue.folder() / "devices" / (name + ".toml"), problems);
}

std::map<std::string, std::vector<Item>> catalogue_solutes(const Catalogue& catalogue,
                                                           std::vector<core::Problem>& problems)
{
    std::map<std::string, std::vector<Item>> solutes;
    const std::filesystem::path file = catalogue.folder() / "practice" / "solutes.toml";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return solutes;
    for (Item& item : items_of(file, problems)) {
        constexpr std::string_view start = "solutes.";
        const auto dot = item.key.find('.', start.size());
        if (!item.key.starts_with(start) || dot == item.key.npos) continue;
        const std::string name = item.key.substr(start.size(), dot - start.size());
        item.key = "solute" + item.key.substr(dot);
        solutes[name].push_back(std::move(item));
    }
    return solutes;
}

std::vector<Zone> catalogue_zones(const Catalogue& catalogue, std::vector<core::Problem>& problems)
{
    const std::filesystem::path file = catalogue.folder() / "practice" / "zones.toml";
    std::error_code error;
    std::vector<Zone> zones;
    if (!std::filesystem::exists(file, error)) return zones;
    for (const Item& item : items_of(file, problems)) {
        constexpr std::string_view start = "zone.", end = ".area";
        if (!item.key.starts_with(start) || !item.key.ends_with(end)) continue;
        std::string why;
        const auto area = core::parse_quantity(item.value.text, core::Dimension::area, why);
        if (!area) {
            problems.push_back({file.string(), item.value_place.line, item.value_place.column, item.key,
                                item.value.shown(), "an area", why});
            continue;
        }
        zones.push_back({item.key.substr(start.size(), item.key.size() - start.size() - end.size()),
                         {*area},
                         item.statement.basis.value_or(skin::Basis::assumed),
                         item.statement.source});
    }
    return zones;
}

Materials::Materials(const Catalogue& catalogue, std::vector<core::Problem>& problems)
{
    const std::string start = "material.";
    for (Item& item : items_of(catalogue.folder() / "materials.toml", problems)) {
        if (!item.key.starts_with(start) || item.value.kind == Value::Kind::table) continue;
        const auto dot = item.key.find('.', start.size());
        if (item.key.ends_with(".rigid")) {  // of a backing: the same as kind = "rigid"
            item.key.replace(dot + 1, item.key.npos, "kind");
            item.value = {.kind = Value::Kind::text, .text = item.value.number != 0 ? "rigid" : "half-space"};
        }
        if (dot != item.key.npos)
            m_properties[plain_name(item.key.substr(start.size(), dot - start.size()))].push_back(item);
    }
}

bool Materials::fill(const std::string& material, const std::string& table, Claims& claims) const
{
    const auto at = m_properties.find(plain_name(material));
    if (at == m_properties.end()) return false;
    for (Item item : at->second) {
        item.key = table + item.key.substr(item.key.rfind('.'));
        claims.try_emplace(item.key, Claim{item, Rank::catalogue, "material " + material});
    }
    return true;
}

std::vector<std::string> Materials::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, properties] : m_properties) names.push_back(name);
    return names;
}

std::vector<std::string> name_layers(std::vector<Item>& items)
{
    std::vector<std::string> names;
    for (int n = 1;; ++n) {
        const std::string table = fmt::format("skin.layer[{}]", n);
        const auto name = std::ranges::find(items, table + ".name", &Item::key);
        if (name == items.end()) return names;
        names.push_back(name->value.text);
        items.erase(name);
        for (Item& item : items)
            if (item.key == table || item.key.starts_with(table + '.'))
                item.key = "skin." + names.back() + item.key.substr(table.size());
    }
}

}  // namespace dermavox::scene
