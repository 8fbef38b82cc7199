// The folder as a unit: refused early, filled beside its name, put in place in one step.
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/folder/manifest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_most_named = 10;  ///< files of somebody else's that a refusal lists

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw core::Failure(core::exit_code::cannot_create, "cannot create the output " + folder.string() + ": " + why);
}

/// Only what a manifest of ours lists may go: `folder` is where it stands now, `name` what the caller calls it.
void refuse_foreign(const fs::path& folder, const fs::path& name)
{
    if (!fs::is_directory(fs::symlink_status(folder))) refuse(name, "it exists and is no folder");
    if (fs::is_empty(folder)) return;
    std::vector<std::string> foreign = not_in_manifest(folder);
    if (foreign.empty()) return;
    const std::size_t more = foreign.size() - std::min(foreign.size(), k_most_named);
    foreign.resize(foreign.size() - more);
    refuse(name, fmt::format("it exists, and --force leaves alone what no manifest of a result lists: {}{}",
                             fmt::join(foreign, ", "), more > 0 ? fmt::format(" and {} more", more) : ""));
}

}  // namespace

void check_output(const fs::path& folder, bool force)
try {
    const fs::path path = core::output_path(folder);
    if (fs::exists(fs::symlink_status(path))) {
        if (!force) refuse(folder, "it exists; --force replaces it");
        refuse_foreign(path, folder);
    }
    core::require_room(path);
} catch (const fs::filesystem_error& error) {
    refuse(folder, error.code().message());
}

fs::path ready_for_output(const fs::path& folder, bool force)
try {
    check_output(folder, force);
    fs::path path = core::output_path(folder);
    fs::create_directories(path.parent_path());
    return path;
} catch (const fs::filesystem_error& error) {
    refuse(folder, error.code().message());
}

void write_folder(const fs::path& folder, bool force, const std::function<void(const fs::path&)>& fill)
{
    const fs::path path = ready_for_output(folder, force);
    try {
        core::Partial partial(path, core::Partial::Kind::folder);
        fill(partial.path());
        write_manifest(partial.path());
        core::sync_folder(partial.path());
        partial.put_in_place(force, [&](const fs::path& earlier) { refuse_foreign(earlier, folder); });
        core::sync_folder(path.parent_path());
    } catch (const fs::filesystem_error& error) {
        throw core::Failure(core::exit_code::io_error, folder.string() + ": " + error.code().message());
    }
}

}  // namespace dermavox::report
