/// Labelled volumes that tests and benchmarks share.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/transport/volume_flux.hpp"

#include <initializer_list>
#include <vector>

namespace dermavox::transport {

struct LabelBlock {
    std::array<int, 3> size;
    Order order;
    std::vector<std::uint8_t> labels;

    LabelBlock(std::array<int, 3> s, Order o)
        : size(s),
          order(o),
          labels(std::size_t(s[0]) * std::size_t(s[1]) * std::size_t(s[2]))
    {
    }
    std::size_t place(std::array<int, 3> c) const
    {
        if (order == Order::x_fastest) return (std::size_t(c[2]) * size[1] + c[1]) * size[0] + c[0];
        return (std::size_t(c[0]) * size[1] + c[1]) * size[2] + c[2];
    }
    std::uint8_t& at(std::array<int, 3> c) { return labels[place(c)]; }
    template <class F>
    void fill(F label)
    {
        for (int x = 0; x < size[0]; ++x)
            for (int y = 0; y < size[1]; ++y)
                for (int z = 0; z < size[2]; ++z) at({x, y, z}) = std::uint8_t(label(std::array{x, y, z}));
    }
    IndexedVolume indexed(const FluxProblem& problem) const
    {
        return index_labels<std::uint8_t>(labels, size, order, label_ranges(problem.materials));
    }
};

/// Every cell one of `count` labels.
inline LabelBlock random_volume(std::array<int, 3> size, int count, int seed)
{
    const core::Random random(std::uint64_t(seed), core::Purpose::sampling);
    LabelBlock v(size, seed % 2 ? Order::x_fastest : Order::z_fastest);
    for (std::size_t c = 0; c < v.labels.size(); ++c)
        v.labels[c] = std::uint8_t(random.uniform({.cycle = c}) * count);
    return v;
}

/// A block of tissue (0) with a barrier (1) of an eighth of its height, pierced by slanted channels (2).
inline LabelBlock pierced_block(int n)
{
    LabelBlock v({n, n, n}, Order::x_fastest);
    const int pitch = n / 4, top = n / 4, bottom = top + n / 8;
    v.fill([&](std::array<int, 3> c) {
        const int x = (c[0] + c[2] / 8) % pitch - pitch / 2, y = c[1] % pitch - pitch / 2;
        const bool channel = 144 * (x * x + y * y) < pitch * pitch && c[2] < 3 * n / 4;
        return channel ? 2 : c[2] >= top && c[2] < bottom ? 1 : 0;
    });
    return v;
}

/// Labels 0, 1, ... with these conductivities; 0 at the top, 1 at the bottom.
inline FluxProblem problem_of(std::initializer_list<double> kappas, double voxel, Direction direction)
{
    FluxProblem p;
    for (const double kappa : kappas) p.materials.push_back({(long long)(p.materials.size()), "m", kappa, false});
    p.widths = {{{voxel}, {voxel}, {voxel}}};
    p.direction = direction;
    p.bottom.value = 1;
    return p;
}

}  // namespace dermavox::transport
