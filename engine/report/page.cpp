#include "dermavox/report/page.hpp"

#include "dermavox/wound/wound.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/page_sources.hpp"
#include "engine/report/text.hpp"

#include <fmt/format.h>

namespace dermavox::report {

std::string report_html(const simulation::Outcome& outcome, const Provenance& provenance,
                        const std::vector<PlanMap>& maps)
{
    const std::vector<wound::Channel> none;
    const OpenTracts tracts =
        outcome.wound ? open_tracts(*outcome.wound, channels_drawn, outcome.scene.seed) : OpenTracts{{}, 0};
    const PageContent page{outcome, provenance, maps, outcome.wound ? outcome.wound->channels : none, tracts};
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src {2}; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light "
        "dark\"><title>{0}</title>\n<style>{1}</style></head>\n<body><main>\n",
        escaped(outcome.scene.title.empty() ? outcome.scene.source_name : outcome.scene.title), page_sources::style,
        script_policy());
    for (const auto part :
         {header_part,    verdict_part,  figures_part, cartridge_part, motion_part, identification_part, skin_part,
          depth_part,     dial_part,     layers_part,  maps_part,      view_part,   coverage_part,       passes_part,
          evenness_part,  overlap_part,  slit_part,    force_part,     water_part,  solute_part,         people_part,
          tolerance_part, practice_part, course_part,  notes_part,     checks_part, input_part,          origin_part})
        html += part(page);
    return html + "</main>\n" + scripts_part(page) + "</body></html>\n";
}

}  // namespace dermavox::report
