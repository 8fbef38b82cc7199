/// The layers of a segmented scan, measured: where each begins in every column, and how thick it is in the mean.
///
/// Classes 1 .. n of tissue lie on top of each other under class 0, what is outside. In column (i, j) class c begins
/// at
///
///     H_c = w_z x (number of cells of a class below c)
///
/// from the scan's upper face, which is the face itself where classes lie in order, to half a cell; where some cells
/// do not (a bubble, a fold, noise of the segmentation) it keeps the volume of every class. `misplaced` is the share
/// of those cells.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace dermavox::skin {

/// What z = 0 is: the plane that fits the surface best by least squares, which takes out the tilt of a scan, or a
/// depth that the scan states.
enum class Level { plane, top };

struct ScanShape {
    std::array<int, 3> size{};      ///< cells along x, y and depth, > 0
    std::array<double, 3> width{};  ///< of a cell [m], > 0
    double top = 0;                 ///< depth of the upper face of the first cells [m]; read with Level::top
};

/// The classes of a column from the top: fills `classes`, as many as there are cells down.
using ScanColumn = std::function<void(int i, int j, std::span<std::uint8_t> classes)>;

struct ScannedClass {
    double depth = 0;            ///< mean of H_c below the mean surface [m]
    double seen = 0;             ///< share of the columns in which the class or one below it is seen
    double reversed = 0;         ///< of the columns that hold it and the class before, those where its cells lie
                                 ///< higher on average: near 1 where two labels were mixed up
    double thickness = 0;        ///< mean over the columns of its cells' height [m]
    double spread = 0;           ///< standard deviation of that from column to column [m]
    double missing = 0;          ///< share of the columns without any cell of the class
    std::vector<float> heights;  ///< [j nx + i]: deviation from `depth` below z = 0 [m]
};

struct Scan {
    std::vector<ScannedClass> classes;  ///< 1 .. n
    double bottom = 0;                  ///< of the scan below the mean surface [m]
    double offset = 0;                  ///< mean surface below z = 0 [m]
    double tilt = 0;                    ///< of the fitted plane [rad]
    double misplaced = 0;               ///< share of all cells
};

/// Parallel over rows of columns; the same bits for any thread count. Memory: 4 bytes per column and class.
/// A column in which a class is not seen counts as if it began at the scan's lower face.
Scan measure_scan(const ScanShape& shape, int classes, Level level, const ScanColumn& column);

}  // namespace dermavox::skin
