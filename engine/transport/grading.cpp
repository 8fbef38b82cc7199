#include "engine/transport/grading.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::transport {

std::vector<double> graded_widths(double length, const std::vector<FineInterval>& fine, double growth, double widest,
                                  bool repeats)
{
    double finest = widest;
    for (const auto& f : fine) finest = std::min(finest, f.width);
    const auto samples = std::size_t(std::clamp(8 * length / finest, 64.0, 4e6));
    const double step = length / double(samples);
    // the cells' count up to x is the integral of 1/width
    std::vector<double> count(samples + 1, 0.0);
    for (std::size_t i = 0; i < samples; ++i) {
        const double x = (double(i) + 0.5) * step;
        double width = widest;
        for (const auto& f : fine) {
            const double middle = (f.from + f.to) / 2, half = (f.to - f.from) / 2;
            double away = std::abs(x - middle);
            if (repeats) away = std::min(away, length - away);
            width = std::min(width, f.width + growth * std::max(0.0, away - half));
        }
        count[i + 1] = count[i] + step / width;
    }
    auto cells = std::size_t(std::ceil(count.back()));
    if (repeats && cells % 2) ++cells;
    std::vector<double> widths;
    double before = 0;
    std::size_t i = 0;
    for (std::size_t c = 1; c <= cells; ++c) {
        const double wanted = count.back() * double(c) / double(cells);
        while (i + 1 < samples && count[i + 1] < wanted) ++i;
        const double at = c == cells ? length : step * (double(i) + (wanted - count[i]) / (count[i + 1] - count[i]));
        widths.push_back(at - before);
        before = at;
    }
    return widths;
}

}  // namespace dermavox::transport
