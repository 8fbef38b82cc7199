// DXF in text: Autodesk, DXF Reference (AutoCAD 2012), groups 0, 2, 9, 10 to 51, 70.
#include "dermavox/core/unit_names.hpp"
#include "engine/scene/shapes/needle_shape.hpp"
#include "engine/scene/volumes/header_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::scene {
namespace {

constexpr std::size_t most_outline_points = 200'000, most_pieces = 4000;
using Spot = std::array<double, 2>;

struct Group {
    int code = 0;
    std::string value;
};

std::optional<Group> next_group(ByteReader& in)
{
    const auto code = next_line(in);
    if (!code) return std::nullopt;
    const auto value = next_line(in);
    const std::string_view text = trimmed(*code);
    Group group{.value = std::string(trimmed(value.value_or("")))};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), group.code);
    if (!value || error != std::errc() || end != text.data() + text.size())
        refuse_volume(in.file(), "the line \"" + std::string(text) + "\" where a group code is due",
                      "a DXF file in text", "save it as an ASCII DXF");
    return group;
}

/// One entity with its groups; repeated ones in the order of the file.
struct Entity {
    std::string type;
    std::vector<Group> groups{};
};

class Outlines
{
public:
    Outlines(ByteReader& in, double unit) : m_in(in), m_unit(unit) {}

    Outline read()
    {
        Entity entity;
        while (auto group = next_group(m_in)) {
            if (group->code != 0) {
                entity.groups.push_back(std::move(*group));
                if (entity.groups.size() > 4 * most_outline_points) refuse("more groups", "a drawing of one needle");
                continue;
            }
            take(entity);
            entity = {group->value};
        }
        take(entity);
        return joined();
    }

private:
    [[noreturn]] void refuse(const std::string& found, const std::string& expected,
                             const std::string& hint = {}) const
    {
        refuse_volume(m_in.file(), found, expected, hint);
    }

    double number_in(const Group& group) const
    {
        double number = 0;
        const auto [end, error] =
            std::from_chars(group.value.data(), group.value.data() + group.value.size(), number);
        if (error != std::errc() || end == group.value.data() || !std::isfinite(number) || std::abs(number) > 1e9)
            refuse(fmt::format("group {} of \"{}\"", group.code, group.value), "a number");
        return number;
    }

    double value_of(const Entity& entity, int code, double otherwise = 0) const
    {
        const auto at = std::ranges::find(entity.groups, code, &Group::code);
        return at == entity.groups.end() ? otherwise : number_in(*at);
    }

    void take(const Entity& entity)
    {
        static constexpr const char* no_shape[] = {"TEXT",     "MTEXT",     "DIMENSION", "POINT",  "HATCH", "LEADER",
                                                   "VIEWPORT", "TOLERANCE", "ATTDEF",    "ENDSEC", "EOF",   ""};
        const std::string& type = entity.type;
        if (type == "SECTION") return enter(entity);
        if (m_lines.size() > most_pieces) refuse("more lines", fmt::format("at most {}", most_pieces));
        if (m_section != "ENTITIES" || std::ranges::find(no_shape, type) != std::end(no_shape)) return;
        if (type == "LINE")
            m_lines.push_back(
                {{value_of(entity, 10), value_of(entity, 20)}, {value_of(entity, 11), value_of(entity, 21)}});
        else if (type == "ARC")
            take_arc(entity);
        else if (type == "LWPOLYLINE")
            take_polyline(entity);
        else if (type == "POLYLINE")
            m_open = Entity{"LWPOLYLINE", {{70, fmt::format("{:.0f}", value_of(entity, 70))}}};
        else if (type == "VERTEX")
            take_vertex(entity);
        else if (type == "SEQEND")
            take_polyline(m_open), m_open = {};
        else
            refuse("an entity of type " + type, "lines, arcs and polylines",
                   "explode it, or convert it to a polyline");
    }

    void enter(const Entity& section)
    {
        const auto name = std::ranges::find(section.groups, 2, &Group::code);
        m_section = name == section.groups.end() ? "" : name->value;
        for (auto at = section.groups.begin(); at != section.groups.end(); ++at)
            if (at->code == 9 && at->value == "$INSUNITS" && at + 1 != section.groups.end())
                check_unit(number_in(*(at + 1)));
    }

    void check_unit(double code) const
    {
        constexpr std::pair<int, double> units[] = {{1, 0.0254}, {4, 1e-3}, {5, 1e-2}, {6, 1}, {13, 1e-6}};
        for (const auto& [known, metres] : units)
            if (code == known && std::abs(metres / m_unit - 1) > 1e-9)
                refuse(fmt::format("a drawing in units of {} ($INSUNITS {})",
                                   core::format_quantity(metres, core::Dimension::length), known),
                       "one in units of " + core::format_quantity(m_unit, core::Dimension::length),
                       "correct shape_unit");
    }

