#include "engine/scene/read/consistency.hpp"

#include "engine/scene/read/build_practice.hpp"
#include "engine/scene/read/build_scene.hpp"
#include "engine/scene/read/inclusion_text.hpp"
#include "engine/scene/read/region_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace dermavox::scene {
namespace {

class Rules
{
public:
    Rules(const Settings& settings, const std::string& file, std::vector<core::Problem>& problems)
        : s(settings),
          m_file(file),
          m_problems(problems)
    {
    }

    void all(const std::vector<std::string>& layers)
    {
        name(layers);
        const bool device = sound("device.kind") && sound("device.preset");
        if (device) dial();
        if (device) drive();
        if (device) needles();
        const bool cartridge_stands = device && (s.is("device.kind", "roller") ? drum() : cartridge());
        depths();
        inclusions();
        wound();
        openings();
        path();
        region();
        limits();
        check_course(s, [this](const std::string& key, const std::string& expected) { report(key, expected); });
        if (s.number_or("skin.relief.width", 0) > s.number_or("skin.relief.spacing", 1))
            report("skin.relief.width", "at most skin.relief.spacing");
        order("skin.sweat", "skin.tewl", "less than skin.tewl");
        order("transport.chi_low", "transport.chi_high", "less than transport.chi_high");
        if (sound("mechanics.")) model();
        if (cartridge_stands && sound("device.") && sound("motion.")) programme();
    }

private:
    void report(const std::string& key, std::string expected, std::string hint = "")
    {
        place({"", 0, 0, key, s.at(key).toml(), std::move(expected), std::move(hint)});
    }

    /// No key of the table has a problem of its own.
    bool sound(const std::string& table) const
    {
        return std::ranges::none_of(m_problems,
                                    [&](const core::Problem& problem) { return problem.key.starts_with(table); });
    }

    /// Both keys have values, and the first is not less than the second.
    void order(const std::string& low, const std::string& high, const std::string& expected)
    {
        if (s.has(low) && s.has(high) && s.number(low) >= s.number(high)) report(low, expected);
    }

