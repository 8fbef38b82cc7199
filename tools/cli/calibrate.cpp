/// `dermavox calibrate`: constants from the user's own measurements, as a file that scenes name.

#include "calibrate.hpp"

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/fit_plot.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/scene/measured.hpp"
#include "dermavox/simulation/curve_fit.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/wound/wound.hpp"
#include "input.hpp"
#include "messages.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <unistd.h>

namespace dermavox::cli {
namespace {

struct CalibrateOptions {
    SceneOptions input;
    std::string measured, contact, output = "fitted.toml";
    TableOptions table;
    std::vector<std::string> keys;
    double error = 0.03;
    bool list = false, force = false;
};

int list_constants(const scene::Scene& scene)
{
    for (const simulation::Adjustable& constant : simulation::adjustables(scene))
        fmt::print("{} = {} (spread {:.2g})\n", constant.key, constant.text(constant.value), constant.spread);
    return core::exit_code::done;
}

void print_fit(const simulation::CurveFit& fit)
{
    for (std::size_t i = 0; i < fit.constants.size(); ++i) {
        const simulation::Adjustable& constant = fit.constants[i];
        const mechanics::FittedConstant& fitted = fit.fit.constants[i];
        say("{}: {} (was {}), {:.0f} % fixed by the curve\n", constant.key, constant.text(fitted.value),
            constant.text(constant.value), 100 * fitted.fixed_by_data);
        if (std::abs(fitted.correlation) > 0.9 && fitted.tied_to > int(i))
            say("    the curve cannot tell it apart from {} (correlation {:+.2f})\n",
                fit.constants[std::size_t(fitted.tied_to)].key, fitted.correlation);
    }
    fmt::print("from_um,to_um,measured_mN,fitted_mN\n");  // travel since contact
    for (const simulation::CurveInterval& k : fit.intervals)
        fmt::print("{:.6g},{:.6g},{:.6g},{:.6g}\n", 1e6 * k.from, 1e6 * k.to, 1e3 * k.measured, 1e3 * k.fitted);
}

std::optional<double> contact_of(const CalibrateOptions& o)
{
    if (o.contact.empty()) return std::nullopt;
    std::string why;
    const auto contact = core::parse_quantity(o.contact, core::Dimension::length, why);
    if (!contact) throw core::InputError({{"--contact", 0, 0, "", '"' + o.contact + '"', "a length", why}});
    return contact;
}

std::string plot_of(const CalibrateOptions& o)
{
    return std::filesystem::path(o.output).replace_extension(".svg").string();
}

/// The constants of a fit that fits; of one that does not, the plot alone.
int write_fit(const CalibrateOptions& o, const simulation::CurveFit& fit, const scene::Scene& scene)
{
    const std::string plot = report::fit_plot(fit, o.measured + " and " + o.input.scene);
    core::write_whole(plot_of(o), o.force, [&](std::ostream& out) { out << plot; });
    say("{}: measured against fitted, with residuals\n", plot_of(o));
    if (!fit.fits())
        throw core::Failure(
            core::exit_code::not_converged,
            fmt::format(
                "the fit failed: root mean square misfit {:.3g} % of the largest mean force, {:.3g} % allowed "
                "(--error); no constants were written",
                100 * fit.rms / fit.most, 100 * o.error));
    const std::string text = simulation::materials_text(fit, scene, o.measured);
    core::write_whole(o.output, o.force, [&](std::ostream& out) { out << text; });
    say("{} (use it with  materials = \"{}\"  at the top of a scene beside it)\n", o.output,
        std::filesystem::path(o.output).filename().string());
    return core::exit_code::done;
}

simulation::BenchCurve ready(const CalibrateOptions& o, const scene::RawCurve& raw)
try {
    return simulation::bench_curve(raw, contact_of(o));
} catch (const core::InputError& error) {
    std::vector<core::Problem> problems = error.problems();
    for (core::Problem& problem : problems)
        if (problem.file.empty()) problem.file = o.measured;
    throw core::InputError(std::move(problems));
}

int fit_curve(const CalibrateOptions& o, const scene::RawCurve& raw)
{
    const simulation::BenchCurve curve = ready(o, raw);
    for (const std::string& line : simulation::description(curve)) say("{}\n", line);
    const scene::Catalogue data = catalogue();
    const auto scene_with = [&](const std::vector<std::string>& sets) {
        SceneOptions input = o.input;
        input.sets.insert(input.sets.end(), sets.begin(), sets.end());
        return read(input, data);
    };
    const scene::Scene scene = scene_with({});
    print_tables(scene);
    print_warnings(scene.notes.warnings);
    simulation::CurveFitPlan plan{.keys = o.keys, .error = o.error};
    if (plan.keys.empty()) plan.keys = simulation::usual_constants(scene);
    const bool watched = isatty(STDERR_FILENO) != 0;
    int tried = 0;
    const auto shown = [&](const std::vector<std::string>& sets) {
        if (watched) say("\r{} force-depth curves computed", ++tried);
        return scene_with(sets);
    };
    const simulation::CurveFit fit = simulation::fit_curve(shown, curve, plan);
    if (watched) say("\n");
    print_fit(fit);
    return write_fit(o, fit, scene);
}

/// chi, intact water loss and half-life as a materials file.
std::string readings_text(const recovery::ReadingsFit& fit, const std::vector<recovery::Reading>& readings,
                          const std::string& measured)
{
    std::string text = fmt::format(
        "# Fitted to {}: root mean square misfit {:.3g} g/m2/h.\n"
        "# Apparent conductivity of the intact barrier: {:.4g} m2/s.\n"
        "[skin]\ntewl = {{ value = \"{:.6g} g/m2/h\", basis = \"fitted\", source = \"{}\" }}\n"
        "[transport]\nchi = {{ value = {:.6g}, basis = \"fitted\", source = \"{}\" }}\n",
        measured, 3.6e6 * fit.rms, fit.barrier_kappa, 3.6e6 * fit.intact.si, measured, fit.aperture, measured);
    if (fit.half_life_fitted)
        text +=
            fmt::format("[recovery]\nhalf_life = {{ value = \"{:.6g} h\", basis = \"fitted\", source = \"{}\" }}\n",
                        fit.half_life.value.si / 3600, measured);
    text += "\n# hours, read, fitted [g/m2/h]\n";
    for (std::size_t i = 0; i < readings.size(); ++i)
        text += fmt::format("# {:g}, {:.4g}, {:.4g}\n", readings[i].hours, 3.6e6 * readings[i].tewl,
                            3.6e6 * (readings[i].tewl + fit.residuals[i]));
    return text;
}

int fit_readings(const CalibrateOptions& o, const std::vector<recovery::Reading>& readings)
{
    if (!o.keys.empty())
        throw core::Failure(core::exit_code::usage, "--fit names constants of a force-depth curve; readings of water "
                                                    "loss fix skin.tewl, transport.chi and recovery.half_life");
    const scene::Scene scene = read(o.input, catalogue());
    print_tables(scene);
    const simulation::Outcome outcome = simulation::simulate(scene);
    print_warnings(result::warnings_of(outcome));
    if (!outcome.wound) throw core::Failure(core::exit_code::usage, "run.stages of the scene leaves out the wound");
    const simulation::TreatedMouths open = outcome.treated->mouths(*outcome.wound);
    core::Notes notes;
    const recovery::ReadingsFit fit = recovery::fit_readings(
        readings, {scene.skin, scene.environment, open.patch(), scene.transport}, scene.closure, notes);
    core::write_whole(o.output, o.force, [&](std::ostream& out) { out << readings_text(fit, readings, o.measured); });
    fmt::print("hours,read_g_m2_h,fitted_g_m2_h\n");
    for (std::size_t i = 0; i < readings.size(); ++i)
        fmt::print("{:g},{:.6g},{:.6g}\n", readings[i].hours, 3.6e6 * readings[i].tewl,
                   3.6e6 * (readings[i].tewl + fit.residuals[i]));
    say("intact {:.3g} g/m2/h, chi {:.3g}, openings halve in {:.3g} h ({})\n", 3.6e6 * fit.intact.si, fit.aperture,
        fit.half_life.value.si / 3600, fit.half_life_fitted ? "fitted" : "published");
    print_warnings(notes.warnings);
    say("{}\n", o.output);
    return core::exit_code::done;
}

int calibrate(const CalibrateOptions& o)
{
    if (o.list) return list_constants(read(o.input, catalogue()));
    if (o.measured.empty()) throw core::Failure(core::exit_code::usage, "calibrate needs a CURVE.csv, or --list");
    const scene::Measured measured = scene::read_measured(o.measured, o.table.choices());
    say("{}\n", measured.assumed);
    core::require_writable(o.output, o.force);
    int code = core::exit_code::done;
    core::with_threads(o.input.threads, [&] {
        if (const auto* curve = std::get_if<scene::RawCurve>(&measured.data)) {
            core::require_writable(plot_of(o), o.force);
            code = fit_curve(o, *curve);
        } else {
            code = fit_readings(o, std::get<std::vector<recovery::Reading>>(measured.data));
        }
    });
    return code;
}

}  // namespace

void add_calibrate(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<CalibrateOptions>();
    auto* command =
        app.add_subcommand("calibrate", "Fit constants to your own measurements; writes a materials file");
    command->add_option("SCENE", o->input.scene, "The bench: its skin or gel, needles and speed (TOML)")->required();
    command->add_option("CURVE", o->measured, "Table: set and force of a machine, or hours and tewl, with units");
    command->add_option("--fit", o->keys, "Constants to fit, with commas between; a usual few otherwise")
        ->delimiter(',')
        ->type_name("KEY,...");
    command->add_option("--error", o->error, "Of the curve, as a share of its largest force")
        ->check(CLI::Range(1e-4, 1.0))
        ->capture_default_str();
    command->add_option("--contact", o->contact, "Position of the machine where the needles touch; found otherwise")
        ->type_name("LENGTH");
    add_table_options(*command, o->table);
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
