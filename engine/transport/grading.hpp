/// Cell widths that are fine where something happens and grow away from it.
#pragma once

#include <vector>

namespace dermavox::transport {

struct FineInterval {
    double from, to;
    double width;  ///< of the cells inside
};

/// Widths that fill [0, length]; at distance d from an interval cells are width + growth d wide, at most
/// `widest`. `repeats`: distances go round the end, and the count is even.
std::vector<double> graded_widths(double length, const std::vector<FineInterval>& fine, double growth, double widest,
                                  bool repeats);

}  // namespace dermavox::transport
