/// `dermavox flux`: steady flux through any labelled volume, as JSON on standard output.

#include "flux.hpp"

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/potential.hpp"
#include "dermavox/scene/materials.hpp"
#include "volume_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <sys/resource.h>

namespace dermavox::cli {
namespace {

struct FluxOptions {
    VolumeOptions volume;
    std::string materials, output;
    int threads = 0;
    bool force = false;
};

/// What the engine says of labels and ends, with the name of the file that holds them.
template <class Work>
auto with_name(const std::string& file, const Work& work)
{
    try {
        return work();
    } catch (const core::InputError& error) {
        auto problems = error.problems();
        for (core::Problem& problem : problems)
            if (problem.file.empty()) problem.file = file;
        throw core::InputError(std::move(problems));
    }
}

/// The volume in the order of the materials, and what is said of it; widths that are left to it go into the problem.
struct FluxVolume {
    transport::IndexedVolume indexed;
    scene::VolumeSummary summary;
};

FluxVolume read_volume(const FluxOptions& o, transport::FluxProblem& problem)
{
    scene::LabelVolume volume = scene::read_label_volume(o.volume.volume, o.volume.choice());
    scene::agree_on_widths(problem, volume.geometry, o.materials);
    scene::VolumeSummary summary{.geometry = volume.geometry,
                                 .voxel =
                                     std::array{problem.widths[0][0], problem.widths[1][0], problem.widths[2][0]}};
    const auto ranges = with_name(o.materials, [&] { return transport::label_ranges(problem.materials); });
    return with_name(o.volume.volume, [&] {
        summary.labels = scene::count_labels(volume);
        return FluxVolume{scene::index_volume(std::move(volume), ranges), std::move(summary)};
    });
}

void print(const transport::FluxResult& result, const scene::VolumeSummary& summary)
{
    const transport::SolverReport& r = result.report;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{{\n  \"flux_density\": {},\n  \"effective_kappa\": {},\n  \"iterations\": {},\n"
               "  \"residual\": {},\n  \"imbalance\": {},\n  \"converged\": {},\n  \"cells\": {},\n"
               "  \"volume\": {},\n  \"seconds\": {:.4g},\n  \"memory_peak_bytes\": {}\n}}\n",
               core::format_number(result.flux_density),
               result.effective_kappa ? core::format_number(*result.effective_kappa) : "null", r.iterations,
               core::format_number(r.residual), core::format_number(r.imbalance), r.converged, r.cells,
               volume_json(summary).dump(), r.setup_seconds + r.solve_seconds, std::uint64_t(usage.ru_maxrss) * 1024);
}

int flux(const FluxOptions& o)
{
    transport::FluxProblem problem = scene::read_materials(o.materials);
    problem.keep_potential = !o.output.empty();
    problem.most_bytes = o.volume.most_bytes();
    if (!o.output.empty()) core::require_writable(o.output, o.force);
    core::with_threads(o.threads, [&] {
        const auto [volume, summary] = read_volume(o, problem);
        const auto result =
            with_name(o.materials, [&, &volume = volume] { return transport::volume_flux(volume, problem); });
        if (!o.output.empty())
            report::write_potential_vdb(
                {result.potential,
                 volume.size,
                 volume.order,
                 {problem.widths[0].front(), problem.widths[1].front(), problem.widths[2].front()}},
                o.output, o.force);
        print(result, summary);
    });
    return core::exit_code::done;
}

}  // namespace

void add_flux(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<FluxOptions>();
    auto* command = app.add_subcommand("flux", "Steady flux through a labelled volume, JSON");
    add_volume_options(*command, o->volume);
    command->add_option("--materials", o->materials, "What each label conducts, and the ends (TOML)")->required();
    command->add_option("-o,--output", o->output, "Keep the potential as an OpenVDB grid")->type_name("FIELD.vdb");
    command->add_option("--threads", o->threads, "Threads; one per core otherwise")->check(CLI::Range(1, 1024));
    command->add_flag("--force", o->force, "Replace an existing output file");
    command->footer("\nExample:\n  dermavox flux scan.npy --materials materials.toml -o field.vdb\n\n"
                    "include/dermavox/scene/materials.hpp shows a materials file.");
    command->callback([o, &exit_code] { exit_code = flux(*o); });
}

}  // namespace dermavox::cli
