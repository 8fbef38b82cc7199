#include "tests/fuzz/targets.hpp"

#include "dermavox/core/expression.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "dermavox/scene/materials.hpp"
#include "dermavox/scene/measured.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/scene/study_file.hpp"
#include "dermavox/scene/volume_summary.hpp"
#include "engine/report/compare/compare_run.hpp"
#include "engine/report/folder/manifest.hpp"
#include "engine/scene/shapes/needle_shape.hpp"

#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace dermavox::fuzz {
namespace {

namespace fs = std::filesystem;

const scene::Catalogue& shipped()
{
    static const scene::Catalogue catalogue(fs::path(DERMAVOX_SOURCE_DIR) / "scenes");
    return catalogue;
}

/// A folder of this process, in memory where the system has such.
const fs::path& place()
{
    struct Folder {
        fs::path path = (fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                        ("dermavox-fuzz-" + std::to_string(::getpid()));
        Folder() { fs::create_directories(path); }
        ~Folder()
        {
            std::error_code ignored;
            fs::remove_all(path, ignored);
        }
    };
    static const Folder folder;
    return folder.path;
}

fs::path file_of(const std::string& name, std::string_view bytes)
{
    const fs::path file = place() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

/// Input errors and refusals are right answers.
template <class Read>
void tried(const Read& read)
try {
    read();
} catch (const core::InputError&) {
} catch (const core::Failure& failure) {
    const int code = failure.exit_code();
    if (code != core::exit_code::no_input && code != core::exit_code::refused) throw;
}

void scene_text(std::string_view bytes)
{
    tried([&] { scene::resolved_text(scene::read_scene_text(std::string(bytes), "a.toml", {}, shipped())); });
}

/// A line: key and value of --set.
void override_text(std::string_view bytes)
{
    tried([&] {
        scene::read_scene_text("schema = 1\n[skin]\nsite = \"cheek\"\n", "a.toml", {std::string(bytes)}, shipped());
    });
}

void units(std::string_view bytes)
{
    for (int d = 0; d <= int(core::Dimension::flux_density); ++d) {
        std::string why;
        const auto si = core::parse_quantity(bytes, core::Dimension(d), why);
        if (!si) continue;
        const auto again =
            core::parse_quantity(core::format_quantity(*si, core::Dimension(d)), core::Dimension(d), why);
        if (d > 0 && again != si) std::abort();  // what is written reads back as the same number
    }
}

void study(std::string_view bytes)
{
    file_of("scene.toml", "schema = 1\n[skin]\nsite = \"cheek\"\n[device]\npreset = \"pen-12-ring\"\n");
    file_of("points.csv", "device.depth\n1 mm\n");
    tried([&] { scene::read_study_text(std::string(bytes), (place() / "study.toml").string(), shipped()); });
}

void materials(std::string_view bytes)
{
    tried([&] { scene::read_materials(file_of("materials.toml", bytes)); });
}

/// A table that a scene names: the first character chooses which.
void scene_table(std::string_view bytes)
{
    static const std::string tables[] = {
        "[device]\npreset = \"pen-12-ring\"\n[device.cartridge]\nlayout = \"table\"\ntable = \"table.csv\"\n",
        "[device]\npreset = \"pen-12-ring\"\n[motion]\npattern = \"path\"\npath = \"table.csv\"\n",
        "[device]\npreset = \"pen-12-ring\"\n[device.needle]\npoint = \"table\"\nprofile_table = \"table.csv\"\n",
        "[wound]\nchannels = \"table.csv\"\n",
        "[device]\npreset = \"pen-12-ring\"\n[motion.region]\nmask = \"table.csv\"\n"};
    if (bytes.empty()) return;
    file_of("table.csv", bytes.substr(1));
    const std::string text = "schema = 1\n[skin]\nsite = \"cheek\"\n" +
                             tables[static_cast<unsigned char>(bytes.front() - '0') % std::size(tables)];
    tried([&] { scene::read_scene_text(text, (place() / "scene.toml").string(), {}, shipped()); });
}

void study_table(std::string_view bytes)
{
    file_of("scene.toml", "schema = 1\n[skin]\nsite = \"cheek\"\n[device]\npreset = \"pen-12-ring\"\n");
    file_of("points.csv", bytes);
    const std::string text =
        "schema = 1\nscene = \"scene.toml\"\n[design]\nkind = \"list\"\ntable = \"points.csv\"\n";
    tried([&] { scene::read_study_text(text, (place() / "study.toml").string(), shipped()); });
}

void measured(std::string_view bytes)
{
    tried([&] { scene::read_measured(file_of("measured.csv", bytes)); });
}

void compared_table(std::string_view bytes)
{
    tried([&] { report::read_measured(file_of("compared.csv", bytes), {}); });
}

/// One file of a small result is replaced: the first character chooses which.
void result(std::string_view bytes)
{
    static const fs::path whole = fs::path(DERMAVOX_SOURCE_DIR) / "tests" / "fuzz" / "result";
    static const std::string names[] = {"result.json",  "provenance.json", "resolved.toml",
                                        "channels.csv", "insertions.csv",  "manifest.json"};
    if (bytes.empty()) return;
    const fs::path folder = place() / "result";
    fs::create_directories(folder);
    for (const std::string& name : names)
        if (name != "manifest.json") fs::copy_file(whole / name, folder / name, fs::copy_options::overwrite_existing);
    const std::string& damaged = names[static_cast<unsigned char>(bytes.front() - '0') % std::size(names)];
    fs::remove(folder / "manifest.json");
    report::write_manifest(folder);
    std::ofstream(folder / damaged, std::ios::binary) << bytes.substr(1);
    if (damaged != "manifest.json") {
        fs::remove(folder / "manifest.json");
        report::write_manifest(folder);
    }
    tried([&] { report::read_result_folder(folder); });
}

void expression(std::string_view bytes)
{
    std::vector<core::ExpressionProblem> problems;
    const auto parsed = core::Expression::parse(bytes, problems);
    const auto type_of = [](const std::string&) { return std::optional(core::ExpressionType{}); };
    if (parsed && parsed->type(
                      type_of, [](const std::string&) { return ""; }, "a name", problems))
        parsed->value([](const std::string&) { return std::optional(core::Expression::Operand{1}); });
}

template <int kind>
void volume(std::string_view bytes)
{
    constexpr const char* names[] = {"a.npy", "a.vti", "a.tif", "a.vdb", "a.npz", "a.nii", "a.nrrd", "a.mha"};
    constexpr std::size_t most_bytes = 64 << 20;
    tried([&] {
        const fs::path file = file_of(names[kind], bytes);
        scene::summarise(scene::read_label_volume(file, {.name = "", .most_bytes = most_bytes}), {}, {});
    });
}

/// A needle's drawing: the first character chooses which.
void shape(std::string_view bytes)
{
    if (bytes.empty()) return;
    const char* name = (bytes.front() - '0') % 2 ? "needle.dxf" : "needle.stl";
    tried([&] { scene::read_needle_shape(file_of(name, bytes.substr(1)), 1e-3); });
}

}  // namespace

std::span<const Target> targets()
{
    static constexpr Target all[] = {{"scene", scene_text},
                                     {"override", override_text},
                                     {"units", units},
                                     {"study", study},
                                     {"materials", materials},
                                     {"scene-table", scene_table},
                                     {"study-table", study_table},
                                     {"measured", measured},
                                     {"compared-table", compared_table},
                                     {"result", result},
                                     {"expression", expression},
                                     {"npy", volume<0>},
                                     {"vti", volume<1>},
                                     {"tif", volume<2>},
                                     {"vdb", volume<3>},
                                     {"npz", volume<4>},
                                     {"nii", volume<5>},
                                     {"nrrd", volume<6>},
                                     {"mha", volume<7>},
                                     {"shape", shape}};
    return all;
}

}  // namespace dermavox::fuzz
