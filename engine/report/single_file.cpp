#include "dermavox/report/single_file.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/report/output_file.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace dermavox::report {

namespace fs = std::filesystem;

void require_writable(const fs::path& file, bool replace)
{
    const auto refuse = [&](const char* why) {
        throw core::Failure(core::exit_code::cannot_create, fmt::format("cannot create {}: {}", file.string(), why));
    };
    const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
    if (!fs::is_directory(folder)) refuse("its folder does not exist");
    const fs::file_status status = fs::symlink_status(file);
    if (fs::exists(status) && !fs::is_regular_file(status)) refuse("it is there and no plain file");
    if (fs::exists(status) && !replace) refuse("it exists; --force replaces it");
}

void write_whole(const fs::path& file, bool replace, const std::function<void(std::ostream&)>& write)
{
    require_writable(file, replace);
    const fs::path partial = file.parent_path() / fmt::format(".{}.partial-{}", file.filename().string(), ::getpid());
    try {
        write_file(partial, write);
        fs::rename(partial, file);
    } catch (...) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        throw;
    }
}

}  // namespace dermavox::report
