#include "dermavox/simulation/water_map.hpp"

#include "dermavox/transport/channel_map.hpp"
#include "dermavox/transport/isothermal.hpp"
#include "dermavox/wound/wound.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::simulation {
namespace {

constexpr std::size_t k_most_openings = 1000;

}  // namespace

void map_water(Outcome& outcome)
{
    if (!outcome.water_loss || !outcome.wound) return;
    const scene::Scene& s = outcome.scene;
    const TreatedMouths open = outcome.treated->mouths(*outcome.wound);
    const transport::Patch patch = open.patch();
    core::Notes known;  // those of the run itself
    const auto skin = transport::isothermal(s.skin, s.environment, s.transport, known);
    const double chi = s.transport.aperture;
    const transport::Openings openings = transport::openings_of(patch, chi);
    if (!skin || openings.all.empty() || openings.all.size() > k_most_openings) return;
    const transport::ChannelMap map =
        transport::channel_map(openings, patch, skin->ladder, s.transport.channel.si, skin->drop);
    for (std::size_t i = 0; i < openings.all.size(); ++i) {
        const transport::Opening& o = openings.all[i];
        outcome.contributions.push_back({o.x, o.y, std::sqrt(o.area / std::numbers::pi) / chi, map.flow[i]});
    }
}

}  // namespace dermavox::simulation
