/// Which of many children to run: those of which models of all figures (surrogate.hpp) promise most. A run takes
/// seconds and more, a model microseconds, so hundreds are bred for each one that is run.
///
/// For each place in the next generation the objectives, scaled to 0 .. 1 over the designs within all limits, are
/// joined with weights w_k of its own, which lays the places out along the front:
///     s = max_k w_k f_k + 0.05 sum_k w_k f_k
/// and a child is worth  P(all limits hold) E[max(0, best s so far - s)].  Until a design is within all limits it is
/// worth how near it is thought to be. A child next to a design that failed comes last.
/// Knowles. IEEE Trans. Evol. Comput. 10(1), 2006. doi:10.1109/TEVC.2005.851274 (the scalarisation);
/// Schonlau, Welch, Jones. IMS Lecture Notes 34, 1998. doi:10.1214/lnms/1215456182 (improvement under limits)
#pragma once

#include "engine/study/search/breeding.hpp"
#include "engine/study/search/surrogate.hpp"

#include <cmath>
#include <functional>
#include <optional>

namespace dermavox::study {

class Screening
{
public:
    /// Keeps references.
    Screening(const scene::Study& study, const Space& space) : m_study(study), m_space(space) {}

    /// Fits the models to the designs tried so far; of more than 300 to the last. False when there are too few.
    bool learn(const std::vector<Individual>& tried);

    /// `count` of the children, best first for weights that follow from `generation`. `around` breeds small steps
    /// from a point, which are tried on the model as well. Requires learn().
    std::vector<Point> pick(const std::vector<Point>& children, std::size_t count, std::uint64_t generation,
                            const std::function<std::vector<Point>(const Point&)>& around) const;

private:
    struct Figure {
        std::optional<Surrogate> model;
        bool logarithmic = false;
        double low = 0, high = 0;  ///< in its model: of an objective what is scaled to 0 and 1, of a limit the band
        double of(double value) const { return logarithmic ? std::log(value) : value; }
    };
    using Weights = std::vector<double>;
    /// What the models say of a point.
    struct Outlook {
        std::vector<double> unit;
        std::vector<Surrogate::Guess> objectives;  ///< scaled
        double chance = 1;                         ///< that all limits hold
        double nearness = 0;                       ///< to holding them, <= 0
        bool beside_failure = false;
    };
    Outlook outlook(const Point& point) const;
    double worth(const Outlook& there, const Weights& weights, double best) const;
    double best_so_far(const Weights& weights) const;
    void take_in(const std::vector<Individual>& tried);
    void fit(Figure& figure, std::vector<double> values);

    const scene::Study& m_study;
    const Space& m_space;
    std::vector<Figure> m_objectives, m_limits;
    std::vector<std::vector<double>> m_points, m_failed;  ///< unit cube
    std::vector<std::vector<double>> m_within;            ///< scaled objectives of the designs within all limits
    std::vector<std::vector<double>> m_draws;             ///< normal ones, of the objectives
};

}  // namespace dermavox::study
