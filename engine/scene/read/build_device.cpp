#include "dermavox/device/wear.hpp"
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/read/build_scene.hpp"

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

/// Over what is filled already.
device::Drive build_drive(const Settings& s, device::Drive drive)
{
    drive.linkage = build_linkage(s);
    if (s.is("device.drive.kind", "spring"))
        drive.spring = device::ReturnSpring{.preload = {s.number("device.drive.force")},
                                            .rate = {s.number("device.drive.rate")},
                                            .moving = {s.number("device.drive.mass")}};
    return drive;
}

/// The measured profile of the table, in place of the needle's own.
void build_profile(const Settings& s, const std::string& table, device::Needle& needle)
{
    if (needle.point != device::Point::table) return needle.profile.clear();
    if (const Setting* profile = s.find(table + ".profile")) {
        needle.profile.clear();
        for (std::size_t i = 0; i + 1 < profile->numbers.size(); i += 2)
            needle.profile.push_back({profile->numbers[i], profile->numbers[i + 1]});
    }
    if (needle.profile.empty()) return;  // refused: it has no shape
    needle.taper = {needle.profile.back().distance};
    needle.diameter = {2 * needle.profile.back().radius};
}

void wear_down(const Settings& s, device::Needle& needle)
{
    const double worn = s.number("device.wear.volume"), strokes = s.number("device.wear.strokes");
    if (worn > 0 && strokes > 0) needle.tip_radius = worn_tip_radius(needle, {worn}, std::uint64_t(strokes));
}

/// The device's own needle is filled already; what another type does not state is as that has it.
void build_needles(const Settings& s, Scene& scene)
{
    device::Device& device = scene.device;
    build_profile(s, "device.needle", device.needle);
    for (const std::string& table : needle_type_tables(s)) {
        device.other_needles.push_back(device.needle);
        fill_one(s, table + '.', scene);
        build_profile(s, table, device.other_needles.back());
    }
    wear_down(s, device.needle);
    for (device::Needle& needle : device.other_needles) wear_down(s, needle);
}

std::variant<device::Press, device::Impact> build_push(const Settings& s)
{
    const Speed speed{s.number("device.drive.speed")};
    if (s.is("device.drive.kind", "impact"))
        return device::Impact{.speed = speed, .mass = {s.number("device.drive.mass")}};
    return device::Press{.force = {s.number("device.drive.force")}, .approach = speed};
}

void build_drum(const Settings& s, device::Device& device)
{
    const int rows = int(s.number("device.roller.rows"));
    device.roller.around = int(s.number("device.roller.needles")) / rows;
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
    Scene scene;
    device::Device& device = scene.device;
    device.name = "own";
    fill(s, "device.", scene);
    device.depth = {depth_of(s)};
    build_needles(s, scene);
    if (device.kind == device::Kind::roller) {
        build_drum(s, device);
        return device;
    }
    device.cartridge = device::cartridge_of(build_layout(s));
    fill(s, "device.cartridge.", scene);
    build_seat_types(s, device.cartridge);
    if (device.kind == device::Kind::stamp)
        device.stamp.push = build_push(s);
    else
        device.drive = build_drive(s, std::move(device.drive));
    return device;
}

device::Tolerances build_tolerances(const Settings& s)
{
    Scene scene;
    fill(s, "device.tolerance.", scene);
    const device::Law law = s.is("device.tolerance.law", "uniform") ? device::Law::uniform : device::Law::normal;
    device::Tolerances& all = scene.tolerances;
    for (device::Scatter* scatter : {&all.length, &all.position, &all.tilt, &all.dial}) scatter->law = law;
    return all;
}

}  // namespace dermavox::scene
