/// The two tables of a result folder, units in the column names.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/skin/stretch.hpp"
#include "dermavox/wound/channel.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace dermavox::result {

/// Rows of insertions.csv are limited; above the limit every k-th insertion is written.
inline constexpr std::size_t insertion_rows = 1000000;

/// k: 1 up to `insertion_rows`, then the smallest that keeps to it.
std::size_t row_stride(std::size_t insertions);

void write_insertions_csv(const std::vector<mechanics::Insertion>& insertions, std::ostream& out);

/// `layers`: names, top down, for the volume columns. On stretched skin five more columns say where each opening lies
/// and what its ellipse is once the skin is let go (skin/stretch.hpp).
void write_channels_csv(const std::vector<wound::Channel>& channels, const std::vector<std::string>& layers,
                        std::ostream& out, skin::Stretch stretch = {});

}  // namespace dermavox::result
