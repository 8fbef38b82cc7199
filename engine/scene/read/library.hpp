/// Catalogue files as claims on keys.
#pragma once

#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/scene.hpp"
#include "engine/scene/read/settings.hpp"

namespace dermavox::scene {

/// The text of a file of at most 1 MiB; throws as core::read_text_file does.
std::string text_of(const std::filesystem::path& file);

/// The items of scenes/sites/NAME.toml or scenes/devices/NAME.toml. Requires a listed name.
std::vector<Item> site_items(const Catalogue& catalogue, const std::string& name,
                             std::vector<core::Problem>& problems);
std::vector<Item> device_items(const Catalogue& catalogue, const std::string& name,
                               std::vector<core::Problem>& problems);

/// A cache of the rules of a folder.
std::shared_ptr<RuleShelf> new_rule_shelf(std::filesystem::path folder);

/// The solutes of solutes.toml by name, as keys of [solute]; none without the file.
std::map<std::string, std::vector<Item>> catalogue_solutes(const Catalogue& catalogue,
                                                           std::vector<core::Problem>& problems);

/// The zones of zones.toml; none without the file.
std::vector<Zone> catalogue_zones(const Catalogue& catalogue, std::vector<core::Problem>& problems);

/// Materials by name, of tissue and of backings: property -> item.
class Materials
{
public:
    Materials(const Catalogue& catalogue, std::vector<core::Problem>& problems);
    /// Gives `table` (skin.dermis, skin.backing) every property of the material that it does not state.
    /// Returns false when there is no such material.
    bool fill(const std::string& material, const std::string& table, Claims& claims) const;
    std::vector<std::string> names() const;

private:
    std::map<std::string, std::vector<Item>> m_properties;
};

/// Renames [[skin.layer]] of a site to skin.<name>; returns the names, top down.
std::vector<std::string> name_layers(std::vector<Item>& items);

}  // namespace dermavox::scene
