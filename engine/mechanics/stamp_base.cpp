#include "engine/mechanics/stamp_base.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr int across = 60;                   // candidates over the diameter
constexpr std::size_t most = 160;            // patches beside the seats
constexpr double finest = 1.0 / across / 3;  // of d^2/s over the diameter

struct Candidate {
    double x, y;
    double seat;        // distance to the nearest seat
    double taken;       // distance to the nearest patch
    std::size_t owner;  // that patch
};

std::vector<Candidate> candidates(const std::vector<device::Seat>& seats, double radius)
{
    std::vector<Candidate> made;
    const double step = 2 * radius / across, row = step * std::sqrt(3.0) / 2;
    const int rows = int(radius / row), columns = int(radius / step) + 1;
    for (int j = -rows; j <= rows; ++j)
        for (int i = -columns; i <= columns; ++i) {
            const double x = (i + (j % 2 == 0 ? 0 : 0.5)) * step, y = j * row;
            if (std::hypot(x, y) > radius) continue;
            double nearest = std::numeric_limits<double>::infinity();
            std::size_t owner = 0;
            for (std::size_t k = 0; k < seats.size(); ++k) {
                const double d = std::hypot(x - seats[k].x, y - seats[k].y);
                if (d < nearest) nearest = d, owner = k;
            }
            made.push_back({x, y, nearest, nearest, owner});
        }
    return made;
}

}  // namespace

std::vector<Patch> base_patches(const std::vector<device::Seat>& seats, double radius)
{
    std::vector<Candidate> all = candidates(seats, radius);
    std::vector<Patch> patches;
    for (const device::Seat& seat : seats) patches.push_back({seat.x, seat.y, 0});
    while (patches.size() < seats.size() + most) {
        const auto worth = [](const Candidate& c) { return c.seat > 0 ? c.taken * c.taken / c.seat : 0; };
        const auto best = std::max_element(
            all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) { return worth(a) < worth(b); });
        if (worth(*best) < finest * 2 * radius) break;
        const Candidate place = *best;
        for (Candidate& c : all) {
            const double d = std::hypot(c.x - place.x, c.y - place.y);
            if (d < c.taken) c.taken = d, c.owner = patches.size();
        }
        patches.push_back({place.x, place.y, 0});
    }
    std::vector<int> share(patches.size());
    for (const Candidate& c : all) ++share[c.owner];
    for (std::size_t k = 0; k < patches.size(); ++k)
        patches[k].radius = radius * std::sqrt(std::max(share[k], 1) / double(all.size()));
    return patches;
}

}  // namespace dermavox::mechanics
