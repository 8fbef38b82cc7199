#include "dermavox/report/comparison.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/student.hpp"
#include "engine/report/compare/compare_names.hpp"
#include "engine/report/compare/compare_noise.hpp"
#include "engine/report/compare/compare_run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

struct HalfWidth {
    double value;
    const char* noise;
};

/// A design with what its tables give, read once.
struct Sampled {
    const ReadDesign& design;
    std::map<std::string, LeftOut> left_out;  ///< of its first run
};

/// Values of a figure over the runs of a design; empty when one of them lacks it.
std::vector<double> values_of(const ReadDesign& design, const std::string& key)
{
    std::vector<double> values;
    for (const ReadRun& run : design.runs) {
        const ReadFigure* figure = run.find(key);
        if (!figure || !figure->value) return {};
        values.push_back(*figure->value);
    }
    return values;
}

double mean_of(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

double variance_of(const std::vector<double>& values)
{
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / double(values.size() - 1);
}

/// Differences run by run, of the seeds that both designs have.
std::vector<double> paired_differences(const ReadDesign& a, const ReadDesign& b, const std::string& key)
{
    std::vector<double> differences;
    for (const ReadRun& one : a.runs)
        for (const ReadRun& other : b.runs)
            if (one.seed && one.seed == other.seed)
                differences.push_back(*other.find(key)->value - *one.find(key)->value);
    return differences;
}

std::optional<HalfWidth> by_seeds(const ReadDesign& a, const ReadDesign& b, const std::string& key)
{
    if (a.runs.size() < 2 || b.runs.size() < 2) return {};
    const std::vector<double> differences = paired_differences(a, b, key);
    const double n = double(differences.size());
    if (differences.size() == a.runs.size() && differences.size() == b.runs.size())
        return HalfWidth{core::student_975(n - 1) * std::sqrt(variance_of(differences) / n), "seeds"};
    const double na = double(a.runs.size()), nb = double(b.runs.size());
    const double va = variance_of(values_of(a, key)) / na, vb = variance_of(values_of(b, key)) / nb;
    if (va + vb == 0) return HalfWidth{0, "seeds"};
    const double freedom = (va + vb) * (va + vb) / (va * va / (na - 1) + vb * vb / (nb - 1));  // Welch, Satterthwaite
    return HalfWidth{core::student_975(std::max(freedom, 1.0)) * std::sqrt(va + vb), "seeds"};
}

std::optional<HalfWidth> by_windows(const Sampled& a, const Sampled& b, const std::string& key)
{
    const auto left = a.left_out.find(key), right = b.left_out.find(key);
    if (left == a.left_out.end() || right == b.left_out.end()) return {};
    const ReadRun &one = a.design.runs.front(), &other = b.design.runs.front();
    double variance = 0;
    if (one.seed && one.seed == other.seed && one.width == other.width && one.height == other.height) {
        std::array<double, windows> differences{};
        for (std::size_t g = 0; g < windows; ++g) differences[g] = right->second.without[g] - left->second.without[g];
        variance = window_variance(differences);
    } else {
        variance = window_variance(left->second.without) + window_variance(right->second.without);
    }
    return HalfWidth{window_half_width(variance), "windows"};
}

/// Half width of one side where something was measured: its own interval, or that of the run's windows.
double own_half_width(const Sampled& side, const ReadFigure& figure)
{
    if (figure.low) return (*figure.high - *figure.low) / 2;
    const auto windows = side.left_out.find(figure.key);
    return windows == side.left_out.end() ? 0 : window_half_width(window_variance(windows->second.without));
}

std::optional<HalfWidth> by_measurement(const Sampled& a, const Sampled& b, const std::string& key)
{
    const ReadFigure *one = a.design.runs.front().find(key), *other = b.design.runs.front().find(key);
    if (!one || !other || !(one->low || other->low)) return {};
    return HalfWidth{std::hypot(own_half_width(a, *one), own_half_width(b, *other)), "measured"};
}

bool equal(double a, double b) { return std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b)); }

