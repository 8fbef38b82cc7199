#include "dermavox/scene/materials.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/scene/read/document.hpp"
#include "engine/scene/read/library.hpp"
#include "engine/scene/read/settings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include <map>

namespace dermavox::scene {
namespace {

using core::Dimension;

/// Keys as they are written; material.* stands for every [[material]].
const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {.key = "schema", .kind = Kind::integer, .range = {.least = 1, .most = 1}, .example = "1"},
        {.key = "voxel",
         .kind = Kind::quantities,
         .dimension = Dimension::length,
         .range = positive,
         .example = "\"5 um\""},
        {.key = "direction", .kind = Kind::choice, .choices = {"x", "y", "z"}, .example = "\"z\""},
        {.key = "periodic", .kind = Kind::flag, .example = "true"},
        {.key = "material.label", .kind = Kind::numbers, .example = "1", .alone = true, .ranges = true},
        {.key = "material.name", .kind = Kind::text, .example = "\"tissue\""},
        {.key = "material.kappa",
         .kind = Kind::quantity,
         .dimension = Dimension::diffusivity,
         .range = positive,
         .example = "\"1.5e-5 m2/s\""},
        {.key = "material.impermeable", .kind = Kind::flag, .example = "true"},
        {.key = "top.value", .kind = Kind::number, .example = "0.0"},
        {.key = "top.film",
         .kind = Kind::quantity,
         .dimension = Dimension::length,
         .range = positive,
         .example = "\"8 mm\""},
        {.key = "top.kappa_film",
         .kind = Kind::quantity,
         .dimension = Dimension::diffusivity,
         .range = positive,
         .example = "\"2.57e-5 m2/s\""},
        {.key = "bottom.value", .kind = Kind::number, .example = "1.0"},
        {.key = "bottom.film",
         .kind = Kind::quantity,
         .dimension = Dimension::length,
         .range = positive,
         .example = "\"8 mm\""},
        {.key = "bottom.kappa_film",
         .kind = Kind::quantity,
         .dimension = Dimension::diffusivity,
         .range = positive,
         .example = "\"2.57e-5 m2/s\""},
    };
    return all;
}

class MaterialsReading
{
public:
    explicit MaterialsReading(std::string name) : m_name(std::move(name)) {}

    transport::FluxProblem read(std::string_view text)
    {
        for (const Item& item : read_toml(text, m_name, m_problems, Tables::are_plain)) take_item(item);
        transport::FluxProblem problem;
        if (m_problems.empty() || !m_settings.all().empty()) require();
        if (!m_problems.empty()) throw core::InputError(std::move(m_problems));
        if (const Setting* voxel = find("voxel"))
            for (std::size_t a = 0; a < 3; ++a)
                problem.widths[a] = {voxel->numbers[voxel->numbers.size() == 1 ? 0 : a]};
        if (const Setting* set = find("direction"))
            problem.direction = transport::Direction(set->texts.front().front() - 'x');
        if (const Setting* set = find("periodic")) problem.periodic = set->numbers.front() != 0;
        problem.top = end("top"), problem.bottom = end("bottom");
        for (int i = 1; i <= m_materials; ++i) add_material(i, problem.materials);
        return problem;
    }

private:
    const Setting* find(const std::string& key) const { return m_settings.find(key); }

    /// Of material[3].label; a quoted key can look like one without being one.
    static std::optional<int> number_of_material(const std::string& key)
    {
        constexpr std::string_view start = "material[";
        constexpr int most = 100000;
        int number = 0;
        if (!key.starts_with(start)) return std::nullopt;
        const auto [end, error] = std::from_chars(key.data() + start.size(), key.data() + key.size(), number);
        const bool closed = error == std::errc() && end != key.data() + key.size() && *end == ']';
        return closed && number >= 1 && number <= most ? std::optional(number) : std::nullopt;
    }

    void report(const Item& item, bool at_key, std::string expected, std::string hint)
    {
        const Place& place = at_key ? item.key_place : item.value_place;
        m_problems.push_back({place.file, place.line, place.column, item.key,
                              at_key ? "unknown key" : item.value.shown(), std::move(expected), std::move(hint)});
    }