    void name(const std::vector<std::string>& layers)
    {
        std::set<std::string> names;
        for (const std::string& layer : layers) {
            const std::string key = "skin." + layer + ".name";
            if (!s.has(key)) continue;
            const std::string& given = s.text(key);
            const bool plain = !given.empty() && given.size() <= 40 &&
                               given.find_first_not_of(
                                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == given.npos;
            if (!plain)
                report(key, "letters, digits, _ and -", "write e.g. name = \"dermis\"");
            else if (!names.insert(given).second)
                report(key, "a name that no other layer has");
        }
    }

    void dial()
    {
        if (!s.has("device.depth")) return;
        const double depth = s.number("device.depth");
        for (const char* end : {"least", "most"}) {
            const std::string key = std::string("device.dial.") + end;
            if (!s.has(key) || (end[0] == 'l' ? depth >= s.number(key) : depth <= s.number(key))) continue;
            report(
                "device.depth",
                fmt::format("{} {}, the end of the dial", end[0] == 'l' ? "at least" : "at most", s.at(key).toml()),
                "the dial is " + s.at(key).origin + "; set " + key + " for another device");
        }
        if (s.has("device.needle.length") && depth > s.number("device.needle.length"))
            report("device.depth", "at most the needle's length, " + s.at("device.needle.length").toml());
    }

    /// The drive is one of the device's kind, and stated whole.
    void drive()
    {
        const std::string at = "device.drive.";
        if (!s.has(at + "kind")) return;
        const bool pushed = s.is(at + "kind", "force") || s.is(at + "kind", "impact");
        if (s.is("device.kind", "stamp") != pushed)
            report(at + "kind", pushed ? "sinusoid, crank, cam or spring for a pen" : "force or impact for a stamp",
                   pushed ? "force and impact drive stamps: kind = \"stamp\"" : "");
        for (const auto& [one, other] :
             {std::pair{"motor_torque", "motor_free_speed"}, std::pair{"motor_free_speed", "motor_torque"}})
            if (s.has(at + one) && !s.has(at + other) && sound(at + other))
                report(at + one, std::string("device.drive.") + other + " beside it");
    }

    /// Every needle has a shape; the seats carry needles that there are.
    void needles()
    {
        if (!sound("device.needle") || !sound("device.cartridge.needle_types")) return;
        std::vector<std::string> tables = needle_type_tables(s);
        std::set<std::string> names{"needle"};
        for (const std::string& table : tables)
            if (!names.insert(s.text(table + ".name")).second)
                report(table + ".name", "a name that no other type has; \"needle\" is [device.needle]'s");
        tables.insert(tables.begin(), "device.needle");
        for (const std::string& table : tables) {
            const Setting* profile = s.find(table + ".profile");
            if (profile && profile->numbers.size() % 2 != 0)
                report(table + ".profile", "two lengths a place: distance from the apex, radius");
            if (!profile && s.is(table + ".point", "table"))
                report(table + ".point", table + ".profile beside it, or a profile_table");
            if (s.has("device.wear.volume") && s.number("device.wear.volume") > 0 && s.has(table + ".point") &&
                !s.is(table + ".point", "cone"))
                report("device.wear.volume", "0 for a bevel or a profile: only the wear of cones is modelled");
        }
        const Setting* stated = s.find("device.cartridge.needle_types");
        if (!stated) return;
        for (const std::string& name : std::set(stated->texts.begin(), stated->texts.end()))
            if (!names.contains(name)) {
                const std::string near = nearest_name(name, {names.begin(), names.end()});
                report("device.cartridge.needle_types",
                       fmt::format("names of [[device.needle_type]] or \"needle\", not \"{}\"", name),
                       near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
            }
    }

    /// Whether the needles make whole stations.
    bool drum()
    {
        const std::string at = "device.roller.";
        if (!sound("device.roller")) return false;
        const int needles = int(s.number(at + "needles")), rows = int(s.number(at + "rows"));
        if (needles % rows == 0) return true;
        report(
            at + "needles",
            fmt::format("a whole number of stations of {} needles, as {}", rows, std::max(1, needles / rows) * rows),
            "needles = rows x places round the drum");
        return false;
    }

    /// Whether the layout can be built: what the device module asks, and that it is said in one way only.
    bool cartridge()
    {
        const std::string at = "device.cartridge.";
        if (!sound("device.cartridge")) return false;
        const Setting *radius = s.find(at + "radius"), *pitch = s.find(at + "pitch");
        if (s.is(at + "layout", "ring") && radius && pitch)
            return report(at + "pitch", "either radius or pitch of a ring, not both"), false;
        if (s.has(at + "seats") && s.numbers(at + "seats").size() % 3 != 0)
            return report(at + "seats", "three lengths a needle: x, y, length offset"), false;
        core::Checklist list;
        device::check(build_layout(s), list);
        for (const core::Problem& problem : list.problems()) place(problem);
        return list.problems().empty();
    }

    void depths()
    {
        if (!s.has("grid.depth")) return;
        const double grid = s.number("grid.depth");
        const bool known = s.has("wound.lattice.depth") || s.has("wound.openings.x");
        if (sound("device.") && !known && grid < depth_of(s))
            report("grid.depth", "at least the depth that needles are set to, " +
                                     core::format_quantity(depth_of(s), core::Dimension::length));
        if (s.has("wound.lattice.depth") && grid < s.number("wound.lattice.depth"))
            report("grid.depth", "at least wound.lattice.depth, " + s.at("wound.lattice.depth").toml());
        if (s.has("report.depths") && std::ranges::max(s.numbers("report.depths")) >= grid)
            report("report.depths", "depths inside the grid, above " + s.at("grid.depth").toml());
        if (s.has("grid.voxel") && s.number("grid.voxel") > grid) report("grid.voxel", "at most grid.depth");
        if (s.has("grid.voxel") && s.has("motion.area") &&
            s.number("grid.voxel") > std::ranges::min(s.numbers("motion.area")))
            report("grid.voxel", "at most the sides of motion.area");
    }

    void wound()
    {
        const std::string at = "wound.lattice.";
        const Setting* first = nullptr;
        for (const char* key : {"per_cm2", "radius", "depth", "arrangement"})
            if (!first) first = s.find(at + key);
        if (!first) return;
        for (const char* key : {"per_cm2", "radius", "depth"})
            if (!s.has(at + key) && sound(at + key))
                m_problems.push_back({first->place.file, first->place.line, first->place.column, at + key, "missing",
                                      "density, radius and depth together", ""});
    }

    /// Every column of a path has a value for every point.
    void path()
    {
        const std::string at = "motion.points.";
        const Setting* x = s.find(at + "x");
        for (const char* name : {"y", "time", "speed", "heading"}) {
            const Setting* column = s.find(at + name);
            if (x && column && column->numbers.size() != x->numbers.size())
                report(at + name, fmt::format("{} values, as many as motion.points.x has", x->numbers.size()));
        }
        if (x && !s.has(at + "y") && sound(at + "y")) report(at + "x", "motion.points.y beside it");
    }

    void region()
    {
        const std::string at = "motion.region.", form = "\"x, y; x, y; x, y\" or \"circle x, y, radius\", with units";
        std::string why;
        if (s.has(at + "outline") && !polygon_of(s.text(at + "outline"), why)) report(at + "outline", form, why);
        if (const Setting* keep_outs = s.find(at + "keep_outs"))
            for (const std::string& text : keep_outs->texts)
                if (!polygon_of(text, why)) report(at + "keep_outs", "each " + form, why);
        if (const Setting* rows = s.find(at + "mask_rows"); rows && !mask_of(rows->texts))
            report(at + "mask_rows",
                   fmt::format("rows of # and ., all as long, at most {0} x {0}", most_mask_pixels));
    }

    void inclusions()
    {
        const Setting* texts = s.find("skin.inclusions");
        if (!texts) return;
        std::string why;
        std::set<std::string> names;
        for (const std::string& text : texts->texts) {
            const auto inclusion = inclusion_of(text, why);
            if (!inclusion)
                place({"", 0, 0, "skin.inclusions", quoted(text),
                       "\"NAME: plane DEPTH\" or \"NAME: ellipsoid X, Y, DEPTH; A, B, C\"", why});
            else if (!names.insert(inclusion->name).second)
                report("skin.inclusions", "names that differ", "two are called " + inclusion->name);
        }
    }

    /// Every column has a value for every opening, which lies in the patch and the grid.
    void openings()
    {
        const std::string at = "wound.openings.";
        const Setting* x = s.find(at + "x");
        if (!x || !sound(at)) return;
        if (s.has("wound.lattice.per_cm2")) report(at + "x", "either openings or a lattice, not both");
        for (const char* name : {"y", "long", "depth"})
            if (!s.has(at + name)) report(at + "x", at + name + " beside it");
        for (const char* name : {"y", "long", "short", "angle", "depth"})
            if (const Setting* column = s.find(at + name); column && column->numbers.size() != x->numbers.size())
                report(at + name, fmt::format("{} values, as many as wound.openings.x has", x->numbers.size()));
        if (!sound(at)) return;
        const auto &lengths = s.numbers(at + "long"),
                   &widths = s.numbers(s.has(at + "short") ? at + "short" : at + "long");
        for (std::size_t k = 0; k < x->numbers.size(); ++k)
            if (widths[k] > lengths[k] * (1 + 1e-9)) return report(at + "short", "at most the length of its opening");
        const auto outside = [&](const char* name, double size) {
            const auto& places = s.numbers(at + name);
            return std::ranges::any_of(places, [size](double v) { return !(v >= 0 && v < size); });
        };
        for (const int i : {0, 1})
            if (sound("motion.area") && outside(i == 0 ? "x" : "y", s.numbers("motion.area")[std::size_t(i)]))
                report(at + (i == 0 ? "x" : "y"), "places within motion.area, " + s.at("motion.area").toml());
        if (s.has("grid.depth") && std::ranges::max(s.numbers(at + "depth")) > s.number("grid.depth"))
            report("grid.depth", "at least the deepest of wound.openings.depth");
    }

    void limits()
    {
        for (const Setting& setting : s.all())
            if (setting.key.starts_with("limits.") && setting.key.ends_with("_min")) {
                const std::string most = setting.key.substr(0, setting.key.size() - 3) + "max";
                if (s.has(most) && setting.numbers.front() > s.number(most)) report(setting.key, "at most " + most);
            }
    }

    /// Ranges of the model's constants, which the model knows.
    void model()
    {
        try {
            mechanics::check(build_mechanics(s));
        } catch (const core::InputError& error) {
            for (const core::Problem& problem : error.problems()) place(problem);
        }
    }

    /// What device and motion know about themselves, with the place of the key.
    void programme()
    {
        for (const core::Problem& problem : motion::problems_of(build_plan(s), build_device(s)))
            if (sound(problem.key)) place(problem);
    }

    /// Adds a problem with the place of its key, or of what states it: a list of needles, the preset.
    void place(core::Problem problem)
    {
        const Setting* setting = s.find(problem.key);
        if (!setting && problem.key == "motion.path") setting = s.find("motion.points.x");
        if (!setting && problem.key == "motion.path") setting = s.find("motion.pattern");
        if (const auto dot = problem.key.rfind('.'); !setting && problem.key.starts_with("device.needle_type["))
            setting = s.find(problem.key.substr(0, dot) + ".name");
        if (!setting && problem.key.starts_with("device.cartridge")) setting = s.find("device.cartridge.seats");
        if (problem.key.starts_with("device.") && (!setting || setting->rank < Rank::scene))
            setting = s.find("device.preset");
        const Place at = setting && setting->rank >= Rank::scene ? setting->place : Place{m_file, 0, 0};
        problem.file = at.file, problem.line = at.line, problem.column = at.column;
        m_problems.push_back(std::move(problem));
    }

    const Settings& s;
    const std::string& m_file;
    std::vector<core::Problem>& m_problems;
};

}  // namespace

void check_consistency(const Settings& settings, const std::vector<std::string>& layers, const std::string& file,
                       std::vector<core::Problem>& problems)
{
    Rules(settings, file, problems).all(layers);
}

}  // namespace dermavox::scene
