#include "dermavox/simulation/curve_fit.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace dermavox::simulation {
namespace {

/// skin.layer[2].toughness -> skin.gel and toughness: a file names layers, it does not count them.
std::pair<std::string, std::string> table_and_name(const std::string& key, const scene::Scene& scene)
{
    const auto dot = key.rfind('.');
    std::string table = key.substr(0, dot);
    for (std::size_t i = 0; i < scene.skin.layers.size(); ++i)
        if (table == fmt::format("skin.layer[{}]", i + 1)) table = "skin." + scene.skin.layers[i].name;
    return {table, key.substr(dot + 1)};
}

std::string line_of(const CurveFit& fit, std::size_t i, const std::string& name, const std::string& curve)
{
    const Adjustable& constant = fit.constants[i];
    const mechanics::FittedConstant& fitted = fit.fit.constants[i];
    const std::string value = constant.text(fitted.value);
    std::string tied;
    if (fitted.tied_to >= 0 && std::abs(fitted.correlation) > 0.5)
        tied =
            fmt::format("; tied to {} ({:+.2f})", fit.constants[std::size_t(fitted.tied_to)].key, fitted.correlation);
    return fmt::format(
        "{} = {{ value = {}, spread = {:.3g}, basis = \"fitted\", source = \"{}: {:.0f} % fixed by the "
        "curve, was {}{}\" }}\n",
        name, constant.dimension == core::Dimension::none ? value : '"' + value + '"', fitted.spread, curve,
        100 * std::max(0.0, fitted.fixed_by_data), constant.text(constant.value), tied);
}

/// What may stand in a TOML string: the name of a file need not.
std::string plain(std::string text)
{
    for (char& c : text)
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') c = '_';
    return text;
}

}  // namespace

std::string materials_text(const CurveFit& fit, const scene::Scene& scene, const std::string& curve)
{
    std::string text = fmt::format(
        "# Fitted to {} with the bench of {}.\n# A scene beside this file uses it with  materials = \"<this file>\"\n"
        "# spread: of the logarithm, after the fit. Root mean square misfit {:.3g} mN.\n",
        plain(curve), plain(scene.source_name), 1e3 * fit.rms);
    std::map<std::string, std::string> tables;
    for (std::size_t i = 0; i < fit.constants.size(); ++i) {
        const auto [table, name] = table_and_name(fit.constants[i].key, scene);
        tables[table] += line_of(fit, i, name, plain(curve));
    }
    for (const auto& [table, lines] : tables) text += fmt::format("\n[{}]\n{}", table, lines);
    text += "\n# from_um, to_um, measured_mN, fitted_mN\n";
    for (const CurveInterval& k : fit.intervals)
        text += fmt::format("# {:.4g}, {:.4g}, {:.4g}, {:.4g}\n", 1e6 * k.from, 1e6 * k.to, 1e3 * k.measured,
                            1e3 * k.fitted);
    return text;
}

}  // namespace dermavox::simulation
