#include "dermavox/study/people.hpp"

#include "dermavox/core/statistics.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/skin/person.hpp"
#include "dermavox/study/one_case.hpp"

#include <algorithm>
#include <map>

namespace dermavox::study {

std::vector<simulation::PeopleFigure> spread_over_people(const scene::Scene& scene, int people,
                                                         const simulation::Watch& watch)
{
    std::vector<std::string> order;
    std::map<std::string, std::vector<double>> samples;
    for (int k = 0; k < people; ++k) {
        scene::Scene own = scene;
        own.skin = skin::person(scene.skin, scene.seed, std::uint64_t(k));
        own.limits.clear();
        const auto outcome = simulation::simulate(own, [&](std::string_view, double done) {
            if (watch) watch("people", (double(k) + done) / double(people));
        });
        for (const auto& [key, value] : result::numbers_of(outcome)) {
            auto& values = samples[key];
            if (values.empty()) order.push_back(key);
            values.push_back(value);
        }
    }
    std::vector<simulation::PeopleFigure> figures;
    for (const std::string& key : order) {
        std::vector<double>& values = samples[key];
        std::ranges::sort(values);
        figures.push_back({key, core::quantile(values, 0.1), core::quantile(values, 0.5), core::quantile(values, 0.9),
                           int(values.size())});
    }
    return figures;
}

}  // namespace dermavox::study
