// Every device of the catalogue on every site: strokes balance, go deeper with the dial and the hand, never past the
// root.
#include "dermavox/scene/catalogue.hpp"
#include "engine/verify/reach.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/share.hpp"

using namespace dermavox;

namespace {

void check(const scene::Catalogue& all, const std::string& device, const std::string& site,
           const verify::ReachGrid& grid)
{
    INFO(device << " on " << site);
    const verify::Reach reach = verify::reach_of(all, device, site, grid);
    CHECK(reach.unbalanced == 0);
    CHECK(reach.past_root == 0);
    // Films are brittle and alike: which needle breaks one first depends on the steps of the stroke.
    const double most = site == "parafilm-8" ? 0.10 : verify::most_lost;
    CHECK(reach.lost_to_dial <= most);
    CHECK(reach.lost_to_push <= most);
}

}  // namespace

TEST_CASE("pens, rollers and stamps reach deeper with dial and push on soft, taut and bony sites", "[verify][reach]")
{
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    check(all, "pen-12-ring", "forehead", {{0.5, 2.0}, {0.5, 4}});
    check(all, "pen-9-grid", "abdomen", {{1.0, 2.5}, {0.5, 4}});
    check(all, "roller-192", "volar_forearm", {{0.5, 1.5}, {0.5, 2}});
    check(all, "exceed", "thigh", {{0.5, 1.5}, {0.5, 2}});
}

TEST_CASE("every device reaches deeper with dial and push on every site", "[verify][reach][full]")
{
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    const std::uint32_t sites = std::uint32_t(all.sites().size());
    for (const std::uint32_t pair : support::share_of(std::uint32_t(all.devices().size()) * sites, 20))
        check(all, all.devices()[pair / sites], all.sites()[pair % sites], {});
}
