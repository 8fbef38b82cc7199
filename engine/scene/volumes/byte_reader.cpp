#include "engine/scene/volumes/byte_reader.hpp"

#include "dermavox/core/regular_file.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <unistd.h>

namespace dermavox::scene {
namespace {

constexpr std::size_t block_bytes = 1 << 16;

}  // namespace

ByteReader::ByteReader(const std::filesystem::path& file) : m_file(file), m_block(block_bytes)
{
    const core::RegularFile opened = core::open_regular_file(file);
    m_descriptor = opened.descriptor;
    m_size = opened.bytes;
}

ByteReader::ByteReader(std::string_view bytes, std::filesystem::path file)
    : m_file(std::move(file)),
      m_size(bytes.size()),
      m_held(bytes)
{
}

ByteReader::~ByteReader()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

void ByteReader::go(std::uint64_t place)
{
    if (place > m_size) refuse_volume(m_file, "a place beyond the end of the file", "a whole file", cut_off);
    m_at = place;
}

void ByteReader::skip(std::uint64_t bytes)
{
    if (bytes > left())
        refuse_volume(m_file, std::to_string(left()) + " bytes from byte " + std::to_string(m_at) + " on",
                      std::to_string(bytes) + " bytes", cut_off);
    m_at += bytes;
}

std::string_view ByteReader::buffered()
{
    if (m_at < m_held_from || m_at - m_held_from >= m_held.size()) {
        const auto got = ::pread(m_descriptor, m_block.data(), m_block.size(), off_t(m_at));
        if (got <= 0) refuse_volume(m_file, "an end while it was read", "a file that stays as it is");
        m_held = {m_block.data(), std::size_t(got)};
        m_held_from = m_at;
    }
    return m_held.substr(std::size_t(m_at - m_held_from));
}

void ByteReader::read(void* to, std::uint64_t bytes)
{
    const std::uint64_t from = m_at;
    skip(bytes);
    m_at = from;
    for (char* next = static_cast<char*>(to); bytes > 0;) {
        const std::string_view part = buffered().substr(0, bytes);
        next = std::ranges::copy(part, next).out;
        m_at += part.size();
        bytes -= part.size();
    }
}

std::string ByteReader::text(std::uint64_t bytes, std::uint64_t most)
{
    if (bytes > most)
        refuse_volume(m_file, "a text of " + std::to_string(bytes) + " bytes",
                      "at most " + std::to_string(most) + " bytes");
    std::string text(std::min(bytes, left()), '\0');
    read(text.data(), bytes);
    return text;
}

std::optional<std::uint64_t> ByteReader::find(std::string_view text)
{
    const std::uint64_t from = m_at;
    std::optional<std::uint64_t> found;
    std::string tail;  // what may be the beginning of the text, from the part before
    while (left() > 0 && !found) {
        const std::string_view part = buffered();
        std::string seam = tail + std::string(part.substr(0, text.size() - 1));
        if (const auto at = seam.find(text); at != seam.npos)
            found = m_at - tail.size() + at;
        else if (const auto here = part.find(text); here != part.npos)
            found = m_at + here;
        tail = part.size() >= text.size() ? std::string(part.substr(part.size() - text.size() + 1))
                                          : seam.substr(seam.size() - std::min(seam.size(), text.size() - 1));
        m_at += part.size();
    }
    m_at = from;
    return found;
}

void PartOfFile::read(void* to, std::uint64_t bytes)
{
    if (bytes > left())
        refuse_volume(file(), std::to_string(left()) + " bytes of an entry", std::to_string(bytes) + " bytes",
                      cut_off);
    m_in.read(to, bytes);
}

}  // namespace dermavox::scene
