/// One grid of the multigrid: face conductances of a box of cells, rows split by colour.
///
/// Flux runs along k. Row (j, k) holds its even cells at [0, half), its odd cells at [half + 2, 2 half + 2);
/// the two places between are copies of the cells round the corner of a row that repeats. A row of odd length
/// has one cell too many; it touches nothing. Planes -1 and nz of a field are zero: they stand for the fixed
/// potentials outside.
#pragma once

#include "engine/transport/buffer.hpp"
#include "engine/transport/row_kernels.hpp"

#include <vector>

namespace dermavox::transport {

struct Shape {
    int nx = 0, ny = 0, nz = 0;

    std::size_t half() const { return std::size_t(nx + 1) / 2; }
    std::size_t stride() const { return 2 * half() + 2; }
    std::size_t plane() const { return stride() * std::size_t(ny); }
    std::size_t odd() const { return half() + 2; }  ///< where the odd cells start
    std::size_t start(int side) const { return side ? odd() : 0; }
    std::size_t row(int j) const { return stride() * std::size_t(j); }
    std::size_t cell(int i) const { return (i & 1 ? odd() : 0) + std::size_t(i >> 1); }
    std::size_t cells() const { return std::size_t(nx) * std::size_t(ny) * std::size_t(nz); }
};

/// Cells of a fine grid gathered along one axis: pairs, except where the count is odd or must stay even.
struct Gathering {
    int fine = 1, coarse = 1;
    bool pairs = false;      ///< false: one to one
    bool loose_end = false;  ///< the last two cells stay apart, so that a repeating row keeps an even count

    int of(int i) const { return !pairs ? i : loose_end && i == fine - 1 ? coarse - 1 : i / 2; }
    int first(int c) const { return !pairs ? c : loose_end && c == coarse - 1 ? fine - 1 : 2 * c; }
    int last(int c) const { return c + 1 == coarse ? fine - 1 : first(c + 1) - 1; }
    int size(int c) const { return last(c) - first(c) + 1; }
};
Gathering gather_along(int fine, bool coarsen, bool periodic);

struct Level {
    Shape shape;
    bool periodic = false;
    Buffer<float> tx, ty;           ///< to the next cell along i and j; the last one leads to the first
    Buffer<float> tz;               ///< to the cell below, nz + 1 planes
    Buffer<float> z;                ///< correction, nz + 2 planes
    Buffer<float> b;                ///< right side, coarse grids only
    const float* ground = nullptr;  ///< conductance of each cell to potential 0, or null
    Buffer<float> own_ground;       ///< what `ground` points to on coarse grids
    std::vector<float> zero_row;
    Gathering gx, gy, gz;  ///< onto the next coarser grid

    explicit Level(Shape s, bool repeats);
    float* z_plane(int k) { return z.data() + shape.plane() * std::size_t(k + 1); }
    /// One half of row (j, k); `below`, `centre`, `above` are the planes k - 1, k, k + 1 of a field.
    template <class V>
    HalfRowOf<V> half_row(const V* below, const V* centre, const V* above, int j, int k, int side) const;
    /// Copies the corner cells of a half row that was just written.
    template <class V>
    void wrap(V* row, int side) const
    {
        const std::size_t h = shape.half();
        if (side)
            row[h + 1] = row[shape.odd() + h - 1];
        else
            row[h] = row[0];
    }
    std::size_t bytes() const;
};

template <class V>
HalfRowOf<V> Level::half_row(const V* below, const V* centre, const V* above, int j, int k, int side) const
{
    const std::size_t here = shape.row(j), south = shape.row(j ? j - 1 : shape.ny - 1);
    const std::size_t north = shape.row(j + 1 < shape.ny ? j + 1 : 0), plane = shape.plane() * std::size_t(k);
    const std::size_t own = shape.start(side);
    const std::size_t left = side ? 0 : shape.odd() - 1, right = side ? 1 : shape.odd();
    const float *x = tx.data() + plane, *y = ty.data() + plane, *z_faces = tz.data() + plane;
    return {.n = shape.half(),
            .t_left = x + here + left,
            .t_right = x + here + own,
            .t_south = y + south + own,
            .t_north = y + here + own,
            .t_below = z_faces + here + own,
            .t_above = z_faces + shape.plane() + here + own,
            .left = centre + here + left,
            .right = centre + here + right,
            .south = centre + south + own,
            .north = centre + north + own,
            .below = below + here + own,
            .above = above + here + own,
            .ground = ground ? ground + plane + here + own : zero_row.data()};
}

/// The next coarser grid. Directions whose mean coupling is below a quarter of the strongest stay as they are;
/// fills in the gatherings of `fine`.
Level coarsen(Level& fine);

}  // namespace dermavox::transport
