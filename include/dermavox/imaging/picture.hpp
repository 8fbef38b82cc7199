/// Photographs, micrographs and slices as grids of samples: PNG, JPEG and TIFF of 8 or 16 bits.
///
/// Sizes are compared with `most_pixels` before anything is allocated. Transparency is dropped, palettes are
/// resolved, JPEG's and TIFF's other colour spaces become RGB. Nothing is scaled: 12 bits in a 16-bit file stay 0 to
/// 4095.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::imaging {

/// grey: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), or the only channel there is.
enum class Channel { grey, red, green, blue };
const char* name_of(Channel channel);
std::optional<Channel> channel_named(const std::string& name);

struct Picture {
    int columns = 0, rows = 0;
    int channels = 1;                      ///< 1 grey, 3 red, green, blue
    int bits = 8;                          ///< of a sample: 8 or 16
    std::string form{};                    ///< "TIFF, 16 bit grey"
    std::vector<std::uint16_t> samples{};  ///< row by row from the top, channels together

    std::size_t pixels() const { return std::size_t(columns) * std::size_t(rows); }
    /// One channel row by row, 0 to 2^bits - 1. Requires Channel::grey of a picture with one channel.
    std::vector<float> channel(Channel which) const;
};

struct PictureChoice {
    int page = 0;  ///< of a TIFF stack, from 1; 0: the only one
    std::size_t most_pixels = 200'000'000;
};

/// Throws core::Failure (66) for what is no regular file and (69) for more pixels than allowed; core::InputError for
/// what is damaged, of another form, or a stack of which no page is chosen.
Picture read_picture(const std::filesystem::path& file, const PictureChoice& choice = {});

/// Red, green, blue row by row from the top as PNG.
std::string png_of(const std::vector<std::uint8_t>& rgb, int columns, int rows);

}  // namespace dermavox::imaging
