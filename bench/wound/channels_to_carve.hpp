/// The scene that carving is compared on: tapered channels at random places of 10 x 10 x 2 mm at 10 um.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/tract.hpp"

#include <chrono>
#include <cmath>
#include <fstream>
#include <malloc.h>
#include <string>

namespace dermavox::bench {

inline const core::Lattice small_patch{10e-6, 1000, 1000, 200};
/// A patch with as many channels per area, 100 per mm2.
inline core::Lattice patch_for(std::size_t channels)
{
    const int side = int(std::lround(1000 * std::sqrt(double(channels) / 1e4)));
    return {10e-6, side, side, 200};
}
inline const device::Needle needle{.diameter = Length{0.25e-3}, .taper = Length{1.5e-3}, .tip_radius = Length{1e-8}};

inline skin::Skin plain_skin(const core::Lattice& lattice)
{
    skin::Layer layer;
    layer.name = "dermis", layer.role = skin::Role::dermis;
    layer.thickness.value = Length{lattice.depth()};
    layer.recoil.value = 0.3;
    skin::Stack stack;
    stack.layers = {layer};
    return skin::Skin(stack, lattice.width(), lattice.height(), 1);
}

/// Insertions 0.8 to 1.2 mm deep.
inline std::vector<mechanics::Insertion> insertions(std::size_t n, const core::Lattice& lattice, double slit = 0)
{
    const core::Random random(1, core::Purpose::reference_pattern);
    std::vector<mechanics::Insertion> all(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = [&](std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
        mechanics::Insertion& in = all[i];
        in.punctured_layers = 1;
        in.x = lattice.width() * u(0), in.y = lattice.height() * u(1);
        in.tip = in.set = in.inserted = 0.8e-3 + 0.4e-3 * u(2);
        in.residual = 0.5 * in.tip;
        in.slit = in.slit_dermis = in.slit_open = slit, in.heading = 6.28 * u(3);
    }
    return all;
}

template <class Work>
double seconds(Work&& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Growth of the resident memory at its peak while work runs [bytes]; NaN where the system does not tell.
template <class Work>
double peak_bytes(Work&& work)
{
    const auto status = [](const std::string& key) {
        std::ifstream in("/proc/self/status");
        for (std::string line; std::getline(in, line);)
            if (line.starts_with(key)) return 1024 * std::stod(line.substr(key.size() + 1));
        return std::nan("");
    };
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;  // sets VmHWM back to VmRSS
    const double before = status("VmRSS");
    work();
    return status("VmHWM") - before;
}

}  // namespace dermavox::bench
