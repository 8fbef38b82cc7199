/// A rectangle of voxel columns.
#pragma once

namespace dermavox::wound {

/// Columns [x0, x1) x [y0, y1) of a lattice.
struct ColumnBox {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
};

}  // namespace dermavox::wound
