#include "dermavox/report/page.hpp"

#include "dermavox/wound/wound.hpp"
#include "engine/report/page/page_frame.hpp"
#include "engine/report/page/page_parts.hpp"

namespace dermavox::report {

std::string report_html(const simulation::Outcome& outcome, const Provenance& provenance,
                        const std::vector<PlanMap>& maps)
{
    const std::vector<wound::Channel> none;
    const OpenTracts tracts =
        outcome.wound ? open_tracts(*outcome.wound, channels_drawn, outcome.scene.seed) : OpenTracts{{}, 0};
    const PageContent page{outcome, provenance, maps, outcome.wound ? outcome.wound->channels : none, tracts};
    std::string html;
    for (const auto part :
         {header_part,    verdict_part,  figures_part, cartridge_part, motion_part, identification_part, skin_part,
          depth_part,     dial_part,     layers_part,  maps_part,      view_part,   coverage_part,       passes_part,
          evenness_part,  overlap_part,  slit_part,    force_part,     water_part,  solute_part,         people_part,
          tolerance_part, practice_part, course_part,  notes_part,     checks_part, input_part,          origin_part})
        html += part(page);
    const scene::Scene& scene = outcome.scene;
    PageFrame frame{scene.title.empty() ? scene.source_name : scene.title, {}, std::move(html), {}};
    add_view(page, frame);
    return page_html(frame);
}

}  // namespace dermavox::report
