/// The catalogues: body sites, devices and materials as data files, every field with where it comes from.
///
/// A catalogue entry is a piece of a scene: a site states [skin], a device [device], under the same keys, each value
/// as
/// `{ value = "16.8 um", spread = 0.25, basis = "read", source = "..." }`.
#pragma once

#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/skin/layer.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dermavox::scene {

struct Rule;
struct RuleShelf;

class Catalogue
{
public:
    /// A folder with sites/, devices/ and materials.toml. Throws core::Failure (66) when it has not all of them.
    /// Tables of contact come from its contact/, others are solved and kept in mechanics::cache_folder().
    explicit Catalogue(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return m_folder; }
    const std::vector<std::string>& sites() const { return m_sites; }      ///< names, sorted
    const std::vector<std::string>& devices() const { return m_devices; }  ///< names, sorted
    const std::shared_ptr<const mechanics::ContactTables>& contact() const { return m_contact; }
    /// All of rules/*.toml, files in the order of their names: read when they are first asked for, and kept for
    /// copies too. Throws as read_rules_text does (rule.hpp).
    const std::vector<Rule>& rules() const;

private:
    std::filesystem::path m_folder;
    std::vector<std::string> m_sites, m_devices;
    std::shared_ptr<const mechanics::ContactTables> m_contact;
    std::shared_ptr<RuleShelf> m_rules;
};

/// $DERMAVOX_DATA when it is set, else the first of `folders` that is a catalogue (installed, then source tree).
/// Throws core::Failure (66) when there is none.
Catalogue find_catalogue(const std::vector<std::filesystem::path>& folders);

/// One field of a catalogue entry.
struct Field {
    std::string key;    ///< as in a scene: device.needle.diameter
    std::string value;  ///< "0.25 mm"
    double spread = 0;  ///< coefficient of variation, 0 = none stated
    skin::Basis basis = skin::Basis::assumed;
    std::string source;
    std::string origin;  ///< site cheek, material papillary_dermis, default
};

struct Sheet {
    std::string name;
    std::string title;
    std::vector<Field> fields;
};

/// Every field of an entry with its provenance. Throws core::Failure (66) with the nearest name for an unknown one.
Sheet site_sheet(const Catalogue& catalogue, const std::string& name);
Sheet device_sheet(const Catalogue& catalogue, const std::string& name);

}  // namespace dermavox::scene
