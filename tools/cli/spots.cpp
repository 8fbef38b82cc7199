/// `dermavox spots`: openings in pictures of dyed skin, films or OCT slices, as tables.

#include "spots.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/imaging/spots.hpp"
#include "dermavox/report/layer_holes.hpp"
#include "spot_scale.hpp"
#include "spot_table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <numbers>

namespace dermavox::cli {
namespace {

struct SpotOptions {
    std::vector<std::string> pictures;
    ScaleOptions scale;
    bool light = false, json = false, force = false;
    std::string channel, smallest, depth;
    std::vector<int> region;
    int page = 0;
    std::string output, overlay;
    std::string layer, beside, plot;  ///< of a stack of films
    int needles = 0;
};

imaging::SpotChoices choices_of(const SpotOptions& o, double pixel)
{
    imaging::SpotChoices choices{.light = o.light, .channel = imaging::channel_named(o.channel)};
    if (!o.smallest.empty()) {
        const double radius = length_option("--smallest", o.smallest) / pixel / 2;
        choices.smallest = std::numbers::pi * radius * radius;
    }
    if (!o.region.empty()) choices.region = {o.region[0], o.region[1], o.region[2], o.region[3]};
    return choices;
}

/// Finds, with the name of the file in what is refused.
imaging::SpotFindings spots_in(const imaging::Picture& picture, const std::string& file,
                               const imaging::SpotChoices& choices)
try {
    return imaging::find_spots(picture, choices);
} catch (const core::InputError& error) {
    auto problems = error.problems();
    for (core::Problem& problem : problems) problem.file = file;
    throw core::InputError(std::move(problems));
}

int one_picture(const SpotOptions& o, double pixel)
{
    const std::string& file = o.pictures.front();
    const imaging::Picture picture = imaging::read_picture(file, {.page = o.page});
    const imaging::SpotFindings found = spots_in(picture, file, choices_of(o, pixel));
    const SpotTable table{.file = file,
                          .form = picture.form,
                          .pixel = pixel,
                          .found = found,
                          .depth = o.depth.empty() ? std::nullopt : std::optional(length_option("--depth", o.depth))};
    if (!o.overlay.empty()) core::write_whole(o.overlay, o.force, imaging::overlay_png(picture, found));
    if (!o.output.empty()) core::write_whole(o.output, o.force, csv_of(table));
    if (o.json)
        fmt::print("{}\n", json_of(table).dump(2));
    else
        for (const std::string& line : lines_of(table)) fmt::print("{}\n", line);
    return core::exit_code::done;
}

void print_layers(const std::vector<report::LayerHoles>& layers, int needles)
{
    fmt::print("needles     {}\nlayer  depth um  holes  share %  95 % interval  simulated %\n", needles);
    int number = 0;
    for (const report::LayerHoles& l : layers)
        fmt::print("{:>5}  {:>8.1f}  {:>5}  {:>7.1f}  {:>5.1f} to {:<5.1f}  {:>11}\n", ++number, l.depth * 1e6,
                   l.holes, 100 * l.share, 100 * l.low, 100 * l.high,
                   l.simulated ? fmt::format("{:.1f}", 100 * *l.simulated) : "-");
}

/// A picture for each layer, from the top down. Needles: as given, else the holes of the first layer.
int films(const SpotOptions& o, double pixel)
{
    const double thickness = length_option("--layer", o.layer);
    std::vector<int> holes;
    for (const std::string& file : o.pictures)
        holes.push_back(int(spots_in(imaging::read_picture(file), file, choices_of(o, pixel)).spots.size()));
    const int needles = o.needles > 0 ? o.needles : holes.front();
    if (needles < 1)
        throw core::InputError({{.file = o.pictures.front(),
                                 .key = "picture",
                                 .found = "no holes",
                                 .expected = "holes in the first layer",
                                 .hint = "state how many needles were pressed: --needles 36"}});
    std::vector<report::LayerHoles> layers = report::layer_holes(holes, thickness, needles);
    std::vector<double> insertions;
    if (!o.beside.empty()) insertions = report::add_simulated(layers, o.beside);
    if (!o.output.empty()) core::write_whole(o.output, o.force, report::layer_holes_csv(layers, needles));
    if (!o.plot.empty())
        core::write_whole(o.plot, o.force, report::layer_holes_plot(layers, insertions, "Holes through each layer"));
    print_layers(layers, needles);
    return core::exit_code::done;
}

[[noreturn]] void misused(const std::string& why) { throw core::Failure(core::exit_code::usage, why); }

int spots(const SpotOptions& o)
{
    const double pixel = metres_per_pixel(o.scale);
    if (!o.channel.empty() && !imaging::channel_named(o.channel))
        misused("--channel " + o.channel + ": grey, red, green or blue");
    if (o.layer.empty() && o.pictures.size() > 1)
        misused("more than one picture: with --layer \"127 um\" they are layers of a stack, from the top down");
    if (o.layer.empty() && (o.needles > 0 || !o.beside.empty() || !o.plot.empty()))
        misused("--needles, --beside and --plot go with --layer");
    if (!o.layer.empty() && (!o.overlay.empty() || !o.depth.empty() || o.page > 0 || o.json))
        misused("--overlay, --depth, --page and --json go with a single picture, without --layer");
    for (const std::string* file : {&o.output, &o.overlay, &o.plot})
        if (!file->empty()) core::require_writable(*file, o.force);
    return o.layer.empty() ? one_picture(o, pixel) : films(o, pixel);
}

const char* const k_spot_examples = R"(
The table has a row for each opening, x and y in mm from the lower left corner, as `compare` and, with --depth,
wound.channels take it. See the overlay before you believe it.

Examples:
  dermavox spots dye.png --scale "5 um" --overlay seen.png -o spots.csv
  dermavox spots dye.jpg --points 120,960,620,960 --apart "1 mm" --region 0,0,1600,900 -o spots.csv
  dermavox spots slice.tif --page 12 --scale "2.5 um" --depth "300 um" -o spots.csv
  dermavox spots layer1.png layer2.png layer3.png --scale "5 um" --light --layer "127 um" --needles 36 \
                 --beside out/parafilm --plot holes.svg
  dermavox compare spots.csv out/mine)";

void add_film_options(CLI::App& command, SpotOptions& o)
{
    command
        .add_option("--layer", o.layer, "The pictures are layers of a stack of films, from the top down, so thick")
        ->type_name("THICKNESS");
    command.add_option("--needles", o.needles, "Needles that were pressed; the holes of the first layer otherwise")
        ->check(CLI::Range(1, 1000000));
    command.add_option("--beside", o.beside, "Result folder of the same test, simulated")->type_name("DIR");
    command.add_option("--plot", o.plot, "SVG file: share of the needles through each layer")->type_name("FILE.svg");
}

}  // namespace

