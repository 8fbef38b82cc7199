#include "version.hpp"

#include "dermavox/core/parallel.hpp"
#include "revision.hpp"

#include <CLI/Version.hpp>
#include <Eigen/Core>
#include <fmt/format.h>

namespace dermavox::cli {

report::Provenance program()
{
    report::Provenance p = report::provenance_of_process();
    p.version = DERMAVOX_VERSION;
    p.git_hash = DERMAVOX_REVISION;
    const std::string loops = core::loop_library();
    p.libraries.push_back({loops.substr(0, loops.find(' ')), loops.substr(loops.find(' ') + 1)});
    p.libraries.push_back(
        {"Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)});
    p.libraries.push_back({"CLI11", CLI11_VERSION});
    return p;
}

std::string version_text()
{
    const report::Provenance p = program();
    std::string text = fmt::format("dermavox {} ({}, {}, {})", p.version, p.git_hash, p.compiler, p.instruction_set);
    for (const auto& library : p.libraries) text += fmt::format("\n  {} {}", library.name, library.version);
    return text;
}

}  // namespace dermavox::cli
