/// Every input that ever broke a reader, and some of every kind: each is read or refused as it should be.
#include "tests/fuzz/targets.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

const fs::path corpus = fs::path(DERMAVOX_SOURCE_DIR) / "tests" / "fuzz" / "corpus";

std::string bytes_of(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every input of the corpus is read, or refused as it should be", "[fuzz]")
{
    for (const fuzz::Target& target : fuzz::targets()) {
        int inputs = 0;
        for (const auto& file : fs::directory_iterator(corpus / target.name)) {
            INFO(file.path().string());
            CHECK_NOTHROW(target.read(bytes_of(file.path())));
            ++inputs;
        }
        INFO(target.name);
        CHECK(inputs > 0);
    }
}

TEST_CASE("every folder of the corpus has its target", "[fuzz]")
{
    for (const auto& folder : fs::directory_iterator(corpus)) {
        INFO(folder.path().string());
        CHECK(std::ranges::any_of(
            fuzz::targets(), [&](const fuzz::Target& target) { return folder.path().filename() == target.name; }));
    }
}

TEST_CASE("every cut and every changed byte of a small input is read, or refused as it should be", "[fuzz]")
{
    constexpr std::size_t longest = 600;
    for (const fuzz::Target& target : fuzz::targets())
        for (const auto& file : fs::directory_iterator(corpus / target.name)) {
            const std::string bytes = bytes_of(file.path()).substr(0, longest);
            const std::size_t step = bytes.size() / 40 + 1;
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                std::string changed = bytes;
                changed[at] = char(changed[at] ^ (at % 2 ? 0x80 : 0x01));
                INFO(file.path().string() << " at " << at);
                CHECK_NOTHROW(target.read(changed));
                CHECK_NOTHROW(target.read(std::string_view(bytes).substr(0, at)));
            }
        }
}
