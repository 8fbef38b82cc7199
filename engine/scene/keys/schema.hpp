/// The one table of keys: reading, defaults, checks, the reference and the JSON schema all come from it.
#pragma once

#include "dermavox/core/nearest.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/skin/property.hpp"

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

struct Scene;
struct Setting;

enum class Kind { quantity, number, integer, flag, text, choice, quantities, numbers, texts };

/// SI; `above` and `below` exclude the end itself.
struct Range {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool above = false, below = false;

    bool holds(double value) const;
    /// "above 0 mm and at most 10 mm", or nothing for a range without ends.
    std::string text(core::Dimension dimension) const;
};

inline constexpr Range positive{.least = 0, .above = true};
inline constexpr Range not_negative{.least = 0};
inline constexpr Range fraction{.least = 0, .most = 1};

/// The member of a scene that a key fills (binding.hpp). Empty for keys that several members or none come from.
struct Binding {
    Kind kind{};  ///< of the row, unless that states a dimension of its own
    core::Dimension dimension = core::Dimension::none;
    std::vector<std::string> choices{};
    std::function<void(const Setting&, Scene&)> fill{};
};

/// A default as the reader takes it: SI numbers or texts.
struct Default {
    std::vector<double> numbers{};
    std::vector<std::string> texts{};
};

/// Another default, where a condition as of Row::when holds.
struct OtherDefault {
    std::string when, fallback;  ///< fallback: empty = none
    Default value{};             ///< of it; schema() fills it in
};

struct Row {
    std::string key;  ///< device.needle.diameter; skin.<layer>.thickness stands for every layer's,
                      ///< device.<needle_type>.diameter for that of every [[device.needle_type]]
    Binding to{};
    Kind kind = Kind::quantity;
    core::Dimension dimension = core::Dimension::none;
    std::string fallback{};                ///< default, as --set would take it; empty = none
    Default value{};                       ///< of it; schema() fills it in
    std::vector<OtherDefault> variants{};  ///< of the default; the first that holds counts
    Range range{};                         ///< of every element
    std::vector<std::string> choices{};    ///< of a choice, or of the elements of texts
    int count = 0;                         ///< elements of a list; 0 = any number from 1
    std::string doc{};
    std::string example{};  ///< as TOML; empty = the fallback
    std::string why{};   ///< the fallback is a guess about the world, for this reason; empty = a setting of the run
    std::string when{};  ///< "key=a|b", or "key" with any value: the key exists only then
    skin::Basis basis = skin::Basis::assumed;  ///< of the fallback, where there is a reason
    double spread = 0;                         ///< of the fallback
    std::string unless{};                      ///< a key that, stated by somebody of higher rank, makes this one void
    bool required = false;
    bool alone = false;   ///< of a list: one value may stand without brackets
    bool ranges = false;  ///< of numbers: whole ones, and "1-40" stands for all from 1 to 40

    std::string expected() const;  ///< "a length above 0 mm"
    std::string shown_example() const;
    std::string condition() const;  ///< of `when`: "device.kind = pen or roller"
};
std::string readable_condition(const std::string& when);

/// In the order of resolved.toml and of the reference.
const std::vector<Row>& schema();

/// The row of a key, <layer> standing for any of `layers` ("layer[1]", "stratum_corneum"); null when unknown.
const Row* find_row(std::string_view key, const std::vector<std::string>& layers);

/// "a.b" of "a.b.c"; empty for a key of the document itself.
std::string table_of(const std::string& key);
/// True for a key under which the schema has others: device, device.needle, skin.stratum_corneum.
bool is_table(std::string_view key, const std::vector<std::string>& layers);

/// "skin.<layer>.thickness" with the layer put in; the same of a needle_type[n].
std::string with_layer(const std::string& key, const std::string& layer);
inline constexpr std::string_view layer_mark = "<layer>", type_mark = "<needle_type>";
/// The mark in a key of the schema; empty when there is none.
std::string_view mark_in(std::string_view key);

/// The known key that differs least from `key`; empty when none is near.
std::string nearest_key(std::string_view key, const std::vector<std::string>& layers);
using core::nearest_name;

/// What to write in place of a key that earlier versions had; empty for others.
std::string_view instead_of(std::string_view key);

}  // namespace dermavox::scene
