// Rows of the figure table: errors of discretisation, verdicts, what was assumed, warnings.
#include "engine/result/discretisation.hpp"
#include "engine/result/rows.hpp"

namespace dermavox::result {

Figures discretisation_figures()
{
    return {
        number("discretisation.voxel_um", Unit::um, of_run([](const Outcome& o) { return o.scene.grid.voxel; }),
               "grid.voxel"),
        number("discretisation.open_area_in_voxels", Unit::none, of_run(area_error),
               "open area counted in voxels over the exact one, less 1"),
        number("discretisation.cut_volume_in_voxels", Unit::none, of_run(volume_error),
               "the same of the wounded volume"),
        number("discretisation.tile_water_loss", Unit::none, of_run(tile_error),
               "estimated error of tewl.sample_tile.resolved, two grids"),
    };
}

Figures note_figures()
{
    const auto verdict = Items([](const Source& s) { return &s.verdicts; });
    const auto assumed = Items([](const Source& s) { return &s.assumed; });
    const auto warning = Items([](const Source& s) { return &s.warnings; });
    return {
        list("verdicts[]", verdict.count()),
        text("verdicts[].key", verdict(&Verdict::key), "key of [limits]"),
        number("verdicts[].limit", Unit::none, verdict(&Verdict::limit), "what was asked, SI"),
        number("verdicts[].value", Unit::none, verdict(&Verdict::value), "what came out, SI"),
        flag("verdicts[].pass", verdict(&Verdict::pass), "whether it is met; never where it is not decided"),
        flag("verdicts[].decided", verdict(&Verdict::decided),
             "false: the figure has a severe mark of validity, and says neither that the limit is met nor missed"),
        list("assumed[]", assumed.count()),
        text("assumed[].key", assumed(&core::Assumption::key), "input that rests on a guess"),
        text("assumed[].value", assumed(&core::Assumption::value), "as it was used"),
        text("assumed[].why", assumed(&core::Assumption::why), "reason for it"),
        list("warnings[]", warning.count()),
        text("warnings[].code", warning(&core::Warning::code), "stable name"),
        text("warnings[].text", warning(&core::Warning::text), "what it means"),
    };
}

}  // namespace dermavox::result
