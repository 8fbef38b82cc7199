#include "dermavox/transport/sample_tile.hpp"

#include "dermavox/transport/isothermal.hpp"
#include "engine/transport/box.hpp"
#include "engine/transport/conduction.hpp"
#include "engine/transport/grading.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace dermavox::transport {
namespace {

constexpr double order = 1.7;  // of the error in the cell size, observed

enum Filling : std::uint8_t { air, tissue, channel };

/// Where column (x, y) lies in a mouth of the tile that repeats; nothing or the deepest mouth.
const Mouth* mouth_at(const Patch& tile, double x, double y)
{
    const Mouth* deepest = nullptr;
    for (const Mouth& m : tile.mouths) {
        double dx = x - m.x, dy = y - m.y;
        dx -= tile.width * std::round(dx / tile.width), dy -= tile.height * std::round(dy / tile.height);
        const double c = std::cos(m.angle), s = std::sin(m.angle);
        const double u = (c * dx + s * dy) / m.long_semi_axis, v = (c * dy - s * dx) / m.short_semi_axis;
        if (u * u + v * v <= 1 && (!deepest || m.depth > deepest->depth)) deepest = &m;
    }
    return deepest;
}

/// Half extents of a mouth's bounding box.
std::array<double, 2> extents(const Mouth& m)
{
    const double c = std::cos(m.angle), s = std::sin(m.angle);
    return {std::hypot(m.long_semi_axis * c, m.short_semi_axis * s),
            std::hypot(m.long_semi_axis * s, m.short_semi_axis * c)};
}

struct Grid {
    std::array<std::vector<double>, 3> widths;
    int air_cells = 0;
    double film_left = 0;  ///< still air above the resolved part [m]

