#include "engine/scene/vtk_data.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace dermavox::scene {
namespace {

constexpr const char* cut_off = "the file is cut off or damaged";
constexpr std::size_t largest_block = std::size_t(1) << 30;

int digit_of(char c)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto at = digits.find(c);
    return at == std::string_view::npos ? -1 : int(at);
}

/// Reads bytes one after another, raw or out of base64, where every section starts on a digit of its own.
class Source
{
public:
    Source(std::string_view text, bool raw, const std::filesystem::path& file)
        : m_text(text),
          m_raw(raw),
          m_file(file)
    {
        while (!raw && m_at < text.size() && std::isspace(static_cast<unsigned char>(text[m_at]))) ++m_at;
    }

    std::vector<char> section(std::size_t bytes)
    {
        const std::size_t characters = m_raw ? bytes : (bytes + 2) / 3 * 4;
        if (characters > m_text.size() - m_at)
            refuse_volume(m_file, fmt::format("{} of {} bytes of data", m_text.size() - m_at, characters),
                          "a whole array", cut_off);
        const std::string_view part = m_text.substr(m_at, characters);
        m_at += characters;
        if (m_raw) return {part.begin(), part.end()};
        return decoded(part, bytes);
    }

private:
    std::vector<char> decoded(std::string_view part, std::size_t bytes) const
    {
        std::vector<char> out;
        out.reserve(bytes + 2);
        for (std::size_t i = 0; i < part.size(); i += 4) {
            std::uint32_t bits = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                const int digit = part[i + k] == '=' ? 0 : digit_of(part[i + k]);
                if (digit < 0) refuse_volume(m_file, "bytes that are no base64", "an array in base64", cut_off);
                bits = bits << 6 | std::uint32_t(digit);
            }
            for (int shift = 16; shift >= 0; shift -= 8) out.push_back(char(bits >> shift & 0xff));
        }
        out.resize(bytes);
        return out;
    }

    std::string_view m_text;
    bool m_raw;
    const std::filesystem::path& m_file;
    std::size_t m_at = 0;
};

std::vector<std::size_t> counts_from(const std::vector<char>& bytes, const VtkEncoding& encoding)
{
    std::vector<std::size_t> counts;
    for (std::size_t at = 0; at < bytes.size(); at += encoding.header_bytes) {
        std::uint64_t count = 0;
        for (std::size_t k = 0; k < encoding.header_bytes; ++k) {
            const bool little = (std::endian::native == std::endian::little) != encoding.swapped;
            const std::size_t from = little ? encoding.header_bytes - 1 - k : k;
            count = count << 8 | static_cast<unsigned char>(bytes[at + from]);
        }
        counts.push_back(std::size_t(count));
    }
    return counts;
}

/// Counts: blocks, bytes of a block, bytes of the last one (0: full), packed bytes of each.
std::vector<char> unpacked(Source& source, std::size_t bytes, const VtkEncoding& encoding,
                           const std::filesystem::path& file)
{
    // The counts are one section, so its length must be known before: the head is looked at with a copy.
    Source ahead = source;
    const auto head = counts_from(ahead.section(3 * encoding.header_bytes), encoding);
    const std::size_t blocks = head[0], full = head[1], last = head[2] ? head[2] : head[1];
    if (blocks < 1 || full < 1 || blocks > bytes || full > largest_block || (blocks - 1) * full + last != bytes)
        refuse_volume(file, fmt::format("{} blocks of {} bytes", blocks, full), fmt::format("{} bytes in all", bytes),
                      cut_off);
    const auto counts = counts_from(source.section((3 + blocks) * encoding.header_bytes), encoding);
    std::size_t packed = 0;
    for (std::size_t b = 0; b < blocks; ++b) {
        if (counts[3 + b] > 2 * full + 1024) refuse_volume(file, "a block of absurd size", "zlib blocks", cut_off);
        packed += counts[3 + b];
    }
    const std::vector<char> data = source.section(packed);
    std::vector<char> out(bytes);
    std::size_t from = 0;
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::size_t expected = b + 1 < blocks ? full : last;
        uLongf got = uLongf(expected);
        const int status = uncompress(reinterpret_cast<Bytef*>(out.data() + b * full), &got,
                                      reinterpret_cast<const Bytef*>(data.data() + from), uLong(counts[3 + b]));
        if (status != Z_OK || got != expected)
            refuse_volume(file, fmt::format("block {} that does not unpack", b + 1), "zlib blocks", cut_off);
        from += counts[3 + b];
    }
    return out;
}

}  // namespace

std::vector<char> vtk_bytes(std::string_view text, bool raw, std::size_t bytes, const VtkEncoding& encoding,
                            const std::filesystem::path& file)
{
    Source source(text, raw, file);
    if (encoding.compressor == "vtkZLibDataCompressor") return unpacked(source, bytes, encoding, file);
    if (!encoding.compressor.empty())
        refuse_volume(file, "data packed by " + encoding.compressor, "zlib or no compression");
    // Without compression the count and the data are one section.
    const std::vector<char> all = source.section(encoding.header_bytes + bytes);
    const auto head = std::vector<char>(all.begin(), all.begin() + std::ptrdiff_t(encoding.header_bytes));
    if (counts_from(head, encoding).front() != bytes)
        refuse_volume(file, fmt::format("{} bytes of data", counts_from(head, encoding).front()),
                      fmt::format("{} bytes", bytes), cut_off);
    return {all.begin() + std::ptrdiff_t(encoding.header_bytes), all.end()};
}

LabelVolume::Labels vtk_text(std::string_view text, std::size_t count, const std::filesystem::path& file)
{
    std::vector<double> values;
    for (const char *at = text.data(), *end = at + text.size();;) {
        while (at != end && std::isspace(static_cast<unsigned char>(*at))) ++at;
        if (at == end) break;
        const auto [next, error] = std::from_chars(at, end, values.emplace_back());
        if (error != std::errc{} || values.size() > count) break;
        at = next;
    }
    if (values.size() != count)
        refuse_volume(file, fmt::format("{} numbers", values.size()), fmt::format("{} numbers", count), cut_off);
    return whole(std::span<const double>(values), file);
}

}  // namespace dermavox::scene
