/// What needles meet in the skin beside its layers: inclusions, and the mouths of follicles and glands.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/channel.hpp"

#include <span>
#include <string>
#include <vector>

namespace dermavox::wound {
struct Wound;
}

namespace dermavox::metrics {

/// One inclusion. A punctured insertion reaches it when the way of its tip, down to the inserted depth, meets it
/// (skin/inclusion.hpp), as layers are reached; a channel when a straight way from its centre down to its deepest cut
/// does, as capillaries are. Both go by the inserted depth.
struct InclusionReach {
    std::string name;
    double insertions_per_area = 0;  ///< [1/m2]
    double insertion_fraction = 0;   ///< of the punctured insertions; 0 without any
    double channels_per_area = 0;    ///< [1/m2]
};

/// Channels whose opening meets a mouth of one kind.
struct AppendageStrikes {
    const char* kind;     ///< "follicles", "glands"
    double per_area = 0;  ///< mouths in the skin [1/m2]
    double channel_share =
        0;  ///< of the channels that meet at least one, as the seeded mouths lie; 0 without channels
    /// The same by chance: mean over channels of 1 - exp(-n pi (r + R)^2), R of the mouth, r of the disc as large as
    /// the opening.
    double chance = 0;
};

/// Counts in the treated part of the patch (all of it where there is no domain). SI.
class Strikes
{
public:
    Strikes(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions, const skin::Skin& skin,
            const Domain* domain = nullptr);

    std::vector<InclusionReach> inclusions() const;
    std::vector<AppendageStrikes> appendages() const;

private:
    const skin::Stack& m_stack;
    std::vector<mechanics::Insertion> m_punctured;
    std::vector<wound::Channel> m_channels;
    double m_area;
};

}  // namespace dermavox::metrics
