/// Bytes that zlib unpacks out of a part of a file, a block at a time.
#pragma once

#include "engine/scene/volumes/byte_reader.hpp"
#include "engine/scene/volumes/byte_stream.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace dermavox::scene {

enum class Packing { gzip_or_zlib, bare_deflate };

/// Memory: two blocks and zlib's 40 kB, whatever the bytes unpack to.
class InflatedBytes : public ByteStream
{
public:
    /// The next `packed` bytes of `in`, which must outlive this. `unpacked`: what the file says they become, checked
    /// by read(); without it left() is 1032 times what is packed, the most that Deflate reaches.
    InflatedBytes(ByteReader& in, std::uint64_t packed, Packing packing,
                  std::optional<std::uint64_t> unpacked = std::nullopt);
    ~InflatedBytes() override;
    InflatedBytes(const InflatedBytes&) = delete;
    InflatedBytes& operator=(const InflatedBytes&) = delete;

    const std::filesystem::path& file() const override { return m_in.file(); }
    std::uint64_t left() const override;
    void read(void* to, std::uint64_t bytes) override;

private:
    struct Zlib;

    void fill();  ///< the next packed block

    ByteReader& m_in;
    std::uint64_t m_packed;
    std::optional<std::uint64_t> m_unpacked;  ///< still to come
    std::vector<char> m_block;
    std::unique_ptr<Zlib> m_zlib;
};

}  // namespace dermavox::scene
