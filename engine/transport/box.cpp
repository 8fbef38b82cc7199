#include "engine/transport/box.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <limits>

namespace dermavox::transport {
namespace {

/// Half a metre over kappa, by cell: a row of resistances per half width and area.
struct Rows {
    const Box& box;
    std::vector<double> per_material;

    explicit Rows(const Box& b) : box(b)
    {
        for (const double kappa : b.kappa)
            per_material.push_back(kappa > 0 ? 0.5 / kappa : std::numeric_limits<double>::infinity());
    }
    void read(int j, int k, std::vector<double>& row) const
    {
        const int nx = int(row.size());
        for (int i = 0; i < nx; ++i) row[i] = per_material[box.material(i, j, k)];
    }
};

double largest(const Box& box)
{
    const auto [kx, ky, kz] = std::array{std::minmax_element(box.widths[0].begin(), box.widths[0].end()),
                                         std::minmax_element(box.widths[1].begin(), box.widths[1].end()),
                                         std::minmax_element(box.widths[2].begin(), box.widths[2].end())};
    const double area = std::max({*kx.second * *ky.second / *kz.first, *ky.second * *kz.second / *kx.first,
                                  *kz.second * *kx.second / *ky.first});
    return *std::max_element(box.kappa.begin(), box.kappa.end()) * area;
}

/// Writes a row in natural order into its two halves.
void store(const Shape& s, const std::vector<double>& row, float* to)
{
    const std::size_t nx = row.size();
    float* odd = to + s.odd();
    for (std::size_t i = 0; i + 1 < nx; i += 2) to[i / 2] = float(row[i]), odd[i / 2] = float(row[i + 1]);
    if (nx % 2) to[nx / 2] = float(row[nx - 1]);
}

struct PlaneRows {
    std::vector<double> here, north, below, faces;
    explicit PlaneRows(int nx) : here(nx), north(nx), below(nx), faces(nx) {}
};

void fill_sides(const Box& box, const Rows& rows, Faces& out, int k, PlaneRows& r)
{
    const Shape s = out.level.shape;
    const auto &wx = box.widths[0], &wy = box.widths[1];
    const double wz = box.widths[2][k], scale = 1 / out.unit;
    const std::size_t plane = s.plane() * std::size_t(k);
    for (int j = 0; j < s.ny; ++j) {
        rows.read(j, k, r.here);
        const double side = wy[j] * wz * scale;
        for (int i = 0; i + 1 < s.nx; ++i) r.faces[i] = side / (wx[i] * r.here[i] + wx[i + 1] * r.here[i + 1]);
        r.faces[s.nx - 1] =
            box.periodic && s.nx > 1 ? side / (wx[s.nx - 1] * r.here[s.nx - 1] + wx[0] * r.here[0]) : 0;
        float* x_row = out.level.tx.data() + plane + s.row(j);
        store(s, r.faces, x_row);
        if (s.nx % 2 == 0) out.level.wrap(x_row, 1);
        const int next = j + 1 < s.ny ? j + 1 : 0;
        if (next == j || (next == 0 && !box.periodic)) continue;
        rows.read(next, k, r.north);
        for (int i = 0; i < s.nx; ++i) r.faces[i] = wx[i] * wz * scale / (wy[j] * r.here[i] + wy[next] * r.north[i]);
        store(s, r.faces, out.level.ty.data() + plane + s.row(j));
    }
}

/// Faces between planes k - 1 and k; the outer ones have a half cell and a film.
void fill_below(const Box& box, const Rows& rows, Faces& out, int k, PlaneRows& r)
{
    const Shape s = out.level.shape;
    const auto &wx = box.widths[0], &wy = box.widths[1], &wz = box.widths[2];
    const double scale = 1 / out.unit;
    for (int j = 0; j < s.ny; ++j) {
        if (k < s.nz) rows.read(j, k, r.here);
        if (k > 0) rows.read(j, k - 1, r.below);
        const double film = k == 0 ? box.film_first : k == s.nz ? box.film_last : 0;
        for (int i = 0; i < s.nx; ++i)
            r.faces[i] = wx[i] * wy[j] * scale /
                         ((k < s.nz ? wz[k] * r.here[i] : 0) + (k > 0 ? wz[k - 1] * r.below[i] : 0) + film);
        store(s, r.faces, out.level.tz.data() + s.plane() * std::size_t(k) + s.row(j));
    }
}

void fill_membrane(const Box& box, const Membrane& membrane, Faces& out)
{
    const Shape s = out.level.shape;
    std::vector<double> row(s.nx);
    for (int j = 0; j < s.ny; ++j) {
        for (int i = 0; i < s.nx; ++i)
            row[i] = membrane.conductance[std::size_t(j) * s.nx + i] * box.widths[0][i] * box.widths[1][j] / out.unit;
        store(s, row, out.level.tz.data() + s.plane() * std::size_t(membrane.k) + s.row(j));
    }
}

}  // namespace

Faces faces_of(const Box& box, const std::vector<Membrane>& membranes)
{
    Faces out{Level(box.shape(), box.periodic), largest(box)};
    const Rows rows(box);
    const Shape s = out.level.shape;
    core::parallel_for(std::size_t(s.nz) + 1, 4, [&](std::size_t begin, std::size_t end) {
        PlaneRows scratch(s.nx);
        for (std::size_t k = begin; k < end; ++k) {
            fill_below(box, rows, out, int(k), scratch);
            if (int(k) < s.nz) fill_sides(box, rows, out, int(k), scratch);
        }
    });
    for (const auto& membrane : membranes) fill_membrane(box, membrane, out);
    return out;
}

}  // namespace dermavox::transport
