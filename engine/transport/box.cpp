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

/// Rows of face conductances in double precision [m3/s x scale].
class FaceRows
{
public:
    FaceRows(const Box& box, const Rows& rows, double scale)
        : m_box(box),
          m_rows(rows),
          m_scale(scale),
          m_here(box.widths[0].size()),
          m_other(m_here.size())
    {
    }

    /// To the next cell along i; the last leads to the first, or nowhere.
    void along_x(int j, int k, std::vector<double>& faces)
    {
        const auto& wx = m_box.widths[0];
        const std::size_t last = wx.size() - 1;
        m_rows.read(j, k, m_here);
        const double side = m_box.widths[1][j] * m_box.widths[2][k] * m_scale;
        for (std::size_t i = 0; i < last; ++i) faces[i] = side / (wx[i] * m_here[i] + wx[i + 1] * m_here[i + 1]);
        faces[last] = m_box.periodic && last > 0 ? side / (wx[last] * m_here[last] + wx[0] * m_here[0]) : 0;
    }

    /// To the next row; false where there is none.
    bool along_y(int j, int k, std::vector<double>& faces)
    {
        const auto &wx = m_box.widths[0], &wy = m_box.widths[1];
        const int next = j + 1 < int(wy.size()) ? j + 1 : 0;
        if (next == j || (next == 0 && !m_box.periodic)) return false;
        const double depth = m_box.widths[2][k];
        m_rows.read(j, k, m_here);
        m_rows.read(next, k, m_other);
        for (std::size_t i = 0; i < wx.size(); ++i)
            faces[i] = wx[i] * depth * m_scale / (wy[j] * m_here[i] + wy[next] * m_other[i]);
        return true;
    }

    /// Between planes k - 1 and k; the outer ones have a half cell and a film.
    void along_z(int j, int k, std::vector<double>& faces)
    {
        const auto &wx = m_box.widths[0], &wz = m_box.widths[2];
        const int nz = int(wz.size());
        if (k < nz) m_rows.read(j, k, m_here);
        if (k > 0) m_rows.read(j, k - 1, m_other);
        const double film = k == 0 ? m_box.film_first : k == nz ? m_box.film_last : 0;
        for (std::size_t i = 0; i < wx.size(); ++i)
            faces[i] = wx[i] * m_box.widths[1][j] * m_scale /
                       ((k < nz ? wz[k] * m_here[i] : 0) + (k > 0 ? wz[k - 1] * m_other[i] : 0) + film);
    }

private:
    const Box& m_box;
    const Rows& m_rows;
    double m_scale;
    std::vector<double> m_here, m_other;
};

void fill_sides(FaceRows& rows, Faces& out, int k, std::vector<double>& faces)
{
    const Shape s = out.level.shape;
    const std::size_t plane = s.plane() * std::size_t(k);
    for (int j = 0; j < s.ny; ++j) {
        rows.along_x(j, k, faces);
        float* x_row = out.level.tx.data() + plane + s.row(j);
        store(s, faces, x_row);
        if (s.nx % 2 == 0) out.level.wrap(x_row, 1);
        if (rows.along_y(j, k, faces)) store(s, faces, out.level.ty.data() + plane + s.row(j));
    }
}

void fill_below(FaceRows& rows, Faces& out, int k, std::vector<double>& faces)
{
    const Shape s = out.level.shape;
    for (int j = 0; j < s.ny; ++j) {
        rows.along_z(j, k, faces);
        store(s, faces, out.level.tz.data() + s.plane() * std::size_t(k) + s.row(j));
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

double squared(double v) { return v * v; }

}  // namespace

Faces faces_of(const Box& box, const std::vector<Membrane>& membranes)
{
    Faces out{Level(box.shape(), box.periodic), largest(box)};
    const Rows rows(box);
    const Shape s = out.level.shape;
    core::parallel_for(std::size_t(s.nz) + 1, 4, [&](std::size_t begin, std::size_t end) {
        FaceRows face_rows(box, rows, 1 / out.unit);
        std::vector<double> scratch(s.nx);
        for (std::size_t k = begin; k < end; ++k) {
            fill_below(face_rows, out, int(k), scratch);
            if (int(k) < s.nz) fill_sides(face_rows, out, int(k), scratch);
        }
    });
    for (const auto& membrane : membranes) fill_membrane(box, membrane, out);
    return out;
}

double dissipation(const Box& box, const FieldRow& field, double first, double last)
{
    const Rows rows(box);
    const Shape s = box.shape();
    const auto nx = std::size_t(s.nx);
    return core::deterministic_sum(std::size_t(s.nz) + 1, 1, [&](std::size_t plane, std::size_t) {
        FaceRows face_rows(box, rows, 1);
        std::vector<double> faces(nx), here(nx, last), other(nx, first);
        const int k = int(plane);
        double sum = 0;
        for (int j = 0; j < s.ny; ++j) {
            if (k < s.nz) field(j, k, here);
            if (k > 0) field(j, k - 1, other);
            face_rows.along_z(j, k, faces);
            for (std::size_t i = 0; i < nx; ++i) sum += faces[i] * squared(here[i] - other[i]);
            if (k == s.nz) continue;
            face_rows.along_x(j, k, faces);
            for (std::size_t i = 0; i < nx; ++i) sum += faces[i] * squared(here[i + 1 < nx ? i + 1 : 0] - here[i]);
            if (!face_rows.along_y(j, k, faces)) continue;
            field(j + 1 < s.ny ? j + 1 : 0, k, other);
            for (std::size_t i = 0; i < nx; ++i) sum += faces[i] * squared(other[i] - here[i]);
            if (k == 0) std::fill(other.begin(), other.end(), first);
        }
        return sum;
    });
}

}  // namespace dermavox::transport
