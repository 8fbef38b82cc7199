#include "dermavox/device/wear.hpp"
#include "engine/scene/build_scene.hpp"

#include <algorithm>

namespace dermavox::scene {
namespace {

device::Linkage build_linkage(const Settings& s)
{
    if (s.is("device.drive.kind", "crank")) return device::Crank{s.number("device.drive.rod_ratio")};
    if (const Setting* cam = s.find("device.drive.retraction")) return device::Cam{cam->numbers};
    if (s.is("device.drive.kind", "cam")) return device::Cam{};  // refused: it has no table
    return device::Sinusoid{};
}

device::Drive build_drive(const Settings& s)
{
    device::Drive drive{.frequency = {s.number("device.drive.frequency")},
                        .stroke = {s.number("device.drive.stroke")},
                        .linkage = build_linkage(s)};
    if (s.is("device.drive.kind", "spring"))
        drive.spring = device::ReturnSpring{.preload = {s.number("device.drive.force")},
                                            .rate = {s.number("device.drive.rate")},
                                            .moving = {s.number("device.drive.mass")}};
    if (s.has("device.drive.motor_torque"))
        drive.motor = device::Motor{.stall_torque = {s.number("device.drive.motor_torque")},
                                    .free_speed = {s.number("device.drive.motor_free_speed")}};
    return drive;
}

device::Point point_named(const std::string& name)
{
    return name == "bevel" ? device::Point::bevel : name == "table" ? device::Point::table : device::Point::cone;
}

/// What the table states of a needle, over `base`.
device::Needle build_needle(const Settings& s, const std::string& table, const device::Needle& base)
{
    const auto or_base = [&](const char* key, double si) { return s.number_or(table + key, si); };
    device::Needle needle{.diameter = {or_base(".diameter", base.diameter.si)},
                          .length = {or_base(".length", base.length.si)},
                          .taper = {or_base(".taper", base.taper.si)},
                          .tip_radius = {or_base(".tip_radius", base.tip_radius.si)},
                          .young_modulus = {or_base(".young_modulus", base.young_modulus.si)},
                          .friction = or_base(".friction", base.friction),
                          .lubricated = s.has(table + ".lubricant") ? s.is(table + ".lubricant", "lubricated")
                                                                    : base.lubricated,
                          .edge = or_base(".edge", base.edge),
                          .point = s.has(table + ".point") ? point_named(s.text(table + ".point")) : base.point,
                          .profile = {}};
    if (needle.point != device::Point::table) return needle;
    needle.profile = base.profile;
    if (const Setting* profile = s.find(table + ".profile")) {
        needle.profile.clear();
        for (std::size_t i = 0; i + 1 < profile->numbers.size(); i += 2)
            needle.profile.push_back({profile->numbers[i], profile->numbers[i + 1]});
    }
    if (needle.profile.empty()) return needle;  // refused: it has no shape
    needle.taper = {needle.profile.back().distance};
    needle.diameter = {2 * needle.profile.back().radius};
    return needle;
}

void wear_down(const Settings& s, device::Needle& needle)
{
    const double worn = s.number("device.wear.volume"), strokes = s.number("device.wear.strokes");
    if (worn > 0 && strokes > 0) needle.tip_radius = worn_tip_radius(needle, {worn}, std::uint64_t(strokes));
}

void build_needles(const Settings& s, device::Device& device)
{
    device.needle = build_needle(s, "device.needle", {});
    for (const std::string& table : needle_type_tables(s))
        device.other_needles.push_back(build_needle(s, table, device.needle));
    wear_down(s, device.needle);
    for (device::Needle& needle : device.other_needles) wear_down(s, needle);
}

device::Stamp build_stamp(const Settings& s)
{
    device::Stamp stamp{.hold = {s.number("device.stamp.hold")},
                        .radius_of_curvature = {s.number_or("device.stamp.radius_of_curvature", 0)}};
    const Speed speed{s.number("device.drive.speed")};
    if (s.is("device.drive.kind", "impact"))
        stamp.push = device::Impact{.speed = speed, .mass = {s.number("device.drive.mass")}};
    else
        stamp.push = device::Press{.force = {s.number("device.drive.force")}, .approach = speed};
    return stamp;
}

void build_drum(const Settings& s, device::Device& device)
{
    const int rows = int(s.number("device.roller.rows"));
    device.roller = {.radius = {s.number("device.roller.radius")},
                     .width = {s.number("device.roller.width")},
                     .around = int(s.number("device.roller.needles")) / rows,
                     .slip = s.number("device.roller.slip"),
                     .force = {s.number("device.roller.force")}};
    const Length shift = s.number("device.roller.stagger") * device::station_arc(device.roller);
    device.cartridge = device::station(rows, device.roller.width, shift);
}

/// Types of the seats, needle by needle and then again; names that no type has stay out (told by check_consistency).
void build_seat_types(const Settings& s, device::Cartridge& cartridge)
{
    const Setting* stated = s.find("device.cartridge.needle_types");
    if (!stated) return;
    const auto names = needle_type_names(s);
    for (std::size_t k = 0; k < cartridge.seats.size(); ++k) {
        const auto at = std::ranges::find(names, stated->texts[k % stated->texts.size()]);
        if (at != names.end()) cartridge.seats[k].type = std::uint16_t(at - names.begin());
    }
}

}  // namespace

std::vector<std::string> needle_type_tables(const Settings& s)
{
    std::vector<std::string> tables;
    for (const Setting& setting : s.all())
        if (setting.key.starts_with("device.needle_type[") && setting.key.ends_with(".name"))
            tables.push_back(setting.key.substr(0, setting.key.rfind('.')));
    return tables;
}

std::vector<std::string> needle_type_names(const Settings& s)
{
    std::vector<std::string> names{"needle"};
    for (const std::string& table : needle_type_tables(s)) names.push_back(s.text(table + ".name"));
    return names;
}

device::Layout build_layout(const Settings& s)
{
    const auto length = [&s](const char* key) { return Length{s.number_or(key, 0)}; };
    device::Layout layout;
    layout.name = s.text("device.cartridge.layout");
    layout.needles = int(s.number_or("device.cartridge.needles", 0));
    layout.radius = length("device.cartridge.radius");
    layout.pitch = length("device.cartridge.pitch");
    layout.rows = int(s.number_or("device.cartridge.rows", 1));
    layout.gap = length("device.cartridge.gap");
    layout.inner_needles = int(s.number_or("device.cartridge.inner_needles", 0));
    layout.inner_radius = length("device.cartridge.inner_radius");
    layout.phase = s.number_or("device.cartridge.phase", 0);
    if (const Setting* heights = s.find("device.cartridge.heights"))
        for (const double height : heights->numbers) layout.heights.push_back({height});
    if (const Setting* seats = s.find("device.cartridge.seats"))
        for (std::size_t i = 0; i + 2 < seats->numbers.size(); i += 3)
            layout.table.push_back(
                {.x = seats->numbers[i], .y = seats->numbers[i + 1], .length_offset = seats->numbers[i + 2]});
    return layout;
}

double depth_of(const Settings& s)
{
    return s.has("device.depth") ? s.number("device.depth") : s.number("device.needle.length");
}

device::Device build_device(const Settings& s)
{
    device::Device device;
    device.name = s.has("device.preset") ? s.text("device.preset") : "own";
    device.depth = {depth_of(s)};
    device.depth_tolerance = {s.number_or("device.dial.tolerance", 0)};
    build_needles(s, device);
    if (s.is("device.kind", "roller")) {
        device.kind = device::Kind::roller;
        build_drum(s, device);
        return device;
    }
    device.cartridge = device::cartridge_of(build_layout(s));
    build_seat_types(s, device.cartridge);
    device.cartridge.minimum_wall = {s.number("device.cartridge.minimum_wall")};
    device.cap.radius = {s.number("device.cap.radius")};
    device.cap.width = {s.number("device.cap.width")};
    if (s.is("device.kind", "stamp")) {
        device.kind = device::Kind::stamp;
        device.stamp = build_stamp(s);
        return device;
    }
    device.cartridge.aperture = {s.number("device.cartridge.aperture")};
    device.cap.force = {s.number("device.cap.force")};
    device.drive = build_drive(s);
    return device;
}

device::Tolerances build_tolerances(const Settings& s)
{
    const device::Law law = s.is("device.tolerance.law", "uniform") ? device::Law::uniform : device::Law::normal;
    return {.length = {s.number("device.tolerance.length"), law},
            .position = {s.number("device.tolerance.position"), law},
            .tilt = {s.number("device.tolerance.tilt"), law},
            .dial = {s.number("device.tolerance.dial"), law}};
}

}  // namespace dermavox::scene