    /// Of the arc from angle `from` over `turn` radians, both ends included.
    static Outline arc(Spot centre, double radius, double from, double turn)
    {
        constexpr double widest = 2 * std::numbers::pi / 180;
        const int steps = std::max(1, int(std::ceil(std::abs(turn) / widest)));
        Outline points;
        for (int k = 0; k <= steps; ++k) {
            const double angle = from + turn * k / steps;
            points.push_back({centre[0] + radius * std::cos(angle), centre[1] + radius * std::sin(angle)});
        }
        return points;
    }

    void take_arc(const Entity& entity)
    {
        constexpr double degree = std::numbers::pi / 180;
        const double from = value_of(entity, 50) * degree, to = value_of(entity, 51) * degree;
        const double turn = std::remainder(to - from, 2 * std::numbers::pi);
        m_lines.push_back(arc({value_of(entity, 10), value_of(entity, 20)}, value_of(entity, 40), from,
                              turn <= 0 ? turn + 2 * std::numbers::pi : turn));
    }

    void take_vertex(const Entity& entity)
    {
        for (const int code : {10, 20, 42})
            m_open.groups.push_back({code, fmt::format("{}", value_of(entity, code))});
    }

    void take_polyline(const Entity& entity)
    {
        struct Vertex {
            Spot at{};
            double bulge = 0;
        };
        std::vector<Vertex> vertices;
        for (const Group& group : entity.groups)
            if (group.code == 10)
                vertices.push_back({{number_in(group), 0}});
            else if (group.code == 20 && !vertices.empty())
                vertices.back().at[1] = number_in(group);
            else if (group.code == 42 && !vertices.empty())
                vertices.back().bulge = number_in(group);
        const bool closed = int(value_of(entity, 70)) & 1;
        if (vertices.size() < 2) refuse("a polyline of fewer than two corners", "an outline");
        if (closed) vertices.push_back({vertices.front().at, 0});
        Outline points{vertices.front().at};
        for (std::size_t k = 0; k + 1 < vertices.size(); ++k)
            for (const Spot& spot : bulged(vertices[k].at, vertices[k + 1].at, vertices[k].bulge))
                points.push_back(spot);
        m_lines.push_back(std::move(points));
    }

    /// The points behind `a` up to `b`: bulge is the tangent of a quarter of the angle.
    static Outline bulged(Spot a, Spot b, double bulge)
    {
        if (bulge == 0) return {b};
        const double turn = 4 * std::atan(bulge), dx = b[0] - a[0], dy = b[1] - a[1];
        const double height = (1 - bulge * bulge) / (4 * bulge);  // of the centre over the chord, in chords
        const Spot centre{(a[0] + b[0]) / 2 - height * dy, (a[1] + b[1]) / 2 + height * dx};
        Outline points = arc(centre, std::hypot(a[0] - centre[0], a[1] - centre[1]),
                             std::atan2(a[1] - centre[1], a[0] - centre[0]), turn);
        points.erase(points.begin());
        points.back() = b;
        return points;
    }

    /// Pieces end to end until the first point comes again.
    Outline joined()
    {
        if (m_lines.empty()) refuse("no lines, arcs or polylines", "the outline of a needle");
        double extent = 0;
        for (const Outline& line : m_lines)
            for (const Spot& spot : line)
                extent =
                    std::max({extent, std::abs(spot[0] - m_lines[0][0][0]), std::abs(spot[1] - m_lines[0][0][1])});
        const auto same = [&](const Spot& p, const Spot& q) {
            return std::hypot(p[0] - q[0], p[1] - q[1]) <= 1e-6 * extent;
        };
        Outline loop = std::move(m_lines.back());
        m_lines.pop_back();
        while (!same(loop.front(), loop.back())) {
            const auto next = std::ranges::find_if(m_lines, [&](const Outline& line) {
                return same(line.front(), loop.back()) || same(line.back(), loop.back());
            });
            if (next == m_lines.end())
                refuse(fmt::format("an outline that is open at ({:.6g}, {:.6g})", loop.back()[0], loop.back()[1]),
                       "a closed outline");
            if (!same(next->front(), loop.back())) std::ranges::reverse(*next);
            loop.insert(loop.end(), next->begin() + 1, next->end());
            m_lines.erase(next);
            if (loop.size() > most_outline_points) refuse("more corners", "at most 200000");
        }
        loop.pop_back();
        if (!m_lines.empty() || loop.size() < 3)
            refuse(fmt::format("{} lines beside the closed outline", m_lines.size()), "one closed outline",
                   "leave out the centre line and other views");
        return loop;
    }

    ByteReader& m_in;
    double m_unit;
    std::string m_section;
    Entity m_open;                 ///< a POLYLINE whose VERTEX entities follow
    std::vector<Outline> m_lines;  ///< pieces, in no order
};

}  // namespace

Outline read_dxf(ByteReader& in, double unit) { return Outlines(in, unit).read(); }

}  // namespace dermavox::scene