void add_spots(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<SpotOptions>();
    auto* command =
        app.add_subcommand("spots", "Openings in a picture of dyed skin, of a film or an OCT slice, as a table");
    command->add_option("PICTURE", o->pictures, "PNG, JPEG or TIFF")->required();
    add_scale_options(*command, o->scale);
    command->add_flag("--light", o->light, "Openings are lighter than what is around them; darker otherwise");
    command->add_option("--channel", o->channel, "grey, red, green or blue; where openings stand out most otherwise")
        ->type_name("CHANNEL");
    command->add_option("--smallest", o->smallest, "Leave out what is smaller than a disc so wide, e.g. \"20 um\"")
        ->type_name("DIAMETER");
    command->add_option("--region", o->region, "Part to look at, in pixels: without scale bar and writing")
        ->delimiter(',')
        ->expected(4)
        ->type_name("LEFT,TOP,WIDTH,HEIGHT");
    command->add_option("--page", o->page, "Page of a TIFF stack, from 1")->check(CLI::Range(1, 65535));
    command->add_option("--depth", o->depth, "Depth of the openings, as a column of the table")->type_name("DEPTH");
    command->add_option("--overlay", o->overlay, "The picture with the outline of every opening")
        ->type_name("FILE.png");
    command->add_option("-o,--output", o->output, "The table")->type_name("FILE.csv");
    add_film_options(*command, *o);
    command->add_flag("--force", o->force, "Replace existing files");
    command->add_flag("--json", o->json, "Print JSON");
    command->footer(k_spot_examples);
    command->callback([o, &exit_code] { exit_code = spots(*o); });
}

}  // namespace dermavox::cli
