/// `dermavox contact`: how the skin of a scene bears its device's cap, base or drum, without needles.

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/report/contact_plot.hpp"
#include "input.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

namespace dermavox::cli {
namespace {

struct Part {
    std::string name, unit;
};

Part part_of(device::Kind kind)
{
    if (kind == device::Kind::pen) return {"ring of the cap", "N"};
    return kind == device::Kind::stamp ? Part{"base", "N"} : Part{"drum", "N/m"};
}

void print_json(const mechanics::ContactTable& table, const Part& part)
{
    const nlohmann::ordered_json page{{"part", part.name},
                                      {"force_unit", part.unit},
                                      {"complete", table.complete},
                                      {"force", table.force},
                                      {"displacement_m", table.displacement},
                                      {"radius_m", table.radius},
                                      {"surface_m", table.surface}};
    fmt::print("{}\n", page.dump(2));
}

void print_csv(const mechanics::ContactTable& table, const Part& part)
{
    fmt::print("{},displacement_m", part.unit == "N" ? "force_n" : "force_n_per_m");
    for (const double r : table.radius) fmt::print(",surface_{:.6g}mm_m", 1e3 * r);
    fmt::print("\n");
    for (std::size_t row = 0; row < table.force.size(); ++row) {
        fmt::print("{:.6g},{:.6g}", table.force[row], table.displacement[row]);
        for (const auto& there : table.surface) fmt::print(",{:.6g}", there[row]);
        fmt::print("\n");
    }
}

}  // namespace

int contact(const ContactOptions& options)
{
    if (!options.plot.empty()) core::require_writable(options.plot, options.force);
    const scene::Scene scene = read(options.input, catalogue());
    const Part part = part_of(scene.device.kind);
    const mechanics::ContactTables tables(
        options.cache.empty() ? mechanics::cache_folder() : std::filesystem::path(options.cache),
        options.cache.empty() ? catalogue().folder() / "contact" : std::filesystem::path(),
        [](const std::string& line) { fmt::print(stderr, "dermavox: {}\n", line); });
    const mechanics::ContactTable table =
        tables.get(mechanics::device_case(scene.skin, scene.device, scene.mechanics));
    options.json ? print_json(table, part) : print_csv(table, part);
    if (!options.plot.empty())
        core::write_whole(options.plot, options.force, [&](std::ostream& out) {
            out << report::contact_plot(table, part.unit,
                                        scene.title.empty() ? "Skin under the " + part.name : scene.title);
        });
    if (!table.complete)
        fmt::print(
            stderr,
            "dermavox: mechanics: no balance beyond {} {}: the skin's barrier wrinkles; the table ends there\n",
            core::format_number(table.force.back()), part.unit);
    return core::exit_code::done;
}

}  // namespace dermavox::cli
