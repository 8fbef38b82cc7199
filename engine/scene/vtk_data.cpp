#include "engine/scene/vtk_data.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace dermavox::scene {
namespace {

constexpr const char* cut_off = "the file is cut off or damaged";
constexpr std::uint64_t largest_block = 1 << 22, least_block = 256;
constexpr std::size_t piece_bytes = 3 << 18;  // of data without blocks; a multiple of 3 for base64, of 8 for numbers

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

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

void unpack(Source& source, std::uint64_t bytes, std::size_t width, const VtkEncoding& encoding, LabelFiller& labels)
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
            refuse_volume(in.file(), fmt::format("a block of {} bytes", size), "zlib blocks", cut_off);
        all += size;  // at most blocks * 2^24: far from wrapping, as there are at most `bytes` blocks
    }
    source.begin_section(all);
    std::vector<char> from, to;
    for (std::uint64_t k = 0; k < b.blocks; ++k) {
        from.resize(packed[k]);
        to.resize(k + 1 < b.blocks ? b.full : b.last);
        source.read(from.data(), from.size());
        uLongf got = to.size();
        const int status = uncompress(reinterpret_cast<Bytef*>(to.data()), &got,
                                      reinterpret_cast<const Bytef*>(from.data()), uLong(from.size()));
        if (status != Z_OK || got != to.size())
            refuse_volume(in.file(), fmt::format("block {} that does not unpack", k + 1), "zlib blocks", cut_off);
        labels.add(to);
    }
}

}  // namespace

void read_vtk_bytes(ByteReader& in, std::size_t bytes, std::size_t width, const VtkEncoding& encoding,
                    LabelFiller& labels)
{
    Source source(in, encoding.raw);
    if (encoding.compressor == "vtkZLibDataCompressor") return unpack(source, bytes, width, encoding, labels);
    if (!encoding.compressor.empty())
        refuse_volume(in.file(), "data packed by " + encoding.compressor, "zlib or no compression");
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

LabelVolume::Labels read_vtk_text(std::string_view text, std::size_t count, const std::filesystem::path& file)
{
    if (text.size() / 2 + 1 < count)  // a digit and a blank each
        refuse_volume(file, fmt::format("{} characters of numbers", text.size()), fmt::format("{} numbers", count),
                      cut_off);
    std::vector<std::int32_t> labels;
    labels.reserve(count);
    for (const char *at = text.data(), *end = at + text.size();;) {
        while (at != end && is_blank(*at)) ++at;
        double value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (at == end || error != std::errc{} || labels.size() == count) {
            if (at == end && labels.size() == count) return labels;
            refuse_volume(file, fmt::format("{}{} numbers", labels.size(), at == end ? "" : " or more"),
                          fmt::format("{} numbers", count), cut_off);
        }
        labels.push_back(whole_label(value, file));
        at = next;
    }
}

}  // namespace dermavox::scene
