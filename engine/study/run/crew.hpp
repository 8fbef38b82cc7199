// Cases in parallel: as many at a time as jobs and predicted memory allow, each result stored as it comes.
#pragma once

#include "dermavox/study/run_study.hpp"

namespace dermavox::study {

/// Runs cases of one study into one store.
class Crew
{
public:
    Crew(const scene::Study& study, const Space& space, const scene::Catalogue& catalogue, Store& store,
         const RunOptions& options);

    /// Runs those of `cases` that are unfinished in the store. Returns early when stopped or aborted.
    void run(const std::vector<Case>& cases);
    bool ended() const { return m_summary.stopped || m_summary.aborted; }
    /// Cases that there are to be in all, for the progress line.
    void expect(std::int64_t all) { m_all = all; }
    Summary summary() const;

private:
    class Shift;
    const scene::Study& m_study;
    const Space& m_space;
    const scene::Catalogue& m_catalogue;
    Store& m_store;
    const RunOptions& m_options;
    Summary m_summary;
    std::int64_t m_all = 0;
};

}  // namespace dermavox::study
