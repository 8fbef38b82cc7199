/// Bytes of a foreign file, or unpacked from one, that come one after another. No read passes their end.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <iterator>

namespace dermavox::scene {

class ByteStream
{
public:
    virtual ~ByteStream() = default;
    virtual const std::filesystem::path& file() const = 0;  ///< for messages
    /// The most that may still come; of packed bytes an upper bound.
    virtual std::uint64_t left() const = 0;
    /// Throws core::InputError where the bytes end too early.
    virtual void read(void* to, std::uint64_t bytes) = 0;

    /// `swapped`: in the other byte order than this machine's.
    template <class Number>
    Number number(bool swapped = false)
    {
        char bytes[sizeof(Number)];
        read(bytes, sizeof bytes);
        if (swapped) std::reverse(std::begin(bytes), std::end(bytes));
        Number number;
        std::memcpy(&number, bytes, sizeof number);
        return number;
    }
};

inline constexpr bool big_endian_machine = std::endian::native == std::endian::big;

}  // namespace dermavox::scene
