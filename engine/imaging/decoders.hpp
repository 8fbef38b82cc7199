// Pictures by their form, one file each.
#pragma once

#include "dermavox/imaging/picture.hpp"

#include <string>
#include <string_view>

namespace dermavox::imaging {

[[noreturn]] void refuse_picture(const std::filesystem::path& file, const std::string& found,
                                 const std::string& expected, const std::string& hint = {});

/// The picture without samples yet. Refuses sides below 1 and more pixels than are allowed.
Picture sized(const std::filesystem::path& file, const PictureChoice& choice, std::uint64_t columns,
              std::uint64_t rows, int channels, int bits, const std::string& form);

Picture png_picture(const std::filesystem::path& file, std::string_view bytes, const PictureChoice& choice);
Picture jpeg_picture(const std::filesystem::path& file, std::string_view bytes, const PictureChoice& choice);
Picture tiff_picture(const std::filesystem::path& file, const PictureChoice& choice);

}  // namespace dermavox::imaging
