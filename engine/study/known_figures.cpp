#include "engine/study/known_figures.hpp"

#include "dermavox/core/nearest.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/result_schema.hpp"
#include "dermavox/study/dakota.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

/// Every number that a table may hold, "[]" standing for an element of a list.
std::vector<std::string> numbers_of_a_result()
{
    using enum report::ResultType;
    std::vector<std::string> names;
    for (const report::ResultKey& key : report::result_keys()) {
        const std::string name(key.key);
        const auto with = [&](std::initializer_list<const char*> members) {
            for (const char* member : members) names.push_back(name + '.' + member);
        };
        switch (key.type) {
        case number:
        case integer:
            names.push_back(name);
            break;
        case spread:
            with({"mean", "sd", "p5", "p50", "p95"});
            break;
        case window:
            with({"low", "mean", "high"});
            break;
        case quantiles:
            with({"p10", "p50", "p90"});
            break;
        case text:
        case flag:
            break;
        }
    }
    return names;
}

/// "coverage.at_depth[100].open_fraction" -> "coverage.at_depth[].open_fraction"
std::string without_elements(const std::string& key)
{
    std::string plain;
    bool inside = false;
    for (const char c : key) {
        inside = inside && c != ']';
        if (!inside) plain += c;
        inside = inside || c == '[';
    }
    return plain;
}

/// A near name with the elements of what was written, or an example of them.
std::string with_elements(std::string near, const std::string& written)
{
    const auto at = near.find("[]");
    if (at == near.npos) return near;
    const auto open = written.find('['), close = written.find(']');
    const std::string given =
        open < close && close != written.npos ? written.substr(open + 1, close - open - 1) : std::string();
    return near.insert(at + 1, !given.empty() ? given : near.starts_with("layers") ? "dermis" : "100");
}

core::Problem problem_of(const std::string& key, const scene::Study& study)
{
    core::Problem problem{study.source_name, 0, 0, "key", '"' + key + '"', "a number of result.json", ""};
    if (const auto at = study.source_text.find('"' + key + '"'); at != std::string::npos) {
        const auto line = study.source_text.rfind('\n', at);
        problem.line =
            int(std::count(study.source_text.begin(), study.source_text.begin() + std::ptrdiff_t(at), '\n')) + 1;
        problem.column = int(line == std::string::npos ? at : at - line - 1) + 1;
    }
    const std::string near = near_figure(key);
    problem.hint = near.empty() ? "scenes/RESULT.md lists them" : fmt::format("did you mean \"{}\"?", near);
    return problem;
}

}  // namespace

bool is_known_figure(const std::string& key)
{
    const std::vector<std::string> names = numbers_of_a_result();
    return std::ranges::find(names, without_elements(key)) != names.end();
}

std::optional<FigureUnit> unit_of_figure(const std::string& key)
{
    static constexpr std::array<std::pair<const char*, const char*>, 13> suffixes = {{{"_um", "um"},
                                                                                      {"_mm", "mm"},
                                                                                      {"_mN", "mN"},
                                                                                      {"_N", "N"},
                                                                                      {"_mJ", "mJ"},
                                                                                      {"_W", "W"},
                                                                                      {"_Hz", "Hz"},
                                                                                      {"_mm_s", "mm/s"},
                                                                                      {"_cm_h", "cm/h"},
                                                                                      {"_h", "h"},
                                                                                      {"_s", "s"},
                                                                                      {"_mm2", "mm2"},
                                                                                      {"_mm3", "mm3"}}};
    constexpr core::Dimension dimensions[] = {
        core::Dimension::length, core::Dimension::force,     core::Dimension::energy,
        core::Dimension::power,  core::Dimension::frequency, core::Dimension::speed,
        core::Dimension::time,   core::Dimension::area,      core::Dimension::volume};
    for (const char* flux : {"tewl.intact", "tewl.lower", "tewl.calibrated", "tewl.upper"})
        if (key == flux) return FigureUnit{core::Dimension::flux_density, 1e-3 / 3600};
    for (std::size_t end = key.size(); end != std::string::npos && end > 0; end = key.rfind('.', end - 1)) {
        const std::string part = key.substr(0, end);
        std::string why;
        for (const auto& [suffix, unit] : suffixes)
            if (part.ends_with(suffix))
                for (const core::Dimension d : dimensions)
                    if (const auto si = core::parse_quantity(fmt::format("1 {}", unit), d, why))
                        return FigureUnit{d, *si};
    }
    return {};
}

std::string near_figure(const std::string& key)
{
    const std::string near = core::nearest_name(without_elements(key), numbers_of_a_result());
    return near.empty() ? near : with_elements(near, key);
}

void check_figures(const scene::Study& study)
{
    std::vector<core::Problem> problems;
    for (const std::string& key : dakota_figures(study))
        if (!is_known_figure(key)) problems.push_back(problem_of(key, study));
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

std::vector<std::string> absent_figures(const scene::Study& study, const std::vector<std::string>& results)
{
    std::vector<std::string> absent;
    for (const std::string& key : dakota_figures(study))
        if (std::ranges::find(results, key) == results.end()) absent.push_back(key);
    return absent;
}

}  // namespace dermavox::study
