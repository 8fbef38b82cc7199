/// The bytes of a foreign file, or of a text in memory, from front to back. Every step is compared with what is left
/// before it is made, so that no size or offset in a file leads out of it, and none can wrap round.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// Every reader throws core::InputError where the bytes end too early.
class ByteReader
{
public:
    /// Throws core::Failure (66) for what cannot be opened or is no regular file, without waiting for it.
    explicit ByteReader(const std::filesystem::path& file);
    /// `bytes` outlive the reader; `file` is named in messages.
    ByteReader(std::string_view bytes, std::filesystem::path file);
    ~ByteReader();
    ByteReader(const ByteReader&) = delete;
    ByteReader& operator=(const ByteReader&) = delete;

    const std::filesystem::path& file() const { return m_file; }
    std::uint64_t size() const { return m_size; }
    std::uint64_t at() const { return m_at; }
    std::uint64_t left() const { return m_size - m_at; }

    void go(std::uint64_t place);
    void skip(std::uint64_t bytes);
    void read(void* to, std::uint64_t bytes);
    /// At most `most` bytes, which stand there.
    std::string text(std::uint64_t bytes, std::uint64_t most);

    /// `swapped`: in the other byte order than this machine's.
    template <class Number>
    Number number(bool swapped = false)
    {
        char bytes[sizeof(Number)];
        read(bytes, sizeof bytes);
        if (swapped)
            for (std::size_t i = 0; i < sizeof bytes / 2; ++i) std::swap(bytes[i], bytes[sizeof bytes - 1 - i]);
        Number number;
        std::memcpy(&number, bytes, sizeof number);
        return number;
    }

    /// Where `text` next begins, from here on; stays where it is.
    std::optional<std::uint64_t> find(std::string_view text);

private:
    /// Bytes from here on that are in memory, at least one.
    std::string_view buffered();

    std::filesystem::path m_file;
    int m_descriptor = -1;  ///< -1: the bytes are in memory
    std::uint64_t m_size = 0, m_at = 0;
    std::vector<char> m_block;
    std::string_view m_held;        ///< of the block, or all bytes
    std::uint64_t m_held_from = 0;  ///< place of their first
};

}  // namespace dermavox::scene
