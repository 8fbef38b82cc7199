#include "engine/report/volumes/vdb_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <openvdb/io/Stream.h>
#include <ostream>
#include <streambuf>
#include <string>
#include <xxhash.h>

namespace dermavox::report {
namespace {

// The header of a file: magic number (8 bytes), versions of file and library (3 x 4), "has offsets" (1), identifier.
constexpr std::streamoff k_identifier_begin = 21, k_identifier_length = 36;

/// Passes bytes on and hashes all but the identifier.
class Hashing : public std::streambuf
{
public:
    explicit Hashing(std::streambuf& target) : m_target(target) { XXH3_128bits_reset(m_state.get()); }
    XXH128_hash_t digest() const { return XXH3_128bits_digest(m_state.get()); }

private:
    std::streamsize xsputn(const char* bytes, std::streamsize count) override
    {
        hash(bytes, count);
        m_at += count;
        return m_target.sputn(bytes, count);
    }
    int_type overflow(int_type c) override
    {
        const char byte = traits_type::to_char_type(c);
        return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
    }
    int sync() override { return m_target.pubsync(); }

    void hash(const char* bytes, std::streamsize count)
    {
        const std::streamoff end = k_identifier_begin + k_identifier_length;
        const std::streamoff before = std::clamp<std::streamoff>(k_identifier_begin - m_at, 0, count);
        const std::streamoff skipped = std::clamp<std::streamoff>(end - m_at, 0, count);
        XXH3_128bits_update(m_state.get(), bytes, std::size_t(before));
        XXH3_128bits_update(m_state.get(), bytes + skipped, std::size_t(count - skipped));
    }

    std::streambuf& m_target;
    std::streamoff m_at = 0;
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> m_state{XXH3_createState(), XXH3_freeState};
};

std::string identifier_of(XXH128_hash_t hash)
{
    const std::uint64_t high = (hash.high64 & ~0xF000ull) | 0x8000ull;      // version 8
    const std::uint64_t low = (hash.low64 & ~(3ull << 62)) | (2ull << 62);  // variant of RFC 9562
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF,
                       low >> 48, low & 0xFFFFFFFFFFFF);
}

}  // namespace

void write_vdb(std::ostream& out, const openvdb::GridCPtrVec& grids, const openvdb::MetaMap& about)
{
    openvdb::initialize();
    const std::streamoff begin = out.tellp();
    Hashing hashing(*out.rdbuf());
    std::ostream through(&hashing);
    through.exceptions(std::ios::badbit | std::ios::failbit);
    openvdb::io::Stream(through).write(grids, about);
    through.flush();
    out.seekp(begin + k_identifier_begin);
    out << identifier_of(hashing.digest());
    out.seekp(0, std::ios::end);
}

}  // namespace dermavox::report
