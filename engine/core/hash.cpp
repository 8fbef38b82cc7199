#include "dermavox/core/hash.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/regular_file.hpp"

#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <vector>
#include <xxhash.h>

namespace dermavox::core {
namespace {

std::string digits(XXH128_hash_t hash) { return fmt::format("{:016x}{:016x}", hash.high64, hash.low64); }

}  // namespace

std::string hash_of(std::string_view bytes) { return digits(XXH3_128bits(bytes.data(), bytes.size())); }

std::string hash_of_file(const std::filesystem::path& file)
{
    require_regular_file(file);
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Failure(exit_code::no_input, file.string() + ": cannot be opened");
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
    XXH3_128bits_reset(state.get());
    std::vector<char> block(1 << 20);
    while (in) {
        in.read(block.data(), std::streamsize(block.size()));
        XXH3_128bits_update(state.get(), block.data(), std::size_t(in.gcount()));
    }
    if (in.bad()) throw Failure(exit_code::io_error, file.string() + ": reading failed");
    return digits(XXH3_128bits_digest(state.get()));
}

}  // namespace dermavox::core
