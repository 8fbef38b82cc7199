/// The parts of a verification, one file each.
#pragma once

#include "dermavox/scene/catalogue.hpp"
#include "engine/verify/record.hpp"

namespace dermavox::verify {

void drives(Record& record);   ///< pen, roller, programme: closed forms of the motion
void kernels(Record& record);  ///< layered elasticity against its closed forms
void strokes(Record& record, const scene::Catalogue& catalogue);  ///< energy of a stroke
void reaches(Record& record, const scene::Catalogue& catalogue);  ///< how deep devices get, monotone and bounded
void patterns(Record& record);     ///< coverage, evenness, gaps of lattices and of random patterns
void carving(Record& record);      ///< voxels against the definition, volume against the cone
void resistances(Record& record);  ///< the network of water loss against its closed forms
void fields(Record& record);       ///< the resolved solver: slabs, arrays, balances
void orders(Record& record);       ///< orders of convergence
void repeats(Record& record, const scene::Catalogue& catalogue);       ///< the same bytes for any thread count
void pipeline(Record& record, const scene::Catalogue& catalogue);      ///< the demo scene at three voxel sizes
void measurements(Record& record, const scene::Catalogue& catalogue);  ///< the rows of scenes/calibration
void cross_validation(Record& record,
                      const scene::Catalogue& catalogue);  ///< rows of laboratories left out of the fit

}  // namespace dermavox::verify
