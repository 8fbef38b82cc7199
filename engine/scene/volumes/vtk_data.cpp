#include "engine/scene/volumes/vtk_data.hpp"

#include <fmt/format.h>
#include <lz4.h>
#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace dermavox::scene {
namespace {

constexpr std::uint64_t largest_block = 1 << 22, least_block = 256;
constexpr std::size_t piece_bytes = 3 << 18;  // of data without blocks; a multiple of 3 for base64, of 8 for numbers

int digit_of(char c)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto at = digits.find(c);
    return at == std::string_view::npos ? -1 : int(at);
}

/// Bytes one after another, raw or out of base64, where every section starts on a digit of its own.
class Source
{
public:
    Source(ByteReader& in, bool raw) : m_in(in), m_raw(raw)
    {
        while (!raw && in.left() > 0)
            if (!is_blank(in.number<char>())) {
                in.go(in.at() - 1);
                break;
            }
    }

    /// The next section has this many bytes, which the file must have too.
    void begin_section(std::uint64_t bytes)
    {
        m_rest = {};
        const bool there = m_raw ? bytes <= m_in.left() : bytes / 3 <= m_in.left() / 4;
        if (!there)
            refuse_volume(m_in.file(), fmt::format("{} bytes of data", m_in.left()),
                          fmt::format("{} bytes{}", bytes, m_raw ? "" : " in base64"), cut_off);
    }

    void read(char* to, std::size_t bytes)
    {
        if (m_raw) return m_in.read(to, bytes);
        const std::size_t ready = std::min(bytes, m_rest.size());
        to = std::ranges::copy(m_rest.substr(0, ready), to).out;
        m_rest.erase(0, ready);
        for (bytes -= ready; bytes > 0;) {
            const std::size_t triples = std::min((bytes + 2) / 3, piece_bytes / 3);
            m_digits.resize(4 * triples);
            m_in.read(m_digits.data(), m_digits.size());
            const std::string decoded = bytes_of_digits();
            const std::size_t used = std::min(bytes, decoded.size());
            to = std::copy_n(decoded.begin(), used, to);
            m_rest = decoded.substr(used);
            bytes -= used;
        }
    }

    std::vector<std::uint64_t> counts(std::size_t count, const VtkEncoding& encoding)
    {
        std::vector<std::uint64_t> counts(count);
        for (std::uint64_t& number : counts) number = this->count(encoding);
        return counts;
    }

    std::uint64_t count(const VtkEncoding& encoding)
    {
        char bytes[8];
        read(bytes, encoding.header_bytes);
        ByteReader number({bytes, encoding.header_bytes}, m_in.file());
        return encoding.header_bytes == 8 ? number.number<std::uint64_t>(encoding.swapped)
                                          : number.number<std::uint32_t>(encoding.swapped);
    }

    ByteReader& in() { return m_in; }

private:
    std::string bytes_of_digits() const
    {
        std::string out;
        out.reserve(m_digits.size() / 4 * 3);
        for (std::size_t i = 0; i < m_digits.size(); i += 4) {
            std::uint32_t bits = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                const int digit = m_digits[i + k] == '=' ? 0 : digit_of(m_digits[i + k]);
                if (digit < 0) refuse_volume(m_in.file(), "bytes that are no base64", "an array in base64", cut_off);
                bits = bits << 6 | std::uint32_t(digit);
            }
            for (int shift = 16; shift >= 0; shift -= 8) out.push_back(char(bits >> shift & 0xff));
        }
        return out;
    }

    ByteReader& m_in;
    bool m_raw;
    std::string m_digits;  ///< of the piece being decoded
    std::string m_rest;    ///< decoded, not yet asked for
};

/// Counts before packed data: blocks, bytes of a block, bytes of the last one (0: full), packed bytes of each.
struct Blocks {
    std::uint64_t blocks = 0, full = 0, last = 0;
};

/// Block count, sizes and bytes fit each other exactly; nothing is multiplied that could wrap. Blocks are small
/// enough to be held, and large enough for their counts to take less than their data.
bool fit(const Blocks& b, std::uint64_t bytes)
{
    if (b.full < 1 || b.full > largest_block || (b.blocks > 1 && b.full < least_block)) return false;
    if (b.last < 1 || b.last > b.full || b.last > bytes) return false;
    const std::uint64_t others = bytes - b.last;
    return others % b.full == 0 && others / b.full == b.blocks - 1;
}

