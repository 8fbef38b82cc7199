#include "engine/report/volumes/open_tracts.hpp"

#include "dermavox/core/random.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::report {
namespace {

/// Closer together near the surface, where the barrier and the epidermis open differently.
constexpr std::array<double, 8> shares{0, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8, 1};

OpenTract sections_of(const wound::Wound& wound, const wound::Tract& tract)
{
    OpenTract open{tract.x, tract.y, std::atan2(tract.along_y, tract.along_x), tract.tip, 1, {}};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double depth = shares[i] * tract.residual;
        const wound::Opening opening = wound.tracts.residual_at(tract, depth);
        open.sections[i] = {depth, opening.half, opening.radius};
    }
    const double h = wound.lattice.voxel;
    const openvdb::Coord mouth(int(tract.x / h), int(tract.y / h), std::max(0, int(tract.surface / h)));
    if (wound.hits) open.hits = std::max(1, int(wound.hits->tree().getValue(mouth)));
    return open;
}

/// Where there are no voxels: the cuts that lie over each mouth.
void count_hits(const wound::Wound& wound, std::vector<OpenTract>& drawn)
{
    std::vector<wound::Place> mouths;
    mouths.reserve(drawn.size());
    for (const OpenTract& at : drawn) mouths.push_back({at.x, at.y});
    std::vector<wound::Opening> cuts = wound::envelopes_at(wound.tracts, 0);
    if (wound.periodic) cuts = wound::with_images(cuts, wound.lattice.width(), wound.lattice.height());
    const std::vector<int> over = wound::openings_over(cuts, mouths);
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].hits = std::clamp(over[i], 1, 255);
}

}  // namespace

OpenTracts open_tracts(const wound::Wound& wound, std::size_t most, std::uint64_t seed)
{
    std::vector<std::size_t> chosen;
    const core::Lattice& patch = wound.lattice;
    for (std::size_t i = 0; i < wound.tracts.all.size(); ++i) {
        const wound::Tract& at = wound.tracts.all[i];
        if (at.residual > 0 && at.x >= 0 && at.y >= 0 && at.x < patch.width() && at.y < patch.height())
            chosen.push_back(i);
    }
    OpenTracts tracts{{}, chosen.size()};
    if (chosen.size() > most) {
        const core::Random random(seed, core::Purpose::sampling);
        const auto draw = [&](std::size_t i) { return random.bits({.pass = 0, .cycle = 0, .needle = 0, .draw = i}); };
        std::nth_element(chosen.begin(), chosen.begin() + std::ptrdiff_t(most), chosen.end(),
                         [&](std::size_t a, std::size_t b) { return draw(a) < draw(b); });
        chosen.resize(most);
        std::sort(chosen.begin(), chosen.end());
    }
    for (const std::size_t i : chosen) tracts.drawn.push_back(sections_of(wound, wound.tracts.all[i]));
    if (!wound.hits) count_hits(wound, tracts.drawn);
    return tracts;
}

}  // namespace dermavox::report
