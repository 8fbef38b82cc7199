/// `dermavox flux`: steady flux through any labelled volume, as JSON on standard output.

#include "flux.hpp"

#include "command.hpp"
#include "dermavox/core/memory.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/potential.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "dermavox/scene/materials.hpp"
#include "number_option.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <sys/resource.h>

namespace dermavox::cli {
namespace {

struct FluxOptions {
    std::string volume, materials, output, grid;
    std::optional<double> memory_bytes;
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

transport::IndexedVolume read_volume(const FluxOptions& o, const transport::FluxProblem& problem)
{
    const scene::LabelVolume volume = scene::read_label_volume(o.volume, {o.grid, problem.most_bytes});
    return with_name(o.volume, [&] { return scene::index_volume(volume, problem.materials); });
}

void print(const transport::FluxResult& result)
{
    const transport::SolverReport& r = result.report;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{{\n  \"flux_density\": {},\n  \"effective_kappa\": {},\n  \"iterations\": {},\n"
               "  \"residual\": {},\n  \"imbalance\": {},\n  \"converged\": {},\n  \"cells\": {},\n"
               "  \"seconds\": {:.4g},\n  \"memory_peak_bytes\": {}\n}}\n",
               core::format_number(result.flux_density),
               result.effective_kappa ? core::format_number(*result.effective_kappa) : "null", r.iterations,
               core::format_number(r.residual), core::format_number(r.imbalance), r.converged, r.cells,
               r.setup_seconds + r.solve_seconds, std::uint64_t(usage.ru_maxrss) * 1024);
}

int flux(const FluxOptions& o)
{
    transport::FluxProblem problem = scene::read_materials(o.materials);
    problem.keep_potential = !o.output.empty();
    problem.most_bytes = std::size_t(o.memory_bytes.value_or(0.8 * core::free_memory()));
    if (!o.output.empty()) core::require_writable(o.output, o.force);
    core::with_threads(o.threads, [&] {
        const transport::IndexedVolume volume = read_volume(o, problem);
        const auto result = with_name(o.materials, [&] { return transport::volume_flux(volume, problem); });
        if (!o.output.empty())
            report::write_potential_vdb(
                {result.potential,
                 volume.size,
                 volume.order,
                 {problem.widths[0].front(), problem.widths[1].front(), problem.widths[2].front()}},
                o.output, o.force);
        print(result);
    });
    return core::exit_code::done;
}

}  // namespace

void add_flux(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<FluxOptions>();
    auto* command =
        app.add_subcommand("flux", "Steady flux through a labelled volume (.npy, .vti, .tif, .vdb), JSON");
    command->add_option("VOLUME", o->volume, "Labels, indexed [x, y, z]; z counts down from the top face")
        ->required();
    command->add_option("--materials", o->materials, "What each label conducts, and the ends (TOML)")->required();
    command->add_option("-o,--output", o->output, "Keep the potential as an OpenVDB grid")->type_name("FIELD.vdb");
    command
        ->add_option("--grid", o->grid,
                     "Grid or array of the volume; \"labels\", \"label\" or the only one otherwise")
        ->type_name("NAME");
    command
        ->add_option("--max-memory", o->memory_bytes,
                     "Refuse a volume that needs more, e.g. 8GB; default: 80 % of what is free")
        ->transform(as_bytes())
        ->check(more_than_zero())
        ->type_name("SIZE");
    command->add_option("--threads", o->threads, "Threads; one per core otherwise")->check(CLI::Range(1, 1024));
    command->add_flag("--force", o->force, "Replace an existing output file");
    command->footer("\nExample:\n  dermavox flux scan.npy --materials materials.toml -o field.vdb\n\n"
                    "include/dermavox/scene/materials.hpp shows a materials file.");
    command->callback([o, &exit_code] { exit_code = flux(*o); });
}

}  // namespace dermavox::cli
