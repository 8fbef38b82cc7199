#include "engine/scene/read/file_beside.hpp"

#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "engine/scene/read/library.hpp"

#include <algorithm>

namespace dermavox::scene {
namespace {

namespace fs = std::filesystem;

/// UTF-8 without control characters.
bool is_file_name(const std::string& text)
{
    return core::is_utf8(text) && std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

/// What keeps a path from being looked up; empty when nothing does.
std::string refusal(const fs::path& folder, const fs::path& path)
{
    if (path.empty() || !is_file_name(path.string())) return "write the name of a file";
    if (path.has_root_path()) return "an absolute path; write it relative to the scene";
    fs::path so_far = folder;
    for (const fs::path& part : path) {
        if (part == "..") return "a path that climbs with '..'; keep the file in the scene's folder";
        so_far /= part;
        std::error_code error;
        if (fs::is_symlink(fs::symlink_status(so_far, error)))
            return so_far.string() + " is a symbolic link; put the file itself there";
    }
    return "";
}

void report_file(const Item& item, std::string why, std::vector<core::Problem>& problems)
{
    problems.push_back({item.value_place.file, item.value_place.line, item.value_place.column, item.key,
                        item.value.shown(), "a file beside the scene", std::move(why)});
}

}  // namespace

std::optional<FileBeside> file_beside(const fs::path& folder, const Item& item, std::vector<core::Problem>& problems)
{
    const fs::path path = item.value.text;
    std::string why = refusal(folder, path);
    if (why.empty()) {
        try {
            const fs::path file = folder / path;
            return FileBeside{file.string(), text_of(file)};
        } catch (const core::Failure& failure) {
            why = failure.what();
        } catch (const core::InputError& error) {
            why = core::describe(error.problems().front());
        }
    }
    report_file(item, std::move(why), problems);
    return std::nullopt;
}

std::optional<FileBeside> table_beside(const std::string& owner, const Item& item,
                                       std::vector<core::Problem>& problems)
{
    const auto file = path_beside(fs::path(owner).parent_path(), item, problems);
    if (!file) return std::nullopt;
    try {
        return FileBeside{file->string(), core::read_text_file(*file, core::most_table_bytes)};
    } catch (const core::Failure& failure) {
        report_file(item, failure.what(), problems);
    } catch (const core::InputError& error) {
        report_file(item, core::describe(error.problems().front()), problems);
    }
    return std::nullopt;
}

std::optional<fs::path> path_beside(const fs::path& folder, const Item& item, std::vector<core::Problem>& problems)
{
    const fs::path path = item.value.text;
    std::string why = refusal(folder, path);
    std::error_code error;
    if (why.empty() && fs::is_directory(folder / path, error))
        why = (folder / path).string() + ": a folder; a scene takes one file (slices: one stack)";
    if (why.empty() && !fs::is_regular_file(folder / path, error)) why = (folder / path).string() + ": no such file";
    if (why.empty()) return folder / path;
    report_file(item, std::move(why), problems);
    return std::nullopt;
}

}  // namespace dermavox::scene
