/// `dermavox inspect`: what was understood of a labelled volume, and slices through it.

#include "inspect.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/slice_picture.hpp"
#include "volume_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace dermavox::cli {
namespace {

struct InspectOptions {
    VolumeOptions volume;
    std::vector<std::string> voxel;
    std::vector<long long> outside;
    std::string picture;
    bool json = false, force = false;
};

std::optional<std::array<double, 3>> widths_of(const std::vector<std::string>& texts)
{
    if (texts.empty()) return std::nullopt;
    std::vector<double> widths;
    for (const std::string& text : texts) {
        std::string why;
        const auto width = core::parse_quantity(text, core::Dimension::length, why);
        if (!width || !(*width > 0))
            throw core::Failure(core::exit_code::usage,
                                "--voxel " + text + ": " + (why.empty() ? "above 0 mm" : why));
        widths.push_back(*width);
    }
    if (widths.size() == 1) return std::array{widths[0], widths[0], widths[0]};
    if (widths.size() == 3) return std::array{widths[0], widths[1], widths[2]};
    throw core::Failure(core::exit_code::usage, "--voxel: one width, or three along x, y and depth");
}

int inspect(const InspectOptions& o)
try {
    const auto voxel = widths_of(o.voxel);
    if (!o.picture.empty()) core::require_writable(o.picture, o.force);
    const scene::VolumeSummary summary =
        scene::summarise(scene::read_label_volume(o.volume.volume, o.volume.choice()), o.outside, voxel);
    if (!o.picture.empty()) core::write_whole(o.picture, o.force, report::slices_png(summary));
    if (o.json)
        fmt::print("{}\n", volume_json(summary).dump(2));
    else
        for (const std::string& line : lines_of(summary)) fmt::print("{}\n", line);
    return core::exit_code::done;
} catch (const core::InputError& error) {
    auto problems = error.problems();
    for (core::Problem& problem : problems)
        if (problem.file.empty()) problem.file = o.volume.volume;
    throw core::InputError(std::move(problems));
}

}  // namespace

void add_inspect(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<InspectOptions>();
    auto* command = app.add_subcommand("inspect", "What a labelled volume holds, as it is understood: axes, layers");
    add_volume_options(*command, o->volume);
    command
        ->add_option("--voxel", o->voxel, "Width of its cells, one or three along x, y and depth with commas between")
        ->delimiter(',')
        ->type_name("WIDTH[,WIDTH,WIDTH]");
    command->add_option("--outside", o->outside, "Labels of what is no skin, with commas between; 0 otherwise")
        ->delimiter(',')
        ->type_name("LABEL");
    command->add_option("-o,--output", o->picture, "Three slices through the middle as a picture")
        ->type_name("SLICES.png");
    command->add_flag("--force", o->force, "Replace an existing picture");
    command->add_flag("--json", o->json, "Print JSON");
    command->footer(
        "\nEach label counts as a layer, from the top down by its mean depth.\n\nExample:\n  dermavox inspect "
        "scan.nii.gz -o slices.png");
    command->callback([o, &exit_code] { exit_code = inspect(*o); });
}

}  // namespace dermavox::cli
