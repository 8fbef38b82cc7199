/// A scene back to text, with what every value says about itself.
#include "dermavox/scene/read_scene.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/scene/read/settings.hpp"

#include <fmt/format.h>

namespace dermavox::scene {
namespace {

/// skin.layer[2].thickness -> [[skin.layer]], device.needle.length -> [device.needle].
std::string header_of(const std::string& table)
{
    const auto bracket = table.find('[');
    return bracket == table.npos ? '[' + table + ']' : "[[" + table.substr(0, bracket) + "]]";
}

std::string line_of(const Entry& entry)
{
    const std::string name = entry.key.substr(entry.key.rfind('.') + 1);
    if (entry.basis == skin::Basis::given) return fmt::format("{} = {}\n", name, entry.value);
    std::string about;
    if (entry.spread > 0) about += ", spread = " + core::format_number(entry.spread);
    about += fmt::format(", basis = \"{}\"", skin::name_of(entry.basis));
    if (!entry.source.empty()) about += ", source = " + quoted(entry.source);
    return fmt::format("{} = {{ value = {}{}, origin = {} }}\n", name, entry.value, about, quoted(entry.origin));
}

}  // namespace

std::string resolved_text(const Scene& scene)
{
    std::string text, last;
    for (const Entry& entry : scene.entries) {
        const auto dot = entry.key.rfind('.');
        const std::string table = dot == entry.key.npos ? "" : entry.key.substr(0, dot);
        if (table != last) text += '\n' + header_of(table) + '\n';
        last = table;
        text += line_of(entry);
    }
    return text;
}

}  // namespace dermavox::scene
