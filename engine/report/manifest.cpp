#include "engine/report/manifest.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/json_depth.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/json.hpp"
#include "engine/report/output_file.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

/// Names relative to the folder, sorted, without the manifest itself.
std::vector<std::string> files_in(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory()) names.push_back(entry.path().lexically_relative(folder).generic_string());
    std::erase(names, manifest_name);
    std::sort(names.begin(), names.end());
    return names;
}

struct Listed {
    std::uintmax_t bytes;
    std::string hash;
};

[[noreturn]] void damaged(const fs::path& file, const std::string& found)
{
    throw core::InputError({core::Problem{file.string(), 0, 0, "files", found, "a list of files", ""}});
}

std::map<std::string, Listed> read_manifest(const fs::path& file)
{
    constexpr std::uint64_t longest = 1 << 20;
    const std::string text = core::read_text_file(file, longest);
    std::map<std::string, Listed> listed;
    try {
        const auto document = nlohmann::json::parse(text, core::shallow_json);
        for (const auto& entry : document.at("files"))
            listed[entry.at("name").get<std::string>()] = {entry.at("bytes").get<std::uintmax_t>(),
                                                           entry.at("xxh3_128").get<std::string>()};
    } catch (const std::exception& error) {
        damaged(file, error.what());
    }
    return listed;
}

}  // namespace

void write_manifest(const fs::path& folder)
{
    Json json(manifest_name);
    json.number("schema", 1);
    json.array("files", files_in(folder), [&](const std::string& name) {
        json.text("name", name);
        json.number("bytes", fs::file_size(folder / name));
        json.text("xxh3_128", core::hash_of_file(folder / name));
    });
    write_file(folder / manifest_name, json.take());
}

std::vector<std::string> damage_of(const fs::path& folder)
{
    const auto listed = read_manifest(folder / manifest_name);
    std::vector<std::string> damage;
    for (const auto& [name, expected] : listed) {
        const fs::path file = folder / name;
        if (fs::path(name).is_absolute() || name.find("..") != std::string::npos)
            damage.push_back(name + ": not a name inside the folder");
        else if (!fs::is_regular_file(fs::symlink_status(file)))
            damage.push_back(name + ": missing");
        else if (fs::file_size(file) != expected.bytes)
            damage.push_back(name + ": another size");
        else if (core::hash_of_file(file) != expected.hash)
            damage.push_back(name + ": other content");
    }
    for (const std::string& name : files_in(folder))
        if (!listed.contains(name)) damage.push_back(name + ": not in the manifest");
    return damage;
}

}  // namespace dermavox::report
