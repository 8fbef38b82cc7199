/// Holes counted in each layer of a stack of films (Parafilm, say) against depth, beside a simulated run: how many
/// needles went through so many layers.
///
/// The method is that of Larraneta et al. 2014 (doi:10.1016/j.ijpharm.2014.05.042). A hole in layer k, counted from
/// 1, means that a needle came through its lower face, at k times the thickness of a layer. The share is that of the
/// needles that were pressed; its 95 % interval is Wilson's (1927, doi:10.1080/01621459.1927.10502953), with the
/// needles taken as independent trials.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::report {

struct LayerHoles {
    double depth = 0;  ///< of the lower face [m]
    int holes = 0;
    double share = 0, low = 0, high = 0;   ///< holes over needles, at most 1, with its interval
    std::optional<double> simulated = {};  ///< share of the run's insertions that went as deep
};

/// One for each count, from the top layer down. Requires thickness > 0 and needles >= 1.
std::vector<LayerHoles> layer_holes(const std::vector<int>& holes, double thickness, int needles);

/// Fills in `simulated` from insertions.csv of a result folder; gives the depths of its insertions, ascending [m].
/// Throws core::Failure (66) and core::InputError.
std::vector<double> add_simulated(std::vector<LayerHoles>& layers, const std::filesystem::path& folder);

/// layer,depth_um,holes,share,share_low,share_high,simulated_share
std::string layer_holes_csv(const std::vector<LayerHoles>& layers, int needles);

/// A complete SVG file: counted shares with their intervals, and the curve of the insertions, if any.
std::string layer_holes_plot(const std::vector<LayerHoles>& layers, const std::vector<double>& insertions,
                             const std::string& title);

}  // namespace dermavox::report
