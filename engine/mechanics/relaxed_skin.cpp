#include "engine/mechanics/relaxed_skin.hpp"

namespace dermavox::mechanics {

RelaxedSkin::RelaxedSkin(const Press::State& state, double kept) : couplings(state.couplings)
{
    const auto surface = std::make_shared<const SurfaceResponse>(state.surface->scaled(kept));
    for (const Press::State::Type& type : state.types) {
        responses.push_back(std::make_unique<const NeedleResponse>(type.response->law().relaxed(kept), surface,
                                                                   type.needle, state.parameters, state.cell));
        laws.push_back({responses.back().get(), &type.share});
    }
    couplings.needles /= kept, couplings.across /= kept, couplings.parts /= kept;
}

}  // namespace dermavox::mechanics
