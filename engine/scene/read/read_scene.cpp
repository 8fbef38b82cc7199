#include "dermavox/scene/read_scene.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/device/gauge.hpp"
#include "engine/scene/read/build_scene.hpp"
#include "engine/scene/read/consistency.hpp"
#include "engine/scene/read/file_beside.hpp"
#include "engine/scene/read/library.hpp"
#include "engine/scene/read/region_text.hpp"
#include "engine/scene/read/tautness.hpp"
#include "engine/scene/shapes/shape_claims.hpp"
#include "engine/scene/tables/scene_table.hpp"
#include "engine/scene/volumes/scan_claims.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace dermavox::scene {
namespace {

constexpr int most_layers = 64;

/// "skin.layer[2].thickness" -> 2, 0 for any other key.
int layer_number(const std::string& key)
{
    constexpr std::string_view start = "skin.layer[";
    int number = 0;
    if (key.starts_with(start)) std::from_chars(key.data() + start.size(), key.data() + key.size(), number);
    return number;
}

/// One reading: gathers claims, settles them, builds the scene; collects problems all the way.
class SceneReading
{
public:
    SceneReading(const std::string& name, const Catalogue& catalogue, std::size_t most_bytes)
        : m_name(name),
          m_catalogue(catalogue),
          m_most_bytes(most_bytes)
    {
    }

    Scene read(const std::string& text, const std::vector<std::string>& sets)
    {
        auto items = read_toml(text, m_name, m_problems);
        if (!m_problems.empty() && items.empty()) fail();
        claim(std::move(items), Rank::scene, "scene");
        for (const std::string& set : sets) override_by(read_override(set, m_problems));
        claim_fitted();

        Claims catalogue = claim_site();
        if (m_layers.empty()) fail_without_skin();
        claim_device(catalogue);
        m_claims.merge(catalogue);  // keeps the scene's where both state a key
        for (const std::string& table : needle_tables()) claim_gauge(table);
        claim_needles();
        if (text_claimed("motion.pattern") == "path") claim_table(path_table());
        claim_table(opening_table());
        claim_mask();
        read_own_rules();
        fill_materials();
        ClaimedScan scan = claim_scan(m_name, m_layers, m_most_bytes, m_claims, m_problems);
        claim_solute();
        const std::vector<Zone> zones = read_zones();
        refuse_unknown();
        Settings settings = settle(m_claims, m_layers, m_name, m_problems);
        if (skin_stands()) resolve_tautness(settings, m_layers, m_problems);
        check_consistency(settings, m_layers, m_name, m_problems);
        if (!m_problems.empty()) fail();
        Scene scene = build_scene(settings, m_layers);
        scene.contact = m_catalogue.contact();
        scene.volume = std::move(scan.file);
        scene.scan = std::move(scan.summary);
        scene.skin.measured = std::move(scan.faces);
        std::ranges::move(scan.warnings, std::back_inserter(scene.notes.warnings));
        scene.source_name = m_name;
        scene.source_text = text;
        scene.assumed_of_tables = std::move(m_assumed);
        if (scene.plan) scene.plan->zones = zones;
        scene.rules = joined_rules(m_catalogue.rules(), std::move(m_rules));
        scene.rule_files = std::move(m_rule_files);
        for (const std::string& file : m_files)
            scene.catalogue.push_back({file, core::hash_of_file(m_catalogue.folder() / file)});
        return scene;
    }

private:
    void claim(std::vector<Item> items, Rank rank, const std::string& origin)
    {
        for (Item& item : items) {
            if (item.key.starts_with("skin.layers")) item.key.replace(0, 11, "skin.layer");
            Claim claim{std::move(item), rank, origin};
            const auto [at, fresh] = m_claims.try_emplace(claim.item.key, claim);
            if (fresh) continue;
            if (claim.item.value.kind != Value::Kind::table || at->second.item.value.kind != Value::Kind::table)
                at->second = std::move(claim);
        }
    }

    /// New layers from --set replace all of the scene's; any other key replaces its namesake.
    void override_by(std::vector<Item> items)
    {
        if (!items.empty() && (items.front().key == "skin.layers[1]" || items.front().key == "skin.layer[1]"))
            std::erase_if(m_claims, [](const auto& entry) { return layer_number(entry.first) > 0; });
        claim(std::move(items), Rank::override, "--set");
    }