    std::size_t cells() const { return widths[0].size() * widths[1].size() * widths[2].size(); }
};

Grid grid_of(const Patch& tile, const Ladder& ladder, const TileParameters& p, double fineness)
{
    std::vector<FineInterval> along[2];
    double finest = 1e300;
    for (const Mouth& m : tile.mouths) {
        const double h = fineness * m.short_semi_axis / p.cells_per_axis;
        const auto half = extents(m);
        along[0].push_back({m.x - half[0] - h, m.x + half[0] + h, h});
        along[1].push_back({m.y - half[1] - h, m.y + half[1] + h, h});
        finest = std::min(finest, h);
    }
    const double side = std::max(tile.width, tile.height), growth = p.growth * fineness;
    Grid grid;
    grid.widths[0] = graded_widths(tile.width, along[0], growth, tile.width / 4, true);
    grid.widths[1] = graded_widths(tile.height, along[1], growth, tile.height / 4, true);
    const double above = std::min(ladder.film, side);
    auto up = graded_widths(above, {{0, 0, finest}}, growth, above / 4, false);
    const auto down = graded_widths(ladder.tissue, {{0, 0, finest}}, growth, ladder.tissue / 4, false);
    grid.air_cells = int(up.size());
    grid.film_left = ladder.film - above;
    std::reverse(up.begin(), up.end());
    up.insert(up.end(), down.begin(), down.end());
    grid.widths[2] = std::move(up);
    return grid;
}

/// Share of each column that mouths cover, and the depth of the channel below it, on 8 x 8 points.
struct Columns {
    std::vector<double> share, depth;
};

Columns columns_of(const Patch& tile, const Grid& grid)
{
    constexpr int points = 8;
    const auto &wx = grid.widths[0], &wy = grid.widths[1];
    Columns columns{std::vector<double>(wx.size() * wy.size()), std::vector<double>(wx.size() * wy.size())};
    double y = 0;
    for (std::size_t j = 0; j < wy.size(); y += wy[j++]) {
        double x = 0;
        for (std::size_t i = 0; i < wx.size(); x += wx[i++]) {
            int inside = 0;
            double& depth = columns.depth[j * wx.size() + i];
            for (int b = 0; b < points; ++b)
                for (int a = 0; a < points; ++a)
                    if (const Mouth* m =
                            mouth_at(tile, x + (a + 0.5) / points * wx[i], y + (b + 0.5) / points * wy[j]))
                        ++inside, depth = std::max(depth, m->depth);
            columns.share[j * wx.size() + i] = inside / double(points * points);
        }
    }
    return columns;
}

/// The row of cells through the mouth that lies nearest to the middle of the tile.
int row_of_cut(const Patch& tile, const Grid& grid)
{
    double nearest = 1e300, at = tile.height / 2;
    for (const Mouth& m : tile.mouths) {
        const double away = std::hypot(m.x - tile.width / 2, m.y - tile.height / 2);
        if (away < nearest) nearest = away, at = m.y;
    }
    int row = 0;
    for (double y = grid.widths[1][0]; row + 1 < int(grid.widths[1].size()) && y < at;) y += grid.widths[1][++row];
    return row;
}

TileCut cut_of(const Patch& tile, const Grid& grid, const Columns& columns, const Conduction& field)
{
    const int row = row_of_cut(tile, grid), nx = int(grid.widths[0].size()), nz = int(grid.widths[2].size());
    TileCut cut;
    cut.widths = {grid.widths[0], grid.widths[2]};
    cut.air_cells = grid.air_cells;
    for (int j = 0; j < row; ++j) cut.y += grid.widths[1][j];
    cut.y += grid.widths[1][row] / 2;
    const auto first = std::ptrdiff_t(row) * nx;
    cut.share.assign(columns.share.begin() + first, columns.share.begin() + first + nx);
    cut.depth.assign(columns.depth.begin() + first, columns.depth.begin() + first + nx);
    for (int k = 0; k < nz; ++k)
        for (int i = 0; i < nx; ++i) cut.potential.push_back(field.at(i, row, k));
    return cut;
}

double flux_through(const Patch& tile, const Grid& grid, const Ladder& ladder, double channel_kappa,
                    const TileParameters& p, SolverReport& report, TileCut* cut = nullptr)
{
    const auto &wx = grid.widths[0], &wy = grid.widths[1], &wz = grid.widths[2];
    const std::size_t plane = wx.size() * wy.size();
    const Columns columns = columns_of(tile, grid);
    std::vector<std::uint8_t> index(grid.cells(), air);
    double z = 0;
    for (std::size_t k = grid.air_cells; k < wz.size(); z += wz[k++])
        for (std::size_t c = 0; c < plane; ++c) {
            const bool hollow = columns.share[c] >= 0.5 && ladder.barrier + z + wz[k] / 2 < columns.depth[c];
            index[k * plane + c] = hollow ? channel : tissue;
        }
    Box box{.widths = grid.widths,
            .kappa = {ladder.film_kappa, ladder.tissue_kappa, channel_kappa},
            .index = index.data(),
            .strides = {1, std::ptrdiff_t(wx.size()), std::ptrdiff_t(plane)},
            .periodic = true,
            .film_first = grid.film_left / ladder.film_kappa};
    Membrane barrier{grid.air_cells, std::vector<double>(plane)};
    for (std::size_t c = 0; c < plane; ++c) {
        const double below = wz[grid.air_cells] / 2 / box.kappa[index[std::size_t(grid.air_cells) * plane + c]];
        const double halves = wz[grid.air_cells - 1] / 2 / ladder.film_kappa + below;
        const double open = std::min(columns.depth[c], ladder.barrier);
        const double hole = open / channel_kappa + (ladder.barrier - open) / ladder.barrier_kappa;
        barrier.conductance[c] = (1 - columns.share[c]) / (halves + ladder.barrier / ladder.barrier_kappa) +
                                 columns.share[c] / (halves + hole);
    }
    Faces faces = faces_of(box, {barrier});
    const double unit = faces.unit;
    Conduction field(std::move(faces.level), p.stop);
    report = field.solve(0, 1);
    require_converged(report);
    if (cut) *cut = cut_of(tile, grid, columns, field);
    return field.energy() * unit / tile.area();
}

}  // namespace

