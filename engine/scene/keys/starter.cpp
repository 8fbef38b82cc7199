#include "dermavox/scene/starter.hpp"

#include "dermavox/scene/read_scene.hpp"
#include "engine/scene/read/settings.hpp"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <span>

namespace dermavox::scene {
namespace {

/// A scene without comments, and keys to show in it commented out.
struct Starter {
    const char* kind;
    const char* text;
    std::span<const char* const> offered;
};

constexpr const char* pen_text = R"(schema = 1
title = "my pen"
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
depth = "1 mm"
[motion]
pattern = "cross-hatch"
area = ["10 mm", "10 mm"]
speed = "60 mm/s"
passes = 2
[grid]
voxel = "10 um"
[report]
depths = ["0 mm", "0.1 mm", "0.5 mm"]
)";

constexpr const char* pen_offered[]{"skin.tension",
                                    "skin.hydration",
                                    "device.cartridge.layout",
                                    "device.cartridge.needles",
                                    "device.cartridge.radius",
                                    "device.needle.diameter",
                                    "device.needle.length",
                                    "device.needle.taper",
                                    "device.needle.tip_radius",
                                    "device.drive.frequency",
                                    "device.drive.stroke",
                                    "device.cap.radius",
                                    "device.cap.force",
                                    "motion.overlap",
                                    "motion.hand.speed_noise",
                                    "motion.hand.tilt",
                                    "grid.depth",
                                    "environment.temperature",
                                    "environment.humidity",
                                    "limits.coverage_min",
                                    "limits.slit_max",
                                    "run.seed"};

constexpr const char* roller_text = R"(schema = 1
title = "my roller"
[skin]
site = "volar_forearm"
[device]
preset = "roller-192"
[motion]
pattern = "four-way"
area = ["10 mm", "10 mm"]
speed = "50 mm/s"
passes = 4
[grid]
voxel = "10 um"
depth = "1.2 mm"
[report]
depths = ["0 mm", "0.1 mm", "0.5 mm"]
)";

constexpr const char* roller_offered[]{"skin.tension",
                                       "skin.hydration",
                                       "device.needle.diameter",
                                       "device.needle.length",
                                       "device.needle.taper",
                                       "device.needle.tip_radius",
                                       "device.roller.radius",
                                       "device.roller.width",
                                       "device.roller.force",
                                       "device.roller.slip",
                                       "motion.hand.speed_noise",
                                       "motion.hand.tilt",
                                       "environment.temperature",
                                       "environment.humidity",
                                       "limits.coverage_min",
                                       "run.seed"};

constexpr const char* stamp_text = R"(schema = 1
title = "my stamp"
[skin]
site = "thigh"
[device]
preset = "polymer-array-600um"
[motion]
pattern = "grid"
area = ["6 mm", "6 mm"]
passes = 1
[grid]
voxel = "10 um"
depth = "1 mm"
[report]
depths = ["0 mm", "0.1 mm", "0.25 mm"]
)";

constexpr const char* stamp_offered[]{"skin.tension",           "skin.hydration",       "device.cartridge.needles",
                                      "device.needle.diameter", "device.needle.length", "device.needle.tip_radius",
                                      "device.drive.force",     "motion.repeat",        "environment.temperature",
                                      "environment.humidity",   "limits.density_min",   "run.seed"};

constexpr Starter starters[]{
    {"pen", pen_text, pen_offered}, {"roller", roller_text, roller_offered}, {"stamp", stamp_text, stamp_offered}};

/// The first sentence, in lines of comment.
std::string comment(const std::string& doc)
{
    std::string sentence = doc.substr(0, doc.find(". ")), text, line = "#";
    if (sentence.ends_with('.')) sentence.pop_back();
    for (std::size_t begin = 0; begin < sentence.size();) {
        const std::size_t end = std::min(sentence.find(' ', begin), sentence.size());
        if (line.size() + 1 + end - begin > 100) {
            text.append(line).append("\n");
            line.assign(1, '#');
        }
        line.append(" ").append(sentence, begin, end - begin);
        begin = end + 1;
    }
    return text.append(line).append("\n");
}

class Writer
{
public:
    Writer(const Starter& starter, const Scene& scene) : m_starter(starter), m_scene(scene) {}

    std::string text()
    {
        m_text =
            fmt::format("# A {} to begin with. Lines such as  #key = value  show what holds anyway, or an example;\n"
                        "# take the mark away and change them. Every key: dermavox explain, dermavox explain skin\n",
                        m_starter.kind);
        for (const Row& row : schema()) write(row);
        return m_text;
    }

private:
    void write(const Row& row)
    {
        const auto entry = std::ranges::find(m_scene.entries, row.key, &Entry::key);
        const bool known = entry != m_scene.entries.end();
        const bool stated = known && entry->origin == "scene";
        if (!stated && std::ranges::find(m_starter.offered, row.key) == m_starter.offered.end()) return;
        const std::string table = table_of(row.key);
        if (table != m_table) m_text += fmt::format("\n[{}]\n", table);
        m_table = table;
        m_text += comment(row.doc);
        m_text += fmt::format("{}{} = {}\n", stated ? "" : "#", row.key.substr(row.key.rfind('.') + 1),
                              known ? entry->value : row.shown_example());
    }

    const Starter& m_starter;
    const Scene& m_scene;
    std::string m_text, m_table;
};

}  // namespace

std::vector<std::string> starter_kinds()
{
    std::vector<std::string> kinds;
    for (const Starter& starter : starters) kinds.emplace_back(starter.kind);
    return kinds;
}

std::string starter_scene(const std::string& kind, const Catalogue& catalogue)
{
    const auto starter = std::ranges::find(starters, kind, [](const Starter& s) { return std::string_view(s.kind); });
    assert(starter != std::end(starters));
    const Scene scene = read_scene_text(starter->text, kind + ".toml", {}, catalogue);
    return Writer(*starter, scene).text();
}

}  // namespace dermavox::scene
