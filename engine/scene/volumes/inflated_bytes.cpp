#include "engine/scene/volumes/inflated_bytes.hpp"

#include "engine/scene/volumes/volume_file.hpp"

#include <fmt/format.h>
#include <new>
#include <zlib.h>

namespace dermavox::scene {

struct InflatedBytes::Zlib {
    z_stream stream{};
};

InflatedBytes::InflatedBytes(ByteReader& in, std::uint64_t packed, Packing packing,
                             std::optional<std::uint64_t> unpacked)
    : m_in(in),
      m_packed(packed),
      m_unpacked(unpacked),
      m_zlib(std::make_unique<Zlib>())
{
    constexpr int largest_window = 15, either_header = 32;
    if (packed > in.left())
        refuse_volume(in.file(), fmt::format("{} packed bytes", in.left()), fmt::format("{} of them", packed),
                      cut_off);
    const int window = packing == Packing::gzip_or_zlib ? largest_window + either_header : -largest_window;
    if (inflateInit2(&m_zlib->stream, window) != Z_OK) throw std::bad_alloc();
}

InflatedBytes::~InflatedBytes() { inflateEnd(&m_zlib->stream); }

std::uint64_t InflatedBytes::left() const
{
    constexpr std::uint64_t most_ratio = 1032, longest = std::uint64_t(1) << 52;
    return m_unpacked.value_or(most_ratio * std::min(m_packed + m_zlib->stream.avail_in + 1, longest));
}

void InflatedBytes::fill()
{
    constexpr std::uint64_t block_bytes = 1 << 16;
    m_block.resize(std::size_t(std::min(m_packed, block_bytes)));
    if (m_block.empty()) refuse_volume(file(), "packed bytes that end too early", "a whole file", cut_off);
    m_in.read(m_block.data(), m_block.size());
    m_packed -= m_block.size();
    m_zlib->stream.next_in = reinterpret_cast<Bytef*>(m_block.data());
    m_zlib->stream.avail_in = uInt(m_block.size());
}

void InflatedBytes::read(void* to, std::uint64_t bytes)
{
    constexpr std::uint64_t most_at_once = 1 << 30;
    if (bytes > left())
        refuse_volume(file(), fmt::format("{} bytes", left()), fmt::format("{} more", bytes), cut_off);
    if (m_unpacked) *m_unpacked -= bytes;
    z_stream& stream = m_zlib->stream;
    for (char* next = static_cast<char*>(to); bytes > 0;) {
        if (stream.avail_in == 0) fill();
        stream.next_out = reinterpret_cast<Bytef*>(next);
        stream.avail_out = uInt(std::min(bytes, most_at_once));
        const uInt room = stream.avail_out;
        const int status = inflate(&stream, Z_NO_FLUSH);
        const uInt got = room - stream.avail_out;
        next += got;
        bytes -= got;
        // a gzip file may have several members
        const bool next_member = status == Z_STREAM_END && bytes > 0 && inflateReset(&stream) == Z_OK;
        if (bytes > 0 && status != Z_OK && !next_member)
            refuse_volume(file(), "packed bytes that do not unpack", "gzip, zlib or Deflate", cut_off);
    }
}

}  // namespace dermavox::scene
