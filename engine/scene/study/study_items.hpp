/// The keys of a study file with their values and places: the state between its text and the typed study.
#pragma once

#include "engine/scene/read/settings.hpp"
#include "engine/scene/study/study_schema.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

/// A value as TOML text, as --set takes it.
std::string toml_of(const Value& value);

class StudyItems
{
public:
    StudyItems(const std::string& text, std::string name, std::vector<core::Problem>& problems);

    const std::string& name() const { return m_name; }
    bool empty() const { return m_items.empty(); }
    const Item* find(const std::string& key) const;
    int count(const std::string& list) const;  ///< of its tables: [[parameter]]

    void report(const Item& item, std::string expected, std::string hint = {});
    void report_missing(const std::string& key, std::string expected, std::string hint);
    void report(core::Problem problem) { m_problems.push_back(std::move(problem)); }
    std::vector<core::Problem>& problems() { return m_problems; }

    /// Value of a key of the study's own table; its default, or nothing where it has none. Reports what does not fit.
    std::optional<Setting> value(const std::string& key);
    double number(const std::string& key);     ///< 0 where there is none
    std::string text(const std::string& key);  ///< empty where there is none

    /// What stands under [set] or [variant.set], as --set takes it.
    std::vector<std::string> sets_under(const std::string& table);
    /// What the study says of its table: design.columns and design.decimal_mark.
    std::vector<Item> table_choices() const;
    /// The item of a scene key that some set states; null when none does.
    const Item* place_of_set(const std::string& scene_key) const;

    void refuse_unknown();

private:
    std::string m_name;
    std::vector<core::Problem>& m_problems;
    std::map<std::string, Item> m_items;
    std::vector<std::string> m_order;
    std::map<std::string, Item> m_set_places;
};

}  // namespace dermavox::scene
