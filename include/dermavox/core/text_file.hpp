/// Text files of the user: regular files of bounded size, in any encoding that spreadsheets and machines write.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dermavox::core {

/// The bytes of a regular file. Throws Failure (66) when it cannot be opened or read, or is a folder, pipe, socket or
/// device, InputError when it has more than `most_bytes`, Failure (74) when reading fails.
std::string read_text_file(const std::filesystem::path& file, std::uintmax_t most_bytes);

/// What a text of ours may hold: scenes, studies and catalogues; JSON of a result; tables.
inline constexpr std::uintmax_t most_scene_bytes = std::uintmax_t(1) << 20,
                                most_json_bytes = std::uintmax_t(64) << 20,
                                most_table_bytes = std::uintmax_t(1) << 30;

struct DecodedText {
    std::string text;      ///< UTF-8 without byte-order mark
    std::string encoding;  ///< "UTF-8", "Windows-1252", ...
};

/// Text from bytes: by its byte-order mark (UTF-8, UTF-16), as UTF-16 without one where every other byte of the first
/// kilobyte is zero, as UTF-8 where it is that, else as Windows-1252 (the ANSI code page of western Windows). Bytes
/// of UTF-16 and Windows-1252 are converted by the C library's iconv. Nothing for bytes that are text of none of
/// these: a zero byte, an unpaired surrogate; `bad_at` is then the offset of the offence.
std::optional<DecodedText> decoded(std::string bytes, std::size_t& bad_at);

/// Length in bytes of the UTF-8 character at the start of a text; 0 where there is none: overlong forms, surrogates
/// and what is past U+10FFFF are none.
std::size_t utf8_length(std::string_view text);
bool is_utf8(std::string_view text);

/// At most `most` characters of a text for a message: control characters and bytes that are no UTF-8 become '?'.
std::string printable(std::string_view text, std::size_t most = 60);

/// Line and column of a byte of a UTF-8 text, both from 1; the column counts characters. Lines end with CR, LF or
/// both.
struct TextPlace {
    int line = 1, column = 1;
};
TextPlace place_in(std::string_view text, std::size_t offset);

}  // namespace dermavox::core
