// A small outcome, made by formula, that has every part: 2 x 2 mm of two layers over a backing, nine openings.
#pragma once

#include "dermavox/report/provenance.hpp"
#include "dermavox/simulation/outcome.hpp"

#include <filesystem>
#include <string>

namespace dermavox::report::test {

simulation::Outcome sample_outcome();
Provenance sample_provenance();

/// An empty folder of its own under the system's temporary folder, removed with all it holds at the end.
class Scratch
{
public:
    Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

std::string text_of(const std::filesystem::path& file);

}  // namespace dermavox::report::test
