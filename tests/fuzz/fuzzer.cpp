// libFuzzer's entry. $DERMAVOX_FUZZ_TARGET names the target.
#include "tests/fuzz/targets.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

const dermavox::fuzz::Target& chosen()
{
    const char* wanted = std::getenv("DERMAVOX_FUZZ_TARGET");
    const auto all = dermavox::fuzz::targets();
    const auto at = std::ranges::find_if(
        all, [&](const auto& target) { return wanted && target.name == std::string_view(wanted); });
    if (at != all.end()) return *at;
    std::fputs("DERMAVOX_FUZZ_TARGET is one of", stderr);
    for (const auto& target : all) std::fprintf(stderr, " %s", target.name);
    std::fputs("\n", stderr);
    std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const dermavox::fuzz::Target& target = chosen();
    target.read({reinterpret_cast<const char*>(data), size});
    return 0;
}