    /// Values of the skin and of the models from the file that `materials` names: over the scene's own, under --set.
    void claim_fitted()
    {
        const auto at = m_claims.find("materials");
        if (at == m_claims.end() || at->second.item.value.kind != Value::Kind::text) return;
        const Item named = at->second.item;
        m_claims.erase(at);  // what is resolved needs no second file
        const auto file = file_beside(std::filesystem::path(m_name).parent_path(), named, m_problems);
        if (!file) return;
        std::vector<Item> items = read_toml(file->text, file->name, m_problems);
        std::erase_if(items, [&](const Item& item) {
            const auto set = m_claims.find(item.key);
            return set != m_claims.end() && set->second.rank == Rank::override;
        });
        for (const Item& item : items)
            if (!item.key.starts_with("skin") && !item.key.starts_with("mechanics") &&
                !item.key.starts_with("transport") && !item.key.starts_with("recovery"))
                m_problems.push_back({item.key_place.file, item.key_place.line, item.key_place.column, item.key,
                                      "a key that is no property",
                                      "keys under skin, mechanics, transport or recovery", ""});
        claim(std::move(items), Rank::scene, "file " + named.value.text);
    }

    /// No key that skin and mechanics are built from has a problem.
    bool skin_stands() const
    {
        return std::ranges::none_of(m_problems, [](const core::Problem& problem) {
            return problem.key.starts_with("skin") || problem.key.starts_with("mechanics");
        });
    }

    std::string text_claimed(const std::string& key) const
    {
        const auto at = m_claims.find(key);
        return at == m_claims.end() ? "" : at->second.item.value.text;
    }

    void report(const Item& item, std::string expected, std::string hint)
    {
        m_problems.push_back({item.value_place.file, item.value_place.line, item.value_place.column, item.key,
                              item.value.shown(), std::move(expected), std::move(hint)});
    }

    /// True when `key` names one of `names`; reports a name that is not among them.
    bool names_one(const std::string& key, const std::vector<std::string>& names, const std::string& expected)
    {
        const auto at = m_claims.find(key);
        if (at == m_claims.end() || at->second.item.value.kind != Value::Kind::text) return false;
        const std::string& name = at->second.item.value.text;
        if (std::ranges::find(names, name) != names.end()) return true;
        const std::string nearest = nearest_name(name, names);
        report(at->second.item, expected, nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest));
        return false;
    }

    /// The layers: own ones if the scene has any, else the site's.
    Claims claim_site()
    {
        Claims claims;
        find_own_layers();
        if (!names_one("skin.site", m_catalogue.sites(), "a site of the catalogue (dermavox sites)")) return claims;
        const std::string site = text_claimed("skin.site");
        m_files.push_back("sites/" + site + ".toml");
        auto items = site_items(m_catalogue, site, m_problems);
        const auto layers = name_layers(items);
        const bool own = !m_layers.empty();
        if (!own) m_layers = layers;
        for (Item& item : items) {
            const bool of_layer = std::ranges::any_of(layers, [&](const std::string& layer) {
                return item.key == "skin." + layer || item.key.starts_with("skin." + layer + '.');
            });
            if (item.key.starts_with("skin.") && !(own && of_layer))
                claims.emplace(item.key, Claim{item, Rank::catalogue, "site " + site});
        }
        return claims;
    }

    void find_own_layers()
    {
        std::set<int> numbers;
        for (const auto& [key, claim] : m_claims) {
            const int number = layer_number(key);
            if (number > 0) numbers.insert(number);
            if (number <= most_layers) continue;
            report(claim.item, fmt::format("layers numbered from 1, at most {}", most_layers), "");
            fail();
        }
        if (!numbers.empty() && *numbers.rbegin() != int(numbers.size()))
            m_problems.push_back({m_name, 0, 0, fmt::format("skin.layer[{}]", *numbers.rbegin()),
                                  "a layer after a gap", "layers numbered from 1 without gaps", ""});
        for (const int n : numbers) m_layers.push_back(fmt::format("layer[{}]", n));
        for (const std::string& layer : m_layers)  // skin.dermis.x of an own layer "dermis" is skin.layer[n].x
            if (const std::string name = text_claimed("skin." + layer + ".name"); !name.empty())
                rename("skin." + name, "skin." + layer);
    }