/// Fills `to` to its last byte, or fails.
using Unpacked = bool (*)(const std::vector<char>& from, std::vector<char>& to);

bool by_zlib(const std::vector<char>& from, std::vector<char>& to)
{
    uLongf got = to.size();
    return uncompress(reinterpret_cast<Bytef*>(to.data()), &got, reinterpret_cast<const Bytef*>(from.data()),
                      uLong(from.size())) == Z_OK &&
           got == to.size();
}

bool by_lz4(const std::vector<char>& from, std::vector<char>& to)
{
    return LZ4_decompress_safe(from.data(), to.data(), int(from.size()), int(to.size())) == int(to.size());
}

bool by_lzma(const std::vector<char>& from, std::vector<char>& to)
{
    std::uint64_t most_memory = 64 << 20;
    std::size_t read = 0, written = 0;
    return lzma_stream_buffer_decode(&most_memory, 0, nullptr, reinterpret_cast<const std::uint8_t*>(from.data()),
                                     &read, from.size(), reinterpret_cast<std::uint8_t*>(to.data()), &written,
                                     to.size()) == LZMA_OK &&
           written == to.size();
}

/// Null for one that is not known.
Unpacked unpacker(std::string_view compressor)
{
    return compressor == "vtkZLibDataCompressor"   ? by_zlib
           : compressor == "vtkLZ4DataCompressor"  ? by_lz4
           : compressor == "vtkLZMADataCompressor" ? by_lzma
                                                   : nullptr;
}

void unpack(Source& source, std::uint64_t bytes, std::size_t width, const VtkEncoding& encoding, Unpacked unpacked,
            LabelFiller& labels)
{
    ByteReader& in = source.in();
    const std::uint64_t start = in.at();
    // The counts are one section, so its length must be known before: the first three are read twice.
    source.begin_section(3 * encoding.header_bytes);
    const auto head = source.counts(3, encoding);
    const Blocks b{.blocks = head[0], .full = head[1], .last = head[2] ? head[2] : head[1]};
    if (!fit(b, bytes) || b.full % width != 0)
        refuse_volume(in.file(), fmt::format("{} blocks of {} bytes, the last one of {}", b.blocks, b.full, b.last),
                      fmt::format("blocks of {} to {} bytes, {} in all", least_block, largest_block, bytes), cut_off);
    in.go(start);
    source.begin_section((3 + b.blocks) * encoding.header_bytes);
    source.counts(3, encoding);
    const auto packed = source.counts(b.blocks, encoding);
    std::uint64_t all = 0;
    for (const std::uint64_t size : packed) {
        if (size > 2 * b.full + 1024 || size > in.left())
            refuse_volume(in.file(), fmt::format("a block of {} bytes", size), "packed blocks", cut_off);
        all += size;  // at most blocks * 2^24: far from wrapping, as there are at most `bytes` blocks
    }
    source.begin_section(all);
    std::vector<char> from, to;
    for (std::uint64_t k = 0; k < b.blocks; ++k) {
        from.resize(packed[k]);
        to.resize(k + 1 < b.blocks ? b.full : b.last);
        source.read(from.data(), from.size());
        if (!unpacked(from, to))
            refuse_volume(in.file(), fmt::format("block {} that does not unpack", k + 1),
                          "blocks of " + encoding.compressor, cut_off);
        labels.add(to);
    }
}

}  // namespace

void read_vtk_bytes(ByteReader& in, std::size_t bytes, std::size_t width, const VtkEncoding& encoding,
                    LabelFiller& labels)
{
    Source source(in, encoding.raw);
    if (const Unpacked by = unpacker(encoding.compressor)) return unpack(source, bytes, width, encoding, by, labels);
    if (!encoding.compressor.empty())
        refuse_volume(in.file(), "data packed by " + encoding.compressor, "zlib, LZ4, LZMA or no compression");
    source.begin_section(encoding.header_bytes +
                         bytes);  // without compression the count and the data are one section
    if (const std::uint64_t stated = source.count(encoding); stated != bytes)
        refuse_volume(in.file(), fmt::format("{} bytes of data", stated), fmt::format("{} bytes", bytes), cut_off);
    std::vector<char> piece;
    for (std::size_t left = bytes; left > 0; left -= piece.size()) {
        piece.resize(std::min(left, piece_bytes));
        source.read(piece.data(), piece.size());
        labels.add(piece);
    }
}

}  // namespace dermavox::scene
