/// `dermavox calibrate`: constants from the user's own measurements, as a file that scenes name.

#include "calibrate.hpp"

#include "command.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/single_file.hpp"
#include "dermavox/scene/measured.hpp"
#include "dermavox/simulation/curve_fit.hpp"
#include "input.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <ostream>

namespace dermavox::cli {
namespace {

struct CalibrateOptions {
    SceneOptions input;
    std::string measured, output = "fitted.toml";
    std::vector<std::string> keys;
    double error = 0.03;
    bool list = false, force = false;
};

int list(const scene::Scene& scene)
{
    for (const simulation::Adjustable& constant : simulation::adjustables(scene))
        fmt::print("{} = {} (spread {:.2g})\n", constant.key, constant.text(constant.value), constant.spread);
    return core::exit_code::done;
}

void say(const simulation::CurveFit& fit)
{
    for (std::size_t i = 0; i < fit.constants.size(); ++i) {
        const simulation::Adjustable& constant = fit.constants[i];
        const mechanics::FittedConstant& fitted = fit.fit.constants[i];
        fmt::print(stderr, "{}: {} (was {}), {:.0f} % fixed by the curve\n", constant.key,
                   constant.text(fitted.value), constant.text(constant.value), 100 * fitted.fixed_by_data);
        if (std::abs(fitted.correlation) > 0.9 && fitted.tied_to > int(i))
            fmt::print(stderr, "    the curve cannot tell it apart from {} (correlation {:+.2f})\n",
                       fit.constants[std::size_t(fitted.tied_to)].key, fitted.correlation);
    }
    fmt::print("from_um,to_um,measured_mN,fitted_mN\n");
    for (const simulation::CurveInterval& k : fit.intervals)
        fmt::print("{:.6g},{:.6g},{:.6g},{:.6g}\n", 1e6 * k.from, 1e6 * k.to, 1e3 * k.measured, 1e3 * k.fitted);
}

int fit_curve(const CalibrateOptions& o, const std::vector<scene::CurveReading>& readings)
{
    const scene::Catalogue data = catalogue();
    const auto scene_with = [&](const std::vector<std::string>& sets) {
        SceneOptions input = o.input;
        input.sets.insert(input.sets.end(), sets.begin(), sets.end());
        return read(input, data);
    };
    const scene::Scene scene = scene_with({});
    simulation::CurveFitPlan plan{.keys = o.keys, .error = o.error};
    if (plan.keys.empty()) plan.keys = simulation::usual_constants(scene);
    const simulation::CurveFit fit = simulation::fit_curve(scene_with, readings, plan);
    const std::string text = simulation::materials_text(fit, scene, o.measured);
    report::write_whole(o.output, o.force, [&](std::ostream& out) { out << text; });
    say(fit);
    fmt::print(stderr, "{} (use it with  materials = \"{}\"  at the top of a scene beside it)\n", o.output,
               std::filesystem::path(o.output).filename().string());
    return core::exit_code::done;
}

int calibrate(const CalibrateOptions& o)
{
    if (o.list) return list(read(o.input, catalogue()));
    if (o.measured.empty()) throw core::Failure(core::exit_code::usage, "calibrate needs a CURVE.csv, or --list");
    const scene::Measured measured = scene::read_measured(o.measured);
    report::require_writable(o.output, o.force);
    int code = core::exit_code::done;
    core::with_threads(o.input.threads,
                       [&] { code = fit_curve(o, std::get<std::vector<scene::CurveReading>>(measured)); });
    return code;
}

}  // namespace

void add_calibrate(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<CalibrateOptions>();
    auto* command =
        app.add_subcommand("calibrate", "Fit constants to your own measurements; writes a materials file");
    command->add_option("SCENE", o->input.scene, "The bench: its skin or gel, needles and speed (TOML)")->required();
    command->add_option("CURVE", o->measured, "CSV with set_um and force_mN, the way in");
    command->add_option("--fit", o->keys, "Constants to fit, with commas between; a usual few otherwise")
        ->delimiter(',')
        ->type_name("KEY,...");
    command->add_option("--error", o->error, "Of the curve, as a share of its largest force")
        ->check(CLI::Range(1e-4, 1.0))
        ->capture_default_str();
    command->add_flag("--list", o->list, "Name the constants that can be fitted, and stop");
    command->add_option("-o,--output", o->output, "Materials file")->type_name("FITTED.toml")->capture_default_str();
    command->add_flag("--force", o->force, "Replace an existing output file");
    command->add_option("--set", o->input.sets, "Set a scene key; repeatable")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command->add_option("--threads", o->input.threads, "Threads; one per core otherwise")->check(CLI::Range(1, 1024));
    command->footer(
        "\nExample:\n  dermavox calibrate bench.toml curve.csv --fit skin.gel.toughness,skin.gel.friction");
    command->callback([o, &exit_code] { exit_code = calibrate(*o); });
}

}  // namespace dermavox::cli