    void rename(const std::string& from, const std::string& to)
    {
        Claims renamed;
        for (auto at = m_claims.begin(); at != m_claims.end();) {
            const bool itself = at->first == from && at->second.item.value.kind == Value::Kind::table;
            if (!itself && !at->first.starts_with(from + '.')) {
                ++at;
                continue;
            }
            at->second.item.key = to + at->first.substr(from.size());
            renamed.insert_or_assign(at->second.item.key, at->second);
            at = m_claims.erase(at);
        }
        for (auto& [key, claim] : renamed) m_claims.insert_or_assign(key, claim);
    }

    void claim_device(Claims& claims)
    {
        if (!names_one("device.preset", m_catalogue.devices(), "a device of the catalogue (dermavox devices)"))
            return;
        const std::string preset = text_claimed("device.preset");
        m_files.push_back("devices/" + preset + ".toml");
        for (const Item& item : device_items(m_catalogue, preset, m_problems)) {
            if (!item.key.starts_with("device.")) continue;
            Claim claim{item, Rank::catalogue, "preset " + preset};
            if (item.key == "device.kind") claim.item.value_place = m_claims.at("device.preset").item.value_place;
            claims.emplace(item.key, std::move(claim));
        }
    }

    /// Tables of needles and of their profiles, so that what is resolved needs no second file.
    void claim_needles()
    {
        if (text_claimed("device.cartridge.layout") == "table") claim_table(needle_table());
        for (const std::string& table : needle_tables())
            if (text_claimed(table + ".point") == "table") {
                claim_table(profile_table(table));
                if (const auto drawing = take_file_claim(table + ".shape", table + ".profile"))
                    claim_shape(table, m_name, *drawing, m_claims, m_assumed, m_problems);
            }
    }

    /// device.needle and each device.needle_type[n].
    std::vector<std::string> needle_tables() const
    {
        std::vector<std::string> tables{"device.needle"};
        for (const auto& [key, claim] : m_claims)
            if (key.starts_with("device.needle_type[") && key.ends_with(']')) tables.push_back(key);
        return tables;
    }

    /// A gauge becomes the diameter that it stands for.
    void claim_gauge(const std::string& table)
    {
        const auto at = m_claims.find(table + ".gauge");
        if (at == m_claims.end() || text_claimed(table + ".point") == "table") return;
        const double number = at->second.item.value.number;
        const auto gauge = number == std::floor(number) && std::abs(number) < 100 ? int(number) : 0;
        const auto diameter = device::diameter_of_gauge(gauge);
        if (!diameter) return;  // refused by the range of its row
        Claim claim = at->second;
        m_claims.erase(at);
        claim.item.key = table + ".diameter";
        const std::string text = core::format_quantity(diameter->si, core::Dimension::length);
        const auto stated = m_claims.find(claim.item.key);
        if (stated != m_claims.end() && stated->second.rank > claim.rank) return;
        if (stated != m_claims.end() && stated->second.rank == claim.rank)
            return report(stated->second.item, "either diameter or gauge, not both",
                          fmt::format("{} gauge is {}", gauge, text));
        claim.item.value = {.kind = Value::Kind::text, .text = text};
        claim.origin += fmt::format(", {} gauge", gauge);
        m_claims.insert_or_assign(claim.item.key, std::move(claim));
    }

    /// A claim on `key` by a file that stands beside the scene; gone from the claims. Nothing where `other` says the
    /// same from a higher place.
    std::optional<Claim> take_file_claim(const std::string& key, const std::string& other)
    {
        const auto at = m_claims.find(key);
        if (at == m_claims.end()) return std::nullopt;
        if (at->second.rank < Rank::scene || at->second.item.value.kind != Value::Kind::text) return std::nullopt;
        Claim claim = std::move(at->second);
        m_claims.erase(at);
        const auto stated = m_claims.find(other);
        if (stated != m_claims.end() && stated->second.rank > claim.rank) return std::nullopt;
        if (stated != m_claims.end() && stated->second.rank == claim.rank) {
            report(claim.item, fmt::format("either {} or {}, not both", key, other), "");
            return std::nullopt;
        }
        return claim;
    }

    std::optional<FileBeside> beside(const Claim& claim)
    {
        return file_beside(std::filesystem::path(m_name).parent_path(), claim.item, m_problems);
    }

