/// The bytes of a foreign file, or of a text in memory, from front to back. Every step is compared with what is left
/// before it is made, so that no size or offset in a file leads out of it, and none can wrap round.
#pragma once

#include "engine/scene/volumes/byte_stream.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// Every reader throws core::InputError where the bytes end too early.
class ByteReader : public ByteStream
{
public:
    /// Throws core::Failure (66) for what cannot be opened or is no regular file, without waiting for it.
    explicit ByteReader(const std::filesystem::path& file);
    /// `bytes` outlive the reader; `file` is named in messages.
    ByteReader(std::string_view bytes, std::filesystem::path file);
    ~ByteReader() override;
    ByteReader(const ByteReader&) = delete;
    ByteReader& operator=(const ByteReader&) = delete;

    const std::filesystem::path& file() const override { return m_file; }
    std::uint64_t size() const { return m_size; }
    std::uint64_t at() const { return m_at; }
    std::uint64_t left() const override { return m_size - m_at; }

    void go(std::uint64_t place);
    void skip(std::uint64_t bytes);
    void read(void* to, std::uint64_t bytes) override;
    /// At most `most` bytes, which stand there.
    std::string text(std::uint64_t bytes, std::uint64_t most);

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

/// The next `bytes` of a reader, which has as many.
class PartOfFile : public ByteStream
{
public:
    PartOfFile(ByteReader& in, std::uint64_t bytes) : m_in(in), m_end(in.at() + bytes) {}
    const std::filesystem::path& file() const override { return m_in.file(); }
    std::uint64_t left() const override { return m_end - m_in.at(); }
    void read(void* to, std::uint64_t bytes) override;

private:
    ByteReader& m_in;
    std::uint64_t m_end;
};

}  // namespace dermavox::scene
