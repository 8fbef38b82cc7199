#include "engine/report/volumes/trajectory.hpp"

#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::report {
namespace {

using std::numbers::pi;

constexpr double width = 720, sheet_left = 24, sheet_right = 696;
constexpr double beside = 150;  ///< room for dimensions left of a pen's path

/// The picture's plane: x along the travel, depth down, both at one scale.
struct Sheet {
    double scale, x0, surface;  ///< pixels per metre; where x = 0 and the surface lie
    Point operator()(double x, double depth) const { return {x0 + scale * x, surface + scale * depth}; }
};

class Line
{
public:
    void to(Point p)
    {
        m_data += fmt::format("{}{} {}", m_data.empty() ? "M" : "L", coordinate(p.x), coordinate(p.y));
    }
    const std::string& data() const { return m_data; }

private:
    std::string m_data;
};

void draw_cap_and_skin(Svg& svg, const Sheet& plane, double bottom)
{
    svg.rect({sheet_left, plane.surface}, sheet_right - sheet_left, bottom - plane.surface, "cap");
    svg.line({sheet_left, plane.surface}, {sheet_right, plane.surface}, "axis");
}

std::string pen_trajectory(const scene::Scene& scene)
{
    const device::Drive& drive = scene.device.drive;
    const double dial = scene.device.depth.si, stroke = drive.stroke.si;
    const double pitch = device::pitch(drive, scene.motion.speed).si;
    constexpr double sheet_top = 46, tallest = 250;
    const double room = sheet_right - sheet_left - beside;
    const double scale = std::min(tallest / stroke, room / (1.6 * pitch));
    const double cycles = std::clamp((room - 10) / (scale * pitch), 1.0, 40.0);
    const double surface = sheet_top + scale * (stroke - dial), bottom = sheet_top + scale * stroke + 34;
    const Sheet plane{scale, (sheet_left + beside + sheet_right) / 2, surface};
    Svg svg(width, bottom + 40, "Path of one needle's tip along the glide, to scale");
    draw_cap_and_skin(svg, plane, bottom);
    Line path;
    const int steps = std::min(4000, int(cycles * 120));
    for (int i = 0; i <= steps; ++i) {
        const double turn = cycles * (double(i) / steps - 0.5);
        path.to(plane(pitch * turn, device::tip_depth(drive, {dial}, turn).si));
    }
    svg.path(path.data(), "curve");
    const double half = device::rigid_slit(drive, {dial}, scene.motion.speed).si / 2;
    for (double k = -std::floor(cycles / 2); k <= cycles / 2; ++k)
        svg.line(plane(k * pitch - half, 0), plane(k * pitch + half, 0), "needle-mark");
    const Point deepest = plane(0, dial), next = plane(pitch, dial);
    if (next.x < sheet_right - 20) {
        svg.line({deepest.x, deepest.y + 3}, {deepest.x, bottom + 14}, "extension");
        svg.line({next.x, next.y + 3}, {next.x, bottom + 14}, "extension");
        svg.dimension({deepest.x, bottom + 10}, {next.x, bottom + 10}, "");
        svg.text({(deepest.x + next.x) / 2, bottom + 28}, "pitch " + length_text(pitch), "halo mid");
    }
    svg.dimension({sheet_left + 16, surface}, {sheet_left + 16, surface + scale * dial},
                  "dial " + given_length(dial));
    svg.dimension({sheet_left + 16, sheet_top}, {sheet_left + 16, surface},
                  "clearance " + given_length(stroke - dial));
    svg.line({sheet_left + 8, sheet_top}, {sheet_right, sheet_top}, "extension");
    const Point slit = plane(half, 0);
    svg.text({slit.x + 8, slit.y - 8}, "in the skin over " + length_text(2 * half), "halo");
    return svg.take();
}

std::string roller_trajectory(const scene::Scene& scene)
{
    const device::Roller& drum = scene.device.roller;
    const Length needle = scene.device.depth;
    const double radius = drum.radius.si, depth = needle.si, pitch = device::station_pitch(drum).si;
    const double edge = device::half_angle(drum, needle), most = std::min(2.6 * edge, pi / 2);
    const double above = 1.2 * depth;
    constexpr double sheet_top = 30;
    const double scale = std::min((sheet_right - sheet_left) / (2.2 * pitch), 300 / (above + depth));
    const double surface = sheet_top + scale * above, bottom = surface + scale * depth + 44;
    const Sheet plane{scale, (sheet_left + sheet_right) / 2, surface};
    Svg svg(width, bottom + 8, "Paths of the tips of three stations of the drum, to scale");
    draw_cap_and_skin(svg, plane, bottom);
    Line rim;
    for (int i = -60; i <= 60; ++i) {
        const double a = most * i / 60;
        const double height = radius * (1 - std::cos(a));
        if (height <= above) rim.to(plane(radius * std::sin(a), -height));
    }
    svg.path(rim.data(), "aperture");
    for (int station = -1; station <= 1; ++station) {
        Line path;
        for (int i = -120; i <= 120; ++i) {
            const device::TipPlace tip = device::tip_at(drum, needle, most * i / 120);
            if (-tip.depth.si <= above) path.to(plane(station * pitch + tip.forward.si, tip.depth.si));
        }
        svg.path(path.data(), "curve");
    }
    for (const double a : {-edge, 0.0, edge}) {  // the needle as it enters, stands and leaves
        const device::TipPlace tip = device::tip_at(drum, needle, a);
        const double root_x = tip.forward.si + depth * std::sin(a), root = tip.depth.si - depth * std::cos(a);
        svg.line(plane(root_x, root), plane(tip.forward.si, tip.depth.si), a == 0 ? "needle-mark" : "dim");
    }
    const double swept = device::opening_swept(drum, needle).si / 2;
    const Point from = plane(-swept, 0), to = plane(swept, 0);
    svg.line(from, {from.x, bottom - 18}, "extension").line(to, {to.x, bottom - 18}, "extension");
    svg.dimension({from.x, bottom - 22}, {to.x, bottom - 22}, "");
    svg.text({to.x + 18, bottom - 18}, "in the skin over " + length_text(2 * swept), "halo");
    const double half_way = plane(-pitch / 2, 0).x;
    svg.dimension({half_way, surface}, {half_way, surface + scale * depth}, "needle " + given_length(depth));
    if (plane(pitch, 0).x < sheet_right - 20) {
        svg.dimension(plane(0, depth), plane(pitch, depth), "");
        svg.text({plane(pitch / 2, 0).x, plane(0, depth).y - 6}, "stations " + length_text(pitch), "halo mid");
    }
    return svg.take();
}

}  // namespace

std::string tip_trajectory(const scene::Scene& scene)
{
    if (motion::by_places(scene.motion, scene.device)) return {};
    return scene.device.kind == device::Kind::roller ? roller_trajectory(scene) : pen_trajectory(scene);
}

std::string trajectory_caption(const scene::Scene& scene)
{
    if (scene.device.kind == device::Kind::roller)
        return "Tips of three stations as the drum (dashed) rolls to the right, in rigid skin, to scale. Strokes: a "
               "needle as it enters, stands and leaves; its shaft sweeps the opening.";
    return "One needle\u2019s tip as the pen glides to the right, in rigid skin, to scale. Bars on the surface: what "
           "it tears open beyond its own width.";
}

}  // namespace dermavox::report
