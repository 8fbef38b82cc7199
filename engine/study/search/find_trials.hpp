/// Values that a search has tried, each simulated with the same seeds. Private to study.
#pragma once

#include "dermavox/study/find.hpp"
#include "dermavox/study/space.hpp"

#include <map>
#include <vector>

namespace dermavox::study {

inline constexpr const char* k_severe_marks = "validity.severe_marks";

/// A figure over the seeds.
struct Sampled {
    double mean = 0, error = 0;  ///< error: standard error of the mean
};

/// The study that a request stands for: its scene with the varied keys as ranges. Throws core::InputError.
scene::Study study_of(const FindRequest& request, const scene::Catalogue& catalogue);

class FindTrials
{
public:
    /// Keeps references. `progress` as find()'s.
    FindTrials(const FindRequest& request, const scene::Study& study, const scene::Catalogue& catalogue,
               const std::function<void(double)>& progress);

    /// Every target, then every limit, at a point; simulated when it is new. Throws core::Failure (1) past
    /// request.most points, core::InputError for a figure that the runs do not have.
    const std::vector<Sampled>& at(const Point& point);
    bool full() const { return m_tried.size() >= std::size_t(m_request.most); }
    int runs() const { return m_runs; }
    const Space& space() const { return m_space; }
    const std::map<Point, std::vector<Sampled>>& tried() const { return m_tried; }
    /// The figures that everyone asks for, of the whole chain at a point (null: the scene as it is) under its own
    /// seed.
    std::vector<std::pair<std::string, double>> whole_run(const Point* point);

private:
    std::vector<Sampled> sampled(const Point& point);
    std::vector<double> figures(const Point& point, std::uint64_t seed) const;

    const FindRequest& m_request;
    const scene::Study& m_study;
    const scene::Catalogue& m_catalogue;
    const std::function<void(double)>& m_progress;
    Space m_space;
    std::vector<std::string> m_keys, m_stages;
    std::map<Point, std::vector<Sampled>> m_tried;
    int m_runs = 0;
};

}  // namespace dermavox::study
