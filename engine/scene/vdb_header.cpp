#include "engine/scene/vdb_header.hpp"

#include <cstdint>
#include <fstream>
#include <system_error>

namespace dermavox::scene {
namespace {

constexpr std::uint32_t framed_since = 222;  // version of the file format
constexpr std::int64_t uuid_bytes = 36;

/// Little-endian numbers and sized texts; every read or skip stays within the file or throws.
class Frame
{
public:
    explicit Frame(const std::filesystem::path& file) : m_size(std::int64_t(std::filesystem::file_size(file)))
    {
        m_in.exceptions(std::ios::failbit | std::ios::badbit);
        m_in.open(file, std::ios::binary);
    }

    template <class Number>
    Number number()
    {
        Number value{};
        m_in.read(reinterpret_cast<char*>(&value), sizeof value);
        return value;
    }
    void skip(std::int64_t bytes) { go(std::int64_t(m_in.tellg()) + bytes); }
    void skip_text() { skip(number<std::uint32_t>()); }
    void go(std::int64_t place)
    {
        if (place < std::int64_t(m_in.tellg()) || place > m_size) throw std::ios::failure("beyond the file");
        m_in.seekg(place);
    }

private:
    std::ifstream m_in;
    std::int64_t m_size;
};

void walk(Frame& frame)
{
    frame.skip(sizeof(std::int64_t));  // magic number
    if (frame.number<std::uint32_t>() < framed_since) return;
    frame.skip(2 * sizeof(std::uint32_t));  // version of the library
    const bool placed = frame.number<char>() != 0;
    frame.skip(uuid_bytes);
    for (auto left = frame.number<std::uint32_t>(); left > 0; --left)
        for (int part = 0; part < 3; ++part) frame.skip_text();  // name, type, value
    if (!placed) return;                                         // a stream of grids
    for (auto left = frame.number<std::int32_t>(); left > 0; --left) {
        for (int part = 0; part < 3; ++part) frame.skip_text();  // name, type, parent
        frame.skip(2 * sizeof(std::int64_t));                    // where grid and blocks begin
        frame.go(frame.number<std::int64_t>());
    }
}

}  // namespace

bool vdb_is_whole(const std::filesystem::path& file)
{
    try {
        Frame frame(file);
        walk(frame);
        return true;
    } catch (const std::system_error&) {  // of streams and of the file system
        return false;
    }
}

}  // namespace dermavox::scene
