#include "dermavox/verify/suite.hpp"

#include "engine/verify/parts.hpp"

namespace dermavox::verify {

Report run(const scene::Catalogue& catalogue, bool full, const Watch& watch)
{
    struct Part {
        const char* name;
        std::function<void(Record&)> run;
        bool slow;
    };
    const std::vector<Part> parts{
        {"motion", drives, false},
        {"layered elasticity", kernels, false},
        {"strokes", [&](Record& r) { strokes(r, catalogue); }, false},
        {"reached depth", [&](Record& r) { reaches(r, catalogue); }, false},
        {"patterns", patterns, false},
        {"carving", carving, false},
        {"water network", resistances, false},
        {"resolved water", fields, false},
        {"orders of convergence", orders, false},
        {"repeatability", [&](Record& r) { repeats(r, catalogue); }, false},
        {"measurements", [&](Record& r) { measurements(r, catalogue); }, false},
        {"laboratories left out of the fit", [&](Record& r) { cross_validation(r, catalogue); }, true},
        {"the demo scene at three voxel sizes", [&](Record& r) { pipeline(r, catalogue); }, true},
    };
    Record record(full);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].slow && !full) continue;
        if (watch) watch(parts[i].name, double(i) / double(parts.size()));
        parts[i].run(record);
    }
    return record.take();
}

}  // namespace dermavox::verify
