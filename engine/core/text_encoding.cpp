// Bytes to UTF-8, by what they are.
#include "dermavox/core/text_file.hpp"

#include <algorithm>
#include <cerrno>
#include <iconv.h>

namespace dermavox::core {
namespace {

/// All of `bytes` in another encoding, as UTF-8; nothing where they are not of it.
std::optional<std::string> converted(std::string bytes, const char* encoding, std::size_t& bad_at)
{
    const iconv_t converter = ::iconv_open("UTF-8", encoding);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says that it failed
    if (converter == iconv_t(-1)) return bad_at = 0, std::nullopt;
    std::string text;
    char buffer[1 << 14];
    char* from = bytes.data();
    std::size_t left = bytes.size();
    bool good = true;
    while (good && left > 0) {
        char* to = buffer;
        std::size_t room = sizeof buffer;
        good = ::iconv(converter, &from, &left, &to, &room) != std::size_t(-1) || errno == E2BIG;
        text.append(buffer, std::size_t(to - buffer));
    }
    ::iconv_close(converter);
    bad_at = bytes.size() - left;
    return good ? std::optional(std::move(text)) : std::nullopt;
}

/// UTF-16 of western text has a zero in every other byte: 0 for the first of each pair (big endian), 1 for the
/// second.
std::optional<int> zero_half(std::string_view bytes)
{
    const std::string_view sample = bytes.substr(0, std::min<std::size_t>(1024, bytes.size()) / 2 * 2);
    if (sample.size() < 4) return std::nullopt;
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
    for (const int half : {0, 1})
        if (zeros[half] * 4 > sample.size() && zeros[1 - half] == 0) return half;
    return std::nullopt;
}

std::optional<DecodedText> decoded_as(std::string bytes, const char* encoding, const char* name, std::size_t& bad_at)
{
    auto text = converted(std::move(bytes), encoding, bad_at);
    if (!text) return std::nullopt;
    return DecodedText{std::move(*text), name};
}

std::size_t first_bad(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = utf8_length(text.substr(at));
        if (length == 0 || text[at] == '\0') break;
        at += length;
    }
    return at;
}

}  // namespace

std::size_t utf8_length(std::string_view text)
{
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool surrogate = first == 0xed && byte(1) > 0x9f, too_large = first == 0xf4 && byte(1) > 0x8f;
    return overlong || surrogate || too_large ? 0 : length;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string printable(std::string_view text, std::size_t most)
{
    std::string out;
    std::size_t characters = 0;
    while (!text.empty()) {
        if (characters++ == most) return out + "...";
        const std::size_t length = utf8_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        const bool control = first < 0x20 || first == 0x7f ||
                             (length == 2 && first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0);
        if (length == 0 || control)
            out += '?';
        else
            out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return out;
}

std::optional<DecodedText> decoded(std::string bytes, std::size_t& bad_at)
{
    bad_at = 0;
    if (bytes.starts_with("\xff\xfe"))
        return decoded_as(bytes.substr(2), "UTF-16LE", "UTF-16 (little endian)", bad_at);
    if (bytes.starts_with("\xfe\xff")) return decoded_as(bytes.substr(2), "UTF-16BE", "UTF-16 (big endian)", bad_at);
    const bool marked = bytes.starts_with("\xef\xbb\xbf");
    if (const auto half = marked ? std::nullopt : zero_half(bytes))
        return *half == 1 ? decoded_as(std::move(bytes), "UTF-16LE", "UTF-16 (little endian)", bad_at)
                          : decoded_as(std::move(bytes), "UTF-16BE", "UTF-16 (big endian)", bad_at);
    if (marked) bytes.erase(0, 3);
    bad_at = first_bad(bytes);
    if (bad_at == bytes.size()) return DecodedText{std::move(bytes), marked ? "UTF-8 with byte-order mark" : "UTF-8"};
    if (marked || bytes.find('\0') != bytes.npos) return std::nullopt;
    return decoded_as(std::move(bytes), "CP1252", "Windows-1252", bad_at);
}

TextPlace place_in(std::string_view text, std::size_t offset)
{
    TextPlace place;
    std::size_t start = 0;
    offset = std::min(offset, text.size());
    for (std::size_t i = 0; i < offset; ++i)
        if (text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n")) ++place.line, start = i + 1;
    for (std::size_t i = start; i < offset; ++i) place.column += (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    return place;
}

}  // namespace dermavox::core
