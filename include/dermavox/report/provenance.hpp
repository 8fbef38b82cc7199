/// Where a result comes from: everything that may differ between two runs whose figures must not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::report {

struct LibraryVersion {
    std::string name, version;
};

struct CatalogueHash {
    std::string file;  ///< as read, relative to the catalogue folder
    std::string hash;  ///< XXH3-128
};

struct StageTime {
    std::string stage;
    double seconds;  ///< wall time
};

struct Provenance {
    std::string version;   ///< of dermavox
    std::string git_hash;  ///< of the source, empty when not built from a repository
    std::string compiler;
    std::string instruction_set;  ///< that the compiler may use, e.g. x86-64
    std::vector<LibraryVersion> libraries;
    std::string host;
    int threads = 0;
    std::uint64_t seed = 0;
    std::vector<CatalogueHash> catalogues;
    std::vector<StageTime> stages;
    std::uint64_t memory_peak = 0;     ///< largest resident set of the process that ran [bytes]; 0: not known yet
    std::string started;               ///< UTC, 2026-05-01T12:00:00Z
    std::vector<std::string> command;  ///< argument by argument
};

/// What this process knows of itself: compiler, instruction set, the libraries of this module, host. The rest is the
/// caller's.
Provenance provenance_of_process();

/// The command as a shell would read it back, quoted where needed; no line breaks or control characters.
std::string shell_line(const std::vector<std::string>& command);

/// provenance.json
std::string provenance_json(const Provenance& provenance);

}  // namespace dermavox::report
