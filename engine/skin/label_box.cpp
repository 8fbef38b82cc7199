#include "dermavox/skin/label_box.hpp"

#include "dermavox/core/parallel.hpp"
#include "engine/skin/complaints.hpp"
#include "engine/skin/first_below.hpp"

#include <vector>

namespace dermavox::skin {
namespace {

bool inside(int first, int count, int size) { return first >= 0 && count >= 0 && first <= size - count; }

void check_box(const Skin& skin, const core::Lattice& lattice, const Box& box, std::size_t room)
{
    Complaints complaints;
    complaints.unless_positive("grid.voxel", lattice.voxel);
    complaints.unless(
        inside(box.i0, box.ni, lattice.nx) && inside(box.j0, box.nj, lattice.ny) &&
            inside(box.k0, box.nk, lattice.nz),
        "box", fmt::format("{} x {} x {} voxels from ({}, {}, {})", box.ni, box.nj, box.nk, box.i0, box.j0, box.k0),
        fmt::format("inside {} x {} x {}", lattice.nx, lattice.ny, lattice.nz));
    complaints.unless(std::int64_t(room) == box.voxels(), "labels", fmt::format("{} places", room),
                      fmt::format("one a voxel, {}", box.voxels()));
    complaints.unless(skin.stack().layers.size() <= 254, "skin.layer",
                      fmt::format("{} layers", skin.stack().layers.size()), "at most 254");
    complaints.raise();
}

}  // namespace

void label_box(const Skin& skin, const core::Lattice& lattice, const Box& box, std::span<std::uint8_t> labels)
{
    check_box(skin, lattice, box, labels.size());
    core::parallel_for(std::size_t(box.ni) * box.nj, 256, [&](std::size_t begin, std::size_t end) {
        std::vector<double> depths(skin.stack().layers.size() + 1);
        for (std::size_t column = begin; column < end; ++column) {
            const int i = box.i0 + int(column) / box.nj, j = box.j0 + int(column) % box.nj;
            skin.tops(lattice.centre(i), lattice.centre(j), depths);
            const auto down = labels.subspan(column * box.nk, box.nk);
            int done = 0;
            std::uint8_t label = 0;
            for (const double depth : depths) {
                const int face = std::clamp(first_below(depth, lattice) - box.k0, done, box.nk);
                std::fill(down.begin() + done, down.begin() + face, label++);
                done = face;
            }
            std::fill(down.begin() + done, down.end(), label);
        }
    });
}

}  // namespace dermavox::skin