    /// The claims on a table's columns and decimal mark, which leave with it.
    std::vector<Item> take_choices(const std::string& section)
    {
        std::vector<Item> items;
        std::erase_if(m_claims, [&](const auto& entry) {
            const std::string& key = entry.first;
            const bool choice = key == section + ".columns" || key.starts_with(section + ".columns.") ||
                                key == section + ".decimal_mark";
            if (choice) items.push_back(entry.second.item);
            return choice;
        });
        return items;
    }

    /// A table beside the scene becomes the lists of its columns.
    void claim_table(const SceneTable& table)
    {
        const bool named = m_claims.contains(table.key);
        const auto claim = take_file_claim(table.key, table.first_list());
        const auto items = named ? take_choices(table.section()) : std::vector<Item>();
        const auto file = claim ? table_beside(m_name, claim->item, m_problems) : std::nullopt;
        if (!file) return;
        const std::size_t told = m_problems.size();
        const core::TableChoices choices = choices_of(table.section(), items, m_problems);
        std::string assumed;
        auto columns = read_scene_table(file->text, file->name, table, choices, claim->item, assumed, m_problems);
        if (m_problems.size() > told) return;
        m_assumed.push_back(std::move(assumed));
        for (Item& item : columns) {
            const auto stated = m_claims.find(item.key);
            if (stated != m_claims.end() && stated->second.rank > claim->rank) continue;
            if (stated != m_claims.end() && stated->second.rank == claim->rank)
                report(stated->second.item,
                       fmt::format("either {} or a column of {}, not both", item.key, file->name), "");
            const std::string key = item.key;
            m_claims.insert_or_assign(key, Claim{std::move(item), claim->rank, claim->origin});
        }
    }

    /// A mask's picture becomes the rows of text that it shows.
    void claim_mask()
    {
        auto claim = take_file_claim("motion.region.mask", "motion.region.mask_rows");
        const auto file = claim ? beside(*claim) : std::nullopt;
        if (!file) return;
        std::string why;
        const auto rows = mask_rows_of_png(file->text, why);
        if (!rows)
            return report(claim->item,
                          fmt::format("a PNG picture of at most {0} x {0} pixels and 1 MiB", most_mask_pixels), why);
        claim->item.key = "motion.region.mask_rows";
        claim->item.value = {.kind = Value::Kind::list};
        for (const std::string& row : *rows)
            claim->item.value.list.push_back({.kind = Value::Kind::text, .text = row});
        m_claims.insert_or_assign(claim->item.key, std::move(*claim));
    }

    /// The files of practice.rules; what is resolved names copies beside it.
    void read_own_rules()
    {
        const auto at = m_claims.find("practice.rules");
        if (at == m_claims.end()) return;
        Value& named = at->second.item.value;
        if (named.kind == Value::Kind::text) named = {.kind = Value::Kind::list, .list = {named}};
        for (Value& name : named.list) {
            if (name.kind != Value::Kind::text) continue;  // refused by the row
            Item item = at->second.item;
            item.value = name;
            const auto file = file_beside(std::filesystem::path(m_name).parent_path(), item, m_problems);
            if (!file) continue;
            try {
                m_rules = joined_rules(std::move(m_rules), read_rules_text(file->text, file->name));
            } catch (const core::InputError& error) {
                std::ranges::copy(error.problems(), std::back_inserter(m_problems));
            }
            name.text = fmt::format("rules-{}.toml", m_rule_files.size() + 1);
            m_rule_files.push_back({name.text, file->text});
        }
    }

    /// What solutes.toml says of the one that solute.preset names.
    void claim_solute()
    {
        if (!m_claims.contains("solute.preset")) return;
        const std::map<std::string, std::vector<Item>> solutes = catalogue_solutes(m_catalogue, m_problems);
        std::vector<std::string> names;
        for (const auto& [name, items] : solutes) names.push_back(name);
        if (!names_one("solute.preset", names, "a solute of scenes/practice/solutes.toml")) return;
        const std::string preset = text_claimed("solute.preset");
        m_files.emplace_back("practice/solutes.toml");
        for (const Item& item : solutes.at(preset))
            m_claims.try_emplace(item.key, Claim{item, Rank::catalogue, "solute " + preset});
    }

