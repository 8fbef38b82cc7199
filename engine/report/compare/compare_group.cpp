// Which runs are one design.
#include "dermavox/core/problem.hpp"
#include "engine/report/compare/compare_run.hpp"

#include <algorithm>
#include <set>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

std::vector<std::vector<ReadRun>> by_design(const std::vector<ReadRun>& runs)
{
    std::vector<std::vector<ReadRun>> groups;
    for (const ReadRun& run : runs) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return !run.design.empty() && group.front().design == run.design;
        });
        if (same == groups.end())
            groups.push_back({run});
        else
            same->push_back(run);
    }
    return groups;
}

/// One design given twice with one seed is a comparison of two versions, not a sample.
bool seeds_differ(const std::vector<ReadRun>& group)
{
    std::set<std::uint64_t> seeds;
    return std::all_of(group.begin(), group.end(),
                       [&](const ReadRun& run) { return run.seed && seeds.insert(*run.seed).second; });
}

/// The last part of each path, or the whole path where last parts agree.
std::vector<std::string> names_of(const std::vector<std::vector<ReadRun>>& groups)
{
    std::vector<std::string> names;
    for (const auto& group : groups) {
        const fs::path path = group.front().path.lexically_normal();
        names.push_back((path.has_filename() ? path.filename() : path.parent_path().filename()).string());
    }
    const std::set<std::string> different(names.begin(), names.end());
    if (different.size() < names.size())
        for (std::size_t i = 0; i < groups.size(); ++i) names[i] = groups[i].front().path.string();
    return names;
}

}  // namespace

ReadDesigns grouped(std::vector<ReadRun> runs)
{
    std::vector<std::vector<ReadRun>> groups = by_design(runs);
    const bool samples = groups.size() > 1 && std::all_of(groups.begin(), groups.end(), [](const auto& group) {
                             return group.size() == 1 || seeds_differ(group);
                         });
    if (!samples) {
        groups.clear();
        for (ReadRun& run : runs) groups.push_back({std::move(run)});
    }
    const std::vector<std::string> names = names_of(groups);
    ReadDesigns designs;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::string title = groups[i].front().title;
        designs.all.push_back({names[i], title, std::move(groups[i])});
    }
    return designs;
}

}  // namespace dermavox::report
