/// Every key of a scene with its value and where that came from: the state between text and typed scene.
#pragma once

#include "engine/scene/keys/schema.hpp"
#include "engine/scene/read/document.hpp"

#include <map>
#include <string>
#include <vector>

namespace dermavox::scene {

/// Who states a value; a later one overrides an earlier one.
enum class Rank { fallback, catalogue, scene, override };

struct Claim {
    Item item;
    Rank rank = Rank::scene;
    std::string origin;  ///< scene, --set, preset NAME, site NAME, material NAME, default
};

struct Setting {
    const Row* row = nullptr;
    std::string key{};
    std::vector<double> numbers{};     ///< SI, for every kind but text
    std::vector<std::string> texts{};  ///< of text, choice, texts
    Rank rank = Rank::fallback;
    std::string origin{};
    skin::Basis basis = skin::Basis::given;
    double spread = 0;
    std::string source{};
    Place place{};

    std::string toml() const;  ///< the value as TOML
};

class Settings
{
public:
    void add(Setting setting);
    /// Gives a key that has a default the value that follows from other keys; `origin` says from which.
    void follow(const std::string& key, std::vector<double> numbers, const std::string& origin);
    const Setting* find(const std::string& key) const;  ///< null when the key has no value
    bool has(const std::string& key) const { return find(key) != nullptr; }
    /// Throw core::Failure (70), which names the key, where it has no value or none of this kind.
    const Setting& at(const std::string& key) const;
    double number(const std::string& key) const;
    double number_or(const std::string& key, double other) const;
    const std::vector<double>& numbers(const std::string& key) const;
    const std::string& text(const std::string& key) const;
    bool is(const std::string& key, std::string_view text) const;  ///< false without a value too

    const std::vector<Setting>& all() const { return m_all; }

private:
    std::vector<Setting> m_all;
    std::map<std::string, std::size_t> m_index;
};

using Claims = std::map<std::string, Claim>;

/// Values of every row of the schema for these layers, defaults filled in; reports what does not fit its row.
Settings settle(const Claims& claims, const std::vector<std::string>& layers, const std::string& file,
                std::vector<core::Problem>& problems);

/// A default of the row from its text; nothing from no text. Throws std::logic_error when it does not fit the row.
Default default_from(const Row& row, const std::string& text);

/// One value against its row: SI numbers or texts. Reports and returns false when it does not fit.
bool take(const Item& item, const Row& row, Setting& setting, std::vector<core::Problem>& problems);

/// A TOML string, ASCII.
std::string quoted(const std::string& text);

}  // namespace dermavox::scene
