/// `dermavox find`: which value of a key gives a figure its target.

#include "dermavox/study/find.hpp"

#include "command.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "input.hpp"
#include "progress.hpp"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dermavox::cli {
namespace {

study::FindRequest request_of(const FindOptions& options)
{
    study::FindRequest request;
    request.scene = options.input.scene;
    request.sets = options.input.sets;
    request.vary = options.vary;
    for (const std::string& text : options.targets) request.targets.push_back(study::find_target(text));
    for (const std::string& text : options.limits) request.limits.push_back(study::find_target(text));
    request.seeds = options.seeds;
    request.most = options.most;
    request.outside_validity = options.outside_validity;
    return request;
}

std::string shown(double value) { return std::isnan(value) ? "-" : fmt::format("{:.4g}", value); }

/// The run that shows the answer, for a person to type.
std::string show_it(const FindOptions& options, const study::FindAnswer& answer)
{
    std::string line = "dermavox run " + options.input.scene;
    for (const std::string& set : options.input.sets) line += " --set '" + set + "'";
    for (const std::string& set : answer.text) line += " --set '" + set + "'";
    return line + " -o out/found";
}

std::string find_json(const FindOptions& options, const study::FindAnswer& answer)
{
    using Json = nlohmann::ordered_json;
    const auto list = [](const std::vector<study::FoundFigure>& figures, const char* first) {
        Json all = Json::array();
        for (const study::FoundFigure& f : figures) all.push_back({{"key", f.key}, {first, f.before}, {"at", f.at}});
        return all;
    };
    Json json{{"found", answer.found}, {"set", answer.text}, {"value", answer.value}};
    json["interval"] = answer.interval ? Json::array({answer.low, answer.high}) : Json();
    json["targets"] = list(answer.targets, "wanted");
    json["limits"] = list(answer.limits, "wanted");
    json["reachable"] = Json::array({answer.least, answer.most});
    json["note"] = answer.note;
    json["costs"] = list(answer.costs, "before");
    json["runs"] = answer.runs;
    json["show"] = show_it(options, answer);
    return json.dump(2) + '\n';
}

std::string find_text(const FindOptions& options, const study::FindAnswer& answer)
{
    std::string text;
    if (!answer.found) {
        text += "no value of the range meets every target and limit";
        if (!answer.targets.empty())
            text += fmt::format(": {} runs from {} to {}", answer.targets.front().key, shown(answer.least),
                                shown(answer.most));
        text += "; nearest:\n";
    }
    for (const std::string& set : answer.text) text += set + '\n';
    if (answer.interval)
        text += fmt::format("  95 % interval over {} seeds: {} to {}\n", options.seeds, shown(answer.low),
                            shown(answer.high));
    for (const study::FoundFigure& f : answer.targets)
        text += fmt::format("  {} = {}, wanted {}\n", f.key, shown(f.at), shown(f.before));
    for (const study::FoundFigure& f : answer.limits)
        text += fmt::format("  {} = {}, limit {}\n", f.key, shown(f.at), shown(f.before));
    if (!answer.note.empty()) text += "  note: " + answer.note + '\n';
    text += fmt::format("\n{:<42}{:>14}{:>14}\n", "figure", "as it is", "here");
    for (const study::FoundFigure& f : answer.costs)
        text += fmt::format("{:<42}{:>14}{:>14}\n", f.key, shown(f.before), shown(f.at));
    return text + '\n' + show_it(options, answer) + '\n';
}

}  // namespace

int find(const FindOptions& options)
{
    const study::FindRequest request = request_of(options);
    const scene::Catalogue parts = catalogue();
    study::FindAnswer answer;
    core::with_threads(options.input.threads, [&] {
        Progress progress(!options.quiet);
        answer = study::find(request, parts, [&](double done) { progress.show("values tried", done); });
        progress.clear();
    });
    fmt::print("{}", options.json ? find_json(options, answer) : find_text(options, answer));
    return answer.found ? core::exit_code::done : core::exit_code::check_failed;
}

}  // namespace dermavox::cli
