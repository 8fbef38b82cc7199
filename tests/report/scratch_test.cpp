#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace dermavox::report::test {

Provenance sample_provenance()
{
    Provenance p = provenance_of_process();
    p.version = "0.1.0";
    p.git_hash = "0123456789abcdef";
    p.memory_peak = 250000000;
    p.threads = 2;
    p.seed = 7;
    p.stages = {{"wound", 0.25}, {"metrics", 0.5}};
    p.command = {"dermavox", "run", "it's a scene.toml", "-o", "out"};
    return p;
}

Scratch::Scratch()
{
    std::string name = (std::filesystem::temp_directory_path() / "dermavox-report-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    m_path = name;
}

Scratch::~Scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace dermavox::report::test