SampleTile solve_tile(const Patch& tile, const Ladder& ladder, double channel_kappa, double drop,
                      const TileParameters& parameters)
{
    SampleTile result;
    result.width = tile.width, result.height = tile.height, result.mouths = tile.mouths.size();
    const Openings openings = openings_of(tile, 1);
    const double open = conductance_per_area(openings, tile.area(), ladder, channel_kappa);
    result.network = drop / ladder_resistance(ladder, openings.fraction, open);

    double fineness = 1;
    Grid grid = grid_of(tile, ladder, parameters, fineness);
    while (grid.cells() > parameters.most_cells) grid = grid_of(tile, ladder, parameters, fineness *= 1.25);
    SolverReport coarse;
    result.coarse = drop * flux_through(tile, grid_of(tile, ladder, parameters, 2 * fineness), ladder, channel_kappa,
                                        parameters, coarse);
    result.fine = drop * flux_through(tile, grid, ladder, channel_kappa, parameters, result.report, &result.cut);
    const double correction = (result.fine - result.coarse) / (std::pow(2, order) - 1);
    result.resolved = result.fine + correction;
    result.error = std::abs(result.fine - result.coarse);
    result.relative_difference = result.network / result.resolved - 1;
    return result;
}

namespace {

/// The tile lies in the middle of the patch; where part of it has no mouths, round the mouth nearest to the middle of
/// them all.
std::pair<double, double> corner_of_tile(const Patch& patch, const Tile& tile)
{
    if (!(patch.treated > 0) || patch.mouths.empty())
        return {(patch.width - tile.width) / 2, (patch.height - tile.height) / 2};
    double x = 0, y = 0;
    for (const Mouth& m : patch.mouths)
        x += m.x / double(patch.mouths.size()), y += m.y / double(patch.mouths.size());
    const auto nearest =
        std::min_element(patch.mouths.begin(), patch.mouths.end(), [x, y](const Mouth& a, const Mouth& b) {
            return std::hypot(a.x - x, a.y - y) < std::hypot(b.x - x, b.y - y);
        });
    return {std::clamp(nearest->x - tile.width / 2, 0.0, patch.width - tile.width),
            std::clamp(nearest->y - tile.height / 2, 0.0, patch.height - tile.height)};
}

}  // namespace

Tile tile_of(const Patch& patch, int mouths)
{
    const double share = std::min(1.0, std::sqrt(mouths / std::max(1.0, double(patch.mouths.size()))));
    const double full = std::sqrt(patch.area() / (patch.width * patch.height));
    Tile tile{{}, share * full * patch.width, share * full * patch.height};
    const auto [x0, y0] = corner_of_tile(patch, tile);
    for (Mouth m : patch.mouths) {
        m.x -= x0, m.y -= y0;
        if (m.x >= 0 && m.x < tile.width && m.y >= 0 && m.y < tile.height) tile.mouths.push_back(m);
    }
    return tile;
}

std::optional<SampleTile> sample_tile(const skin::Stack& stack, const Environment& environment, const Patch& patch,
                                      const NetworkParameters& parameters, core::Notes& notes,
                                      const TileParameters& tile_parameters)
{
    const auto at_rest = isothermal(stack, environment, parameters, notes);
    if (!at_rest) return std::nullopt;
    openings_of(patch, 1);  // refuses bad mouths
    const Tile tile = tile_of(patch, tile_parameters.mouths);
    if (tile.mouths.empty()) {
        notes.warnings.push_back({"not_modelled", "sample tile: no opening in the middle of the patch"});
        return std::nullopt;
    }
    return solve_tile(tile.patch(), at_rest->ladder, parameters.channel.si, at_rest->drop, tile_parameters);
}

}  // namespace dermavox::transport
