#include "dermavox/scene/reference.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/scene/read/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::scene {
namespace {

std::string name_of(const std::string& key) { return key.substr(key.rfind('.') + 1); }

std::string shown_default(const Row& row, const std::string& fallback)
{
    const bool in_quotes = row.kind == Kind::quantity || row.kind == Kind::text || row.kind == Kind::choice;
    return in_quotes ? quoted(fallback) : fallback;
}

/// Default as it would stand in a scene; "required", "none".
std::string default_of(const Row& row)
{
    if (row.required) return "required";
    if (row.fallback.empty()) return "none";
    return shown_default(row, row.fallback);
}

/// "; "grid" with device.kind = stamp"
std::string variants_of(const Row& row)
{
    std::string text;
    for (const OtherDefault& variant : row.variants)
        text += fmt::format("; {} with {}", variant.fallback.empty() ? "none" : shown_default(row, variant.fallback),
                            readable_condition(variant.when));
    return text;
}

std::string text_of(const Row& row)
{
    std::string text = fmt::format("{}\n    {}\n    {}\n    default: {}{}", row.key, row.doc, row.expected(),
                                   default_of(row), variants_of(row));
    if (!row.why.empty()) text += fmt::format(" (assumed: {})", row.why);
    text += '\n';
    if (!row.when.empty()) text += "    only with " + row.condition() + '\n';
    if (!row.shown_example().empty())
        text += fmt::format("    example: {} = {}\n", name_of(row.key), row.shown_example());
    return text;
}

/// skin.stratum_corneum.thickness and skin.layer[2].thickness -> skin.<layer>.thickness, if that is a key.
std::string general(const std::string& key)
{
    const std::string start = "skin.", type = "device.needle_type";
    if (key.starts_with(type)) {
        const auto end = std::min(key.find('.', type.size()), key.size());
        return "device." + std::string(type_mark) + key.substr(end);
    }
    const auto dot = key.find('.', start.size());
    if (!key.starts_with(start) || dot == key.npos || find_row(key, {})) return key;
    const std::string with_mark = start + std::string(layer_mark) + key.substr(dot);
    return find_row(with_mark, {}) ? with_mark : key;
}

}  // namespace

std::vector<std::string> key_names()
{
    std::vector<std::string> names;
    for (const Row& row : schema()) names.push_back(row.key);
    return names;
}

std::optional<core::ExpressionType> type_of_key(const std::string& key)
{
    const auto bracket = key.rfind('[');
    const bool element = key.ends_with(']') && bracket != key.npos;
    const Row* row = find_row(general(element ? key.substr(0, bracket) : key), {});
    if (!row) return std::nullopt;
    const bool list = row->kind == Kind::quantities || row->kind == Kind::numbers || row->kind == Kind::texts;
    if (list != element) return std::nullopt;
    using enum core::ExpressionType::Kind;
    if (row->kind == Kind::flag) return core::ExpressionType{flag};
    if (row->kind == Kind::text || row->kind == Kind::choice || row->kind == Kind::texts)
        return core::ExpressionType{text};
    return core::quantity_of(row->dimension);
}

namespace {

/// "plan.sessions" has the part "sessions".
bool has_part(const std::string& key, const std::string& part)
{
    return ('.' + key + '.').find('.' + part + '.') != std::string::npos;
}

}  // namespace

std::string explain(const std::string& asked)
{
    const std::string key = general(asked);
    std::vector<std::string> texts;
    for (const Row& row : schema())
        if (row.key == key || row.key.starts_with(key + '.')) texts.push_back(text_of(row));
    if (texts.empty())
        for (const Row& row : schema())
            if (has_part(row.key, key)) texts.push_back(text_of(row));
    if (!texts.empty()) return fmt::format("{}", fmt::join(texts, "\n"));
    const std::string near = nearest_key(key, {std::string(layer_mark)});
    throw core::Failure(
        core::exit_code::no_input,
        fmt::format("{}: no such key{}", asked, near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

std::string reference_text()
{
    std::string text =
        "# Keys of a scene\n\nWritten from the table that reads them; `dermavox explain KEY` shows one. "
        "Every dimensional value is a string with its unit. A default marked * is a guess about the world: it "
        "stands in `assumed[]` of the result unless the scene, a site or a device states the key.\n";
    std::string last = "none";
    for (const Row& row : schema()) {
        const std::string table = table_of(row.key);
        if (table != last)
            text += fmt::format("\n## {}\n\n| key | value | default | meaning |\n|---|---|---|---|\n",
                                table.empty() ? "top level" : fmt::format("[{}]", table));
        last = table;
        std::string meaning = row.doc;
        // its value changes with every fit
        const bool fitted = row.key.starts_with("mechanics.") && row.kind != Kind::choice;
        if (!row.why.empty() && !fitted) meaning += " Default: " + row.why + '.';
        if (!row.when.empty()) meaning += " Only with " + row.condition() + '.';
        if (const std::string others = variants_of(row); !others.empty())
            meaning += " Default" + others.substr(1) + '.';
        text += fmt::format("| `{}` | {} | {}{} | {} |\n", name_of(row.key), row.expected(),
                            fitted ? "as fitted" : default_of(row), row.why.empty() ? "" : " *", meaning);
    }
    return text;
}

}  // namespace dermavox::scene