void judge(ComparedFigure& figure, const Sampled& a, const Sampled& b, bool exact)
{
    if (!figure.reference || !figure.value) return;
    const double difference = *figure.value - *figure.reference;
    std::optional<HalfWidth> half;
    if (!exact) half = by_seeds(a.design, b.design, figure.key);
    if (!half) half = by_measurement(a, b, figure.key);
    if (!half && !exact) half = by_windows(a, b, figure.key);
    if (half) {
        figure.low = difference - half->value;
        figure.high = difference + half->value;
        figure.noise = half->noise;
    } else if (exact) {
        figure.noise = "exact";
    }
    const bool same = equal(*figure.reference, *figure.value);
    if (same && (!half || half->value == 0 || figure.noise != "measured"))
        figure.judgement = Judgement::same;
    else if (half)
        figure.judgement = *figure.low <= 0 && 0 <= *figure.high ? Judgement::within_noise : Judgement::moved;
    else
        figure.judgement = exact ? Judgement::moved : Judgement::differs;
}

/// Lists that are read as curves; their ends are figures of their own.
bool is_of_a_plot(const std::string& key)
{
    return key.starts_with("confluence.clusters[") || key.starts_with("passes[") ||
           key == "density.at_depth[0].channels_per_cm2";
}

/// Keys of both, in the order of the reference; those of the other alone at the end. Measured tables hold what they
/// hold: then the keys of both only.
std::vector<std::string> keys_of(const ReadDesign& a, const ReadDesign& b)
{
    const ReadRun &one = a.runs.front(), &other = b.runs.front();
    std::vector<std::string> keys;
    for (const ReadFigure& figure : one.figures)
        if (!is_of_a_plot(figure.key) && (!other.measured || other.find(figure.key))) keys.push_back(figure.key);
    for (const ReadFigure& figure : other.figures)
        if (!is_of_a_plot(figure.key) && !one.measured && !one.find(figure.key)) keys.push_back(figure.key);
    return keys;
}

std::optional<double> mean_value(const ReadDesign& design, const std::string& key)
{
    const std::vector<double> values = values_of(design, key);
    return values.empty() ? std::nullopt : std::optional(mean_of(values));
}

ComparedDesign described(const ReadDesign& design)
{
    ComparedDesign out{design.name, design.title, {}, {}, {}};
    for (const ReadRun& run : design.runs) {
        out.runs.push_back(run.path.string());
        if (run.seed) out.seeds.push_back(*run.seed);
    }
    return out;
}

ComparedDesign against(const Sampled& reference, const Sampled& other)
{
    ComparedDesign out = described(other.design);
    for (const std::string& key : keys_of(reference.design, other.design)) {
        const FigureName name = name_of_figure(key);
        ComparedFigure figure;
        figure.key = key;
        figure.label = name.label;
        figure.group = name.group;
        figure.unit = name.unit;
        figure.scale = name.scale;
        figure.reference = mean_value(reference.design, key);
        figure.value = mean_value(other.design, key);
        judge(figure, reference, other, name.exact);
        out.figures.push_back(std::move(figure));
    }
    return out;
}

ReadRun read_one(const fs::path& path, const core::TableChoices& choices)
{
    if (fs::is_directory(path)) return read_result_folder(path);
    if (!fs::exists(path)) throw core::Failure(core::exit_code::no_input, path.string() + ": there is no such file");
    return read_measured(path, choices);
}

}  // namespace

const char* name_of(Judgement judgement)
{
    constexpr const char* names[] = {"same", "within noise", "moved", "differs", "not computed"};
    return names[std::size_t(judgement)];
}

std::optional<double> ComparedFigure::difference() const
{
    return reference && value ? std::optional(*value - *reference) : std::nullopt;
}

std::optional<double> ComparedFigure::relative() const
{
    return reference && value && *reference != 0 ? std::optional((*value - *reference) / std::fabs(*reference))
                                                 : std::nullopt;
}

Comparison compare(const std::vector<fs::path>& paths, const core::TableChoices& choices)
{
    std::vector<ReadRun> runs;
    std::vector<std::string> assumed;
    for (const fs::path& path : paths) {
        runs.push_back(read_one(path, choices));
        if (runs.back().measured) assumed.push_back(runs.back().assumed);
    }
    auto designs = std::make_shared<ReadDesigns>(grouped(std::move(runs)));
    const ReadDesign& first = designs->all.front();
    const Sampled reference{first, left_out_figures(first.runs.front())};
    Comparison comparison{described(first), {}, designs, std::move(assumed)};
    for (std::size_t i = 1; i < designs->all.size(); ++i) {
        const ReadDesign& design = designs->all[i];
        comparison.others.push_back(against(reference, {design, left_out_figures(design.runs.front())}));
    }
    return comparison;
}

}  // namespace dermavox::report