    void take_item(const Item& item)
    {
        std::string key = item.key;
        if (const auto number = number_of_material(key)) {
            m_materials = std::max(m_materials, *number);
            key.erase(key.find('['), key.find(']') - key.find('[') + 1);
        }
        if (item.value.kind == Value::Kind::table && (key == "material" || key == "top" || key == "bottom")) return;
        std::vector<std::string> names;
        for (const Row& row : rows()) {
            names.push_back(row.key);
            if (row.key == key) return take_value(item, row);
        }
        const std::string nearest = nearest_name(key, names);
        report(item, true, "a key of a materials file",
               nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest));
    }

    void take_value(Item item, const Row& row)
    {
        if (row.key == "voxel" && item.value.kind == Value::Kind::text)
            item.value = {.kind = Value::Kind::list, .list = {item.value}};
        Setting setting{.row = &row, .key = item.key};
        if (!take(item, row, setting, m_problems)) return;
        if (row.key == "voxel" && setting.numbers.size() != 1 && setting.numbers.size() != 3)
            return report(item, false, "one width, or three along x, y, z", "");
        const auto fraction = [](double label) { return label != std::floor(label); };
        if (row.key == "material.label" && std::ranges::any_of(setting.numbers, fraction))
            return report(item, false, "whole numbers, or ranges such as \"1-40\"", "");
        m_settings.add(setting);
    }

    void missing(const std::string& key, std::string expected, std::string hint)
    {
        if (!find(key)) m_problems.push_back({m_name, 0, 0, key, "missing", std::move(expected), std::move(hint)});
    }

    void require()
    {
        missing("schema", "the version of the file's form", "write schema = 1 first");
        missing("top.value", "a number", "write e.g. [top] value = 0.0");
        missing("bottom.value", "a number", "write e.g. [bottom] value = 1.0");
        for (const std::string end : {"top", "bottom"})
            if (!find(end + ".film") != !find(end + ".kappa_film"))
                missing(find(end + ".film") ? end + ".kappa_film" : end + ".film", "its partner of the film",
                        "a film has a thickness and a kappa_film");
        if (m_materials == 0)
            m_problems.push_back({m_name, 0, 0, "material", "missing", "a [[material]] for every label", ""});
        for (int i = 1; i <= m_materials; ++i) {
            const std::string key = fmt::format("material[{}]", i);
            missing(key + ".label", "a whole number", "the label that the volume holds");
            const Setting* closed = find(key + ".impermeable");
            if (!closed || closed->numbers.front() == 0)
                missing(key + ".kappa", "a diffusivity", "write e.g. kappa = \"1.5e-5 m2/s\", or impermeable = true");
        }
    }

    transport::EndCondition end(const std::string& key) const
    {
        transport::EndCondition end{.value = m_settings.number(key + ".value")};
        if (const Setting* film = find(key + ".film")) {
            end.film = Length{film->numbers.front()};
            end.film_kappa = Diffusivity{m_settings.number(key + ".kappa_film")};
        }
        return end;
    }

    /// One for each run of labels.
    void add_material(int number, std::vector<transport::Material>& all) const
    {
        const std::string key = fmt::format("material[{}]", number);
        transport::Material material;
        if (const Setting* name = find(key + ".name")) material.name = name->texts.front();
        if (const Setting* kappa = find(key + ".kappa")) material.kappa = kappa->numbers.front();
        if (const Setting* closed = find(key + ".impermeable")) material.impermeable = closed->numbers.front() != 0;
        const auto& labels = m_settings.numbers(key + ".label");
        for (std::size_t i = 0, next = 0; i < labels.size(); i = next) {
            for (next = i + 1; next < labels.size() && labels[next] == labels[next - 1] + 1;) ++next;
            material.label = (long long)(labels[i]);
            material.last_label.reset();
            if (next > i + 1) material.last_label = (long long)(labels[next - 1]);
            all.push_back(material);
        }
    }

    std::string m_name;
    std::vector<core::Problem> m_problems;
    Settings m_settings;
    int m_materials = 0;
};

}  // namespace

transport::FluxProblem read_materials(const std::filesystem::path& file)
{
    return MaterialsReading(file.string()).read(text_of(file));
}

void agree_on_widths(transport::FluxProblem& problem, const VolumeGeometry& geometry,
                     const std::filesystem::path& file)
{
    const auto refuse = [&](const std::string& found, const std::string& expected, const std::string& hint) {
        throw core::InputError(
            {{.file = file.string(), .key = "voxel", .found = found, .expected = expected, .hint = hint}});
    };
    if (problem.widths[0].empty()) {
        const auto stated = geometry.spacing_metres();
        if (!stated)
            refuse("missing", "the width of the cells (the volume: " + spacing_text(geometry) + ")",
                   "write e.g. voxel = \"5 um\"");
        for (std::size_t a = 0; a < 3; ++a) problem.widths[a] = {(*stated)[a]};
        return;
    }
    const std::array wanted{problem.widths[0][0], problem.widths[1][0], problem.widths[2][0]};
    if (const std::string stated = contradiction(geometry, wanted); !stated.empty())
        refuse(fmt::format("{:.6g} x {:.6g} x {:.6g} um", wanted[0] * 1e6, wanted[1] * 1e6, wanted[2] * 1e6),
               fmt::format("the proportions of the volume, whose cells are {} along x, y and z (axes {})", stated,
                           text_of(geometry.axes)),
               "correct voxel, or the order of the axes with --axes");
}

}  // namespace dermavox::scene
