// The sample outcome with what a report of it needs besides.
#pragma once

#include "dermavox/report/provenance.hpp"
#include "tests/result/sample_outcome.hpp"

#include <filesystem>
#include <string>

namespace dermavox::report::test {

using dermavox::testing::sample_outcome;
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