    /// Those that plan.zones names, of zones.toml.
    std::vector<Zone> read_zones()
    {
        const auto at = m_claims.find("plan.zones");
        if (at == m_claims.end()) return {};
        const std::vector<Zone> all = catalogue_zones(m_catalogue, m_problems);
        std::vector<std::string> names;
        for (const Zone& zone : all) names.push_back(zone.name);
        const Value& named = at->second.item.value;
        std::vector<Zone> zones;
        for (const Value& name : named.kind == Value::Kind::list ? named.list : std::vector<Value>{named}) {
            const auto known = std::ranges::find(all, name.text, &Zone::name);
            if (known != all.end()) zones.push_back(*known);
            if (known != all.end() || name.kind != Value::Kind::text) continue;
            const std::string nearest = nearest_name(name.text, names);
            report(at->second.item, "zones of scenes/practice/zones.toml",
                   nearest.empty() ? fmt::format("zones: {}", fmt::join(names, ", "))
                                   : fmt::format("did you mean \"{}\"?", nearest));
        }
        return zones;
    }

    void fill_materials()
    {
        const Materials materials(m_catalogue, m_problems);
        for (const std::string& layer : m_layers) {
            const std::string key = "skin." + layer + ".material";
            if (names_one(key, materials.names(), "a material of scenes/materials.toml"))
                materials.fill(text_claimed(key), "skin." + layer, m_claims);
        }
        if (names_one("skin.backing.material", materials.names(), "a material of scenes/materials.toml"))
            materials.fill(text_claimed("skin.backing.material"), "skin.backing", m_claims);
    }

    void refuse_unknown()
    {
        std::string last;
        for (const auto& [key, claim] : m_claims) {
            if (!last.empty() && (key.starts_with(last + '.') || key.starts_with(last + '['))) continue;
            const bool table = claim.item.value.kind == Value::Kind::table;
            if (table ? is_table(key, m_layers) : find_row(key, m_layers) != nullptr) continue;
            last = key;
            if (m_problems.size() > core::most_problems) return;
            const Place& place = claim.item.key_place;
            m_problems.push_back({place.file, place.line, place.column, key,
                                  is_table(key, m_layers) ? claim.item.value.shown()
                                  : table                 ? "unknown table"
                                                          : "unknown key",
                                  is_table(key, m_layers) ? "a table" : "one that is in the schema",
                                  unknown_hint(key)});
        }
    }

    std::string unknown_hint(const std::string& key) const
    {
        if (const std::string_view instead = instead_of(key); !instead.empty()) return std::string(instead);
        const std::string near = nearest_key(key, m_layers);
        if (near.empty()) return "dermavox explain lists the keys";
        const auto parent = key.substr(0, key.rfind('.') + 1);
        const bool beside = near.starts_with(parent) && near.find('.', parent.size()) == near.npos;
        return fmt::format("did you mean '{}'?", beside ? near.substr(parent.size()) : near);
    }

    [[noreturn]] void fail_without_skin()
    {
        if (m_problems.empty() || !m_claims.contains("skin.site"))
            m_problems.push_back({m_name, 0, 0, "skin.site", "missing",
                                  "a body site, or own layers in [[skin.layer]]",
                                  "write e.g. site = \"cheek\" under [skin]"});
        refuse_unknown();
        settle(m_claims, m_layers, m_name, m_problems);
        fail();
    }

    [[noreturn]] void fail() { core::refuse(std::move(m_problems), m_name, "--set"); }

    const std::string& m_name;
    const Catalogue& m_catalogue;
    std::size_t m_most_bytes;
    Claims m_claims;
    std::vector<std::string> m_layers;                   ///< "layer[1]" for own layers, names for a site's
    std::vector<std::string> m_files{"materials.toml"};  ///< read from the catalogue
    std::vector<std::string> m_assumed;                  ///< of tables
    std::vector<Rule> m_rules;                           ///< of practice.rules
    std::vector<RuleFile> m_rule_files;
    std::vector<core::Problem> m_problems;
};

}  // namespace

Scene read_scene_text(const std::string& text, const std::string& name, const std::vector<std::string>& sets,
                      const Catalogue& catalogue, std::size_t most_volume_bytes)
{
    return SceneReading(name, catalogue, most_volume_bytes).read(text, sets);
}

Scene read_scene(const std::filesystem::path& file, const std::vector<std::string>& sets, const Catalogue& catalogue,
                 std::size_t most_volume_bytes)
{
    return read_scene_text(text_of(file), file.string(), sets, catalogue, most_volume_bytes);
}

}  // namespace dermavox::scene
