#include "engine/report/folder/manifest.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/json.hpp"
#include "dermavox/core/json_depth.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/report/result_folder.hpp"

#include <algorithm>
#include <map>
#include <new>
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
        if (!fs::is_directory(entry.symlink_status()))
            names.push_back(entry.path().lexically_relative(folder).generic_string());
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

constexpr int k_schema = 1;
constexpr std::size_t k_longest = 1 << 20, k_hash_digits = 32;

/// Throws for anything that write_manifest does not write.
std::map<std::string, Listed> parsed_manifest(const std::string& text)
{
    const auto document = nlohmann::json::parse(text, core::shallow_json);
    if (document.at("schema") != k_schema) throw std::invalid_argument("not of schema 1");
    std::map<std::string, Listed> listed;
    for (const auto& entry : document.at("files")) {
        const std::string hash = entry.at("xxh3_128").get<std::string>();
        if (hash.size() != k_hash_digits) throw std::invalid_argument("xxh3_128 is no hash");
        listed[entry.at("name").get<std::string>()] = {entry.at("bytes").get<std::uintmax_t>(), hash};
    }
    return listed;
}

std::map<std::string, Listed> read_manifest(const fs::path& file)
{
    const std::string text = core::read_text_file(file, k_longest);
    try {
        return parsed_manifest(text);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        damaged(file, error.what());
    }
}

}  // namespace

void write_manifest(const fs::path& folder)
{
    core::Json json(manifest_name);
    json.number("schema", k_schema);
    json.array("files", files_in(folder), [&](const std::string& name) {
        json.text("name", name);
        json.number("bytes", fs::file_size(folder / name));
        json.text("xxh3_128", core::hash_of_file(folder / name));
    });
    core::write_file(folder / manifest_name, json.take());
}

std::vector<std::string> not_in_manifest(const fs::path& folder)
{
    const auto is_plain = [&](const std::string& name) {  // no link: it may lead anywhere
        return fs::is_regular_file(fs::symlink_status(folder / name));
    };
    std::map<std::string, Listed> listed;
    try {
        if (is_plain(manifest_name)) listed = read_manifest(folder / manifest_name);
    } catch (const std::runtime_error&) {  // none, or another program's
        listed.clear();
    }
    std::vector<std::string> names = files_in(folder);
    if (listed.empty() && fs::exists(fs::symlink_status(folder / manifest_name))) names.emplace_back(manifest_name);
    std::erase_if(names, [&](const std::string& name) { return listed.contains(name) && is_plain(name); });
    return names;
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
