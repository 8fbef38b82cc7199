/// `dermavox cad`: a scene's needles and cartridge as drawings.

#include "cad.hpp"

#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/cad.hpp"
#include "input.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace dermavox::cli {
namespace {

struct CadOptions {
    SceneOptions input;
    std::string output;
    bool force = false;
};

int cad(const CadOptions& o)
{
    const scene::Scene scene = read(o.input, catalogue());
    if (scene.wound)
        throw core::InputError({{.file = o.input.scene,
                                 .key = "wound",
                                 .found = "openings that are known, without a device",
                                 .expected = "a scene with a device",
                                 .hint = {}}});
    print_tables(scene);
    report::write_cad(scene.device, o.output, o.force);
    return core::exit_code::done;
}

}  // namespace

void add_cad(CLI::App& app, int& exit_code)
{
    const auto o = std::make_shared<CadOptions>();
    auto* command = app.add_subcommand("cad", "Needles and cartridge as STL and DXF, in millimetres");
    command->add_option("SCENE", o->input.scene, "Scene file (TOML)")->required();
    command->add_option("--set", o->input.sets, "Override a key: --set device.depth=\"1.5 mm\"")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command->add_option("-o,--output", o->output, "Folder for needle, cartridge: .stl, .dxf")
        ->type_name("DIR")
        ->required();
    command->add_flag("--force", o->force, "Replace an existing folder of ours");
    command->footer("\nExample:\n  dermavox cad scene.toml -o out/drawings\n\ninclude/dermavox/report/cad.hpp says "
                    "how the parts lie.");
    command->callback([o, &exit_code] { exit_code = cad(*o); });
}

}  // namespace dermavox::cli
