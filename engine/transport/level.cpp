#include "engine/transport/level.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <array>

namespace dermavox::transport {
namespace {

/// Sums of each kind of inner face, in a fixed order.
std::array<double, 3> mean_couplings(const Level& level)
{
    const Shape& s = level.shape;
    std::array<double, 3> mean{};
    const auto mean_of = [&](const Buffer<float>& t, int from, int to, int extent) {
        if (extent < 2) return 0.0;
        const double sum = core::deterministic_sum(std::size_t(to - from), 1, [&](std::size_t k, std::size_t) {
            double plane = 0;
            const float* at = t.data() + s.plane() * (k + std::size_t(from));
            for (int j = 0; j < s.ny; ++j)
                for (int side = 0; side < 2; ++side) {
                    const float* row = at + s.row(j) + s.start(side);
                    float part = 0;
                    for (std::size_t i = 0; i < s.half(); ++i) part += row[i];
                    plane += double(part);
                }
            return plane;
        });
        return sum / double(s.cells());
    };
    mean[0] = mean_of(level.tx, 0, s.nz, s.nx);
    mean[1] = mean_of(level.ty, 0, s.nz, s.ny);
    mean[2] = mean_of(level.tz, 1, s.nz, s.nz);
    return mean;
}

/// Sum of the faces of plane `t` over the fine cells (i, j) of a rectangle.
float sum_over(const Shape& s, const float* t, std::array<int, 2> i, std::array<int, 2> j)
{
    float sum = 0;
    for (int y = j[0]; y <= j[1]; ++y)
        for (int x = i[0]; x <= i[1]; ++x) sum += t[s.row(y) + s.cell(x)];
    return sum;
}

/// Gathered cells lie further apart: pairs beside pairs conduct half as well over a face.
float distance_factor(const Gathering& g, int c, int next) { return 2.0f / float(g.size(c) + g.size(next)); }

void fill_plane(const Level& fine, Level& coarse, int k)
{
    const Shape &f = fine.shape, &s = coarse.shape;
    const Gathering &gx = fine.gx, &gy = fine.gy, &gz = fine.gz;
    for (int j = 0; j < s.ny; ++j)
        for (int i = 0; i < s.nx; ++i) {
            const std::array<int, 2> xs{gx.first(i), gx.last(i)}, ys{gy.first(j), gy.last(j)};
            const std::size_t at = s.plane() * std::size_t(k) + s.row(j) + s.cell(i);
            float x = 0, y = 0;
            for (int z = gz.first(k); z <= gz.last(k); ++z) {
                const std::size_t plane = f.plane() * std::size_t(z);
                x += sum_over(f, fine.tx.data() + plane, {xs[1], xs[1]}, ys);
                y += sum_over(f, fine.ty.data() + plane, xs, {ys[1], ys[1]});
            }
            coarse.tx[at] = x * distance_factor(gx, i, (i + 1) % s.nx);
            coarse.ty[at] = y * distance_factor(gy, j, (j + 1) % s.ny);
            const float below = sum_over(f, fine.tz.data() + f.plane() * std::size_t(gz.first(k)), xs, ys);
            coarse.tz[at] = k == 0 ? below : below * distance_factor(gz, k - 1, k);
            if (k + 1 == s.nz)
                coarse.tz[at + s.plane()] = sum_over(f, fine.tz.data() + f.plane() * std::size_t(f.nz), xs, ys);
        }
    for (int j = 0; j < s.ny; ++j) coarse.wrap(coarse.tx.data() + s.plane() * std::size_t(k) + s.row(j), 1);
}

void fill_ground(const Level& fine, Level& coarse)
{
    const Shape &f = fine.shape, &s = coarse.shape;
    coarse.own_ground = Buffer<float>(s.plane() * std::size_t(s.nz));
    std::fill_n(coarse.own_ground.data(), coarse.own_ground.size(), 0.0f);
    for (int k = 0; k < f.nz; ++k)
        for (int j = 0; j < f.ny; ++j)
            for (int i = 0; i < f.nx; ++i)
                coarse.own_ground[s.plane() * std::size_t(fine.gz.of(k)) + s.row(fine.gy.of(j)) +
                                  s.cell(fine.gx.of(i))] +=
                    fine.ground[f.plane() * std::size_t(k) + f.row(j) + f.cell(i)];
    coarse.ground = coarse.own_ground.data();
}

}  // namespace

Gathering gather_along(int fine, bool coarsen, bool periodic)
{
    const int pairs = fine / 2;
    const bool loose = periodic && fine > 1 && pairs % 2 == 1;
    const int coarse = loose ? pairs + 1 : (fine + 1) / 2;
    if (!coarsen || fine < 2 || coarse == fine) return {fine, fine, false, false};
    return {fine, coarse, true, loose};
}

Level::Level(Shape s, bool repeats)
    : shape(s),
      periodic(repeats),
      tx(s.plane() * s.nz),
      ty(s.plane() * s.nz),
      tz(s.plane() * (s.nz + 1)),
      z(s.plane() * (s.nz + 2)),
      zero_row(s.half(), 0.0f)
{
    const std::size_t rows = std::size_t(s.ny);
    const auto clear = [&](float* plane) { std::fill_n(plane, rows * s.stride(), 0.0f); };
    core::parallel_for(std::size_t(s.nz) + 2, 1, [&](std::size_t k, std::size_t) {
        clear(z.data() + k * s.plane());
        if (k <= std::size_t(s.nz)) clear(tz.data() + k * s.plane());
        if (k < std::size_t(s.nz)) clear(tx.data() + k * s.plane()), clear(ty.data() + k * s.plane());
    });
}

std::size_t Level::bytes() const
{
    return tx.bytes() + ty.bytes() + tz.bytes() + z.bytes() + b.bytes() + own_ground.bytes();
}

Level coarsen(Level& fine)
{
    const Shape& s = fine.shape;
    const auto mean = mean_couplings(fine);
    const double strongest = std::max({mean[0], mean[1], mean[2]});
    double threshold = 0.25 * strongest;
    const auto gather = [&] {
        fine.gx = gather_along(s.nx, mean[0] >= threshold, fine.periodic);
        fine.gy = gather_along(s.ny, mean[1] >= threshold, fine.periodic);
        fine.gz = gather_along(s.nz, mean[2] >= threshold, false);
        return fine.gx.pairs || fine.gy.pairs || fine.gz.pairs;
    };
    if (!gather()) threshold = 0, gather();  // the strong directions are as short as they get
    Level coarse({fine.gx.coarse, fine.gy.coarse, fine.gz.coarse}, fine.periodic);
    coarse.b = Buffer<float>(coarse.shape.plane() * coarse.shape.nz);
    core::parallel_for(std::size_t(coarse.shape.nz), 1,
                       [&](std::size_t k, std::size_t) { fill_plane(fine, coarse, int(k)); });
    if (fine.ground) fill_ground(fine, coarse);
    return coarse;
}

}  // namespace dermavox::transport
