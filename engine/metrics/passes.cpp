#include "dermavox/metrics/passes.hpp"

#include "dermavox/metrics/domain.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>

namespace dermavox::metrics {

std::vector<AfterPass> after_passes(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions,
                                    const Domain* domain)
{
    const double width = wound.lattice.width(), height = wound.lattice.height();
    const double area = domain ? domain->area() : wound.lattice.area();
    const auto counts = [&](double x, double y) {
        return domain ? domain->contains(x, y) : x >= 0 && y >= 0 && x < width && y < height;
    };
    const auto open_share = [&](const std::vector<wound::Opening>& openings) {
        const wound::Window patch{0, 0, width, height};
        const double open = wound.periodic ? wound::open_area(wound::with_images(openings, width, height), patch)
                                           : wound::open_area(openings, patch);
        return open / area;
    };
    std::uint32_t last = 0;
    for (const mechanics::Insertion& in : insertions) last = std::max(last, in.pass);
    std::vector<std::vector<wound::Opening>> by_pass(insertions.empty() ? 0 : last + 1);
    for (const wound::Opening& o : wound::residuals_at(wound.tracts, 0))
        if (!domain || domain->contains(o.x, o.y))
            by_pass[insertions[wound.tracts.all[o.source].insertion].pass].push_back(o);

    std::vector<AfterPass> curve;
    std::vector<wound::Opening> so_far;
    double punctures = 0, untouched = 1;
    for (std::size_t pass = 0; pass < by_pass.size(); ++pass) {
        so_far.insert(so_far.end(), by_pass[pass].begin(), by_pass[pass].end());
        punctures += double(std::count_if(insertions.begin(), insertions.end(), [&](const mechanics::Insertion& in) {
            return in.pass == pass && in.punctured() && counts(in.x, in.y);
        }));
        const double alone = open_share(by_pass[pass]);
        untouched *= 1 - alone;
        curve.push_back({int(pass) + 1, punctures / area, pass > 0 ? open_share(so_far) : alone, 1 - untouched});
    }
    return curve;
}

}  // namespace dermavox::metrics
