#include "dermavox/study/dakota.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/study/run/known_figures.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

namespace dermavox::study {
namespace {

[[noreturn]] void refuse_parameters(const std::string& file, int line, const std::string& key,
                                    const std::string& found, const std::string& expected,
                                    const std::string& hint = {})
{
    throw core::InputError({{file, line, line > 0 ? 1 : 0, key, found, expected, hint}});
}

/// Letters and digits stay, all else is '_'.
std::string plain_name(std::string name)
{
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
}

/// A line as (label, text): "1.5e-3 x1", or "{ x1 = 1.5e-3 }".
std::pair<std::string, std::string> entry_of(std::string line)
{
    for (char& c : line)
        if (c == '{' || c == '}' || c == '"') c = ' ';
    std::istringstream in(line);
    std::string first, second, third;
    in >> first >> second >> third;
    if (second == "=") return {first, third};
    return {second, first};
}

}  // namespace

DakotaRequest dakota_request(const std::string& text, const std::string& name)
{
    DakotaRequest request;
    std::istringstream in(text);
    long variables = -1, functions = -1;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const auto [label, value] = entry_of(line);
        if (label.empty()) continue;
        const bool more_variables = variables > long(request.variables.size());
        const bool more_functions = functions > long(request.functions.size());
        if (more_variables)
            request.variables.emplace_back(label, value);
        else if (label == "variables" || label == "DAKOTA_VARS")
            variables = std::atol(value.c_str());
        else if (label == "functions" || label == "DAKOTA_FNS")
            functions = std::atol(value.c_str());
        else if (more_functions)
            request.functions.emplace_back(label.substr(label.find(':') + 1), std::atoi(value.c_str()));
    }
    if (variables < 0 || functions < 1 || long(request.variables.size()) != variables ||
        long(request.functions.size()) != functions)
        refuse_parameters(name, 0, "", "no parameters file of Dakota",
                          "its variables and functions, each with their number");
    return request;
}

Point dakota_point(const DakotaRequest& request, const scene::Study& study, const Space& space,
                   const std::string& name)
{
    check_figures(study);
    Point point(space.size(), std::nan(""));
    const std::size_t variants = space.size() - study.parameters.size();
    for (const auto& [label, text] : request.variables) {
        std::size_t at = space.size();
        for (std::size_t i = 0; i < space.size(); ++i) {
            const std::string key = i < variants ? "variant" : study.parameters[i - variants].key;
            if (plain_name(label) == plain_name(space.columns()[i]) || plain_name(label) == plain_name(key)) at = i;
        }
        if (at == space.size()) refuse_parameters(name, 0, label, text, "a parameter of " + study.source_name);
        if (space.numeric(at)) {
            char* end = nullptr;
            point[at] = std::strtod(text.c_str(), &end);
            if (end == text.c_str() || *end || !std::isfinite(point[at]))
                refuse_parameters(name, 0, label, text, "a number");
            if (space.whole(at)) point[at] = std::round(point[at]);
            continue;
        }
        for (double k = space.least(at); k <= space.most(at); ++k)
            if (space.cell(at, k) == text) point[at] = k;
        if (std::isnan(point[at])) refuse_parameters(name, 0, label, text, "a value of the study's list");
    }
    for (std::size_t i = 0; i < space.size(); ++i)
        if (std::isnan(point[i]))
            refuse_parameters(name, 0, space.columns()[i], "missing", "a variable of this name");
    return point;
}

std::vector<std::string> dakota_figures(const scene::Study& study)
{
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    };
    for (const auto& objective : study.objectives) add(objective.key);
    for (const auto& limit : study.limits) add(limit.key);
    for (const auto& key : study.figures) add(key);
    return keys;
}

std::string dakota_results(const DakotaRequest& request, const Point& point, const scene::Study& study,
                           const scene::Catalogue& catalogue, const std::string& name)
{
    const auto keys = dakota_figures(study);
    if (keys.size() != request.functions.size())
        refuse_parameters(name, 0, "functions", std::to_string(request.functions.size()),
                          fmt::format("{}, the study's objectives, limits and figures in this order", keys.size()));
    for (const auto& [label, asked] : request.functions)
        if ((asked & ~1) != 0)
            refuse_parameters(name, 0, label, fmt::format("a request of {}", asked), "values (1), no derivatives");
    const Space space(study);
    std::vector<double> sums(keys.size(), 0);
    for (const std::uint64_t seed : study.design.seeds) try {
            const auto finish = finish_of(scene_of({1, 1, seed, point}, study, space, catalogue), {});
            if (!finish || finish->state == State::failed) return "FAIL\n";
            for (std::size_t i = 0; i < keys.size(); ++i) {
                const auto at = std::ranges::find(finish->result, keys[i], &std::pair<std::string, double>::first);
                if (at == finish->result.end()) return "FAIL\n";
                sums[i] += at->second / double(study.design.seeds.size());
            }
        } catch (const core::InputError&) {
            return "FAIL\n";
        }
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (request.functions[i].second & 1)
            text += fmt::format("{} {}\n", core::format_number(sums[i]), request.functions[i].first);
    return text;
}

}  // namespace dermavox::study
