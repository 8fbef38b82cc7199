#include "dermavox/imaging/picture.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

using namespace dermavox;
using namespace dermavox::imaging;

namespace {

const auto scratch = std::filesystem::temp_directory_path();

std::filesystem::path file_of(const std::string& name, const std::string& bytes)
{
    const auto path = scratch / ("dermavox-picture-" + std::to_string(std::rand()) + name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string jpeg_of(const std::vector<unsigned char>& samples, int columns, int rows, int channels)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = JDIMENSION(columns);
    info.image_height = JDIMENSION(rows);
    info.input_components = channels;
    info.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < rows; ++y) {
        auto* row = const_cast<unsigned char*>(samples.data() + y * columns * channels);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    std::string out(reinterpret_cast<char*>(bytes), size);
    jpeg_destroy_compress(&info);
    std::free(bytes);  // NOLINT(cppcoreguidelines-no-malloc): by jpeg_mem_dest
    return out;
}

std::filesystem::path tiff_of(const std::vector<std::uint16_t>& samples, int columns, int rows, int bits, int pages,
                              std::uint16_t photometric = PHOTOMETRIC_MINISBLACK)
{
    const auto path = scratch / ("dermavox-picture-" + std::to_string(std::rand()) + ".tif");
    TIFF* tiff = TIFFOpen(path.c_str(), "w");
    for (int page = 0; page < pages; ++page) {
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, columns);
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, rows);
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bits);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric);
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, rows);
        for (int y = 0; y < rows; ++y) {
            std::vector<std::uint16_t> wide(samples.begin() + y * columns, samples.begin() + (y + 1) * columns);
            std::vector<std::uint8_t> narrow(wide.begin(), wide.end());
            if (page > 0) std::ranges::fill(wide, std::uint16_t(page)), std::ranges::fill(narrow, std::uint8_t(page));
            TIFFWriteScanline(tiff, bits == 16 ? static_cast<void*>(wide.data()) : narrow.data(), std::uint32_t(y),
                              0);
        }
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return path;
}

}  // namespace

TEST_CASE("PNG pictures of 8 bits keep their samples, transparency is dropped")
{
    const std::vector<std::uint8_t> rgb{255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30};
    const Picture picture = read_picture(file_of(".png", png_of(rgb, 2, 2)));
    CHECK(picture.channels == 3);
    CHECK(picture.form == "PNG, 8 bit colour");
    CHECK(std::vector<std::uint8_t>(picture.samples.begin(), picture.samples.end()) == rgb);
    CHECK(picture.channel(Channel::blue) == std::vector<float>{0, 0, 255, 30});
    CHECK_THAT(double(picture.channel(Channel::grey)[3]), WithinAbs(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 1e-4));
}

TEST_CASE("JPEG pictures come within what their compression changes")
{
    std::vector<unsigned char> samples;
    for (int i = 0; i < 16 * 24; ++i) samples.push_back((unsigned char)(40 + i % 16 * 8));
    const Picture picture = read_picture(file_of(".jpg", jpeg_of(samples, 16, 24, 1)));
    REQUIRE(picture.columns == 16);
    REQUIRE(picture.rows == 24);
    CHECK(picture.form == "JPEG, 8 bit grey");
    for (std::size_t i = 0; i < samples.size(); ++i)
        CHECK_THAT(double(picture.samples[i]), WithinAbs(double(samples[i]), 3));
}

TEST_CASE("a JPEG picture that ends too early is refused")
{
    const std::string whole = jpeg_of(std::vector<unsigned char>(64 * 64, 90), 64, 64, 1);
    CHECK_THROWS_AS(read_picture(file_of(".jpg", whole.substr(0, whole.size() / 2))), core::InputError);
    CHECK_THROWS_AS(read_picture(file_of(".jpg", whole.substr(0, 20))), core::InputError);
}

TEST_CASE("TIFF pictures of 16 bits keep every step; white may be 0")
{
    const std::vector<std::uint16_t> samples{0, 1, 4095, 65535, 300, 301};
    CHECK(read_picture(tiff_of(samples, 3, 2, 16, 1)).samples == samples);
    const Picture inverted = read_picture(tiff_of(samples, 3, 2, 16, 1, PHOTOMETRIC_MINISWHITE));
    for (std::size_t i = 0; i < samples.size(); ++i) CHECK(inverted.samples[i] == 65535 - samples[i]);
    const std::vector<std::uint16_t> narrow{0, 7, 255, 9, 30, 31};
    CHECK(read_picture(tiff_of(narrow, 3, 2, 8, 1)).samples == narrow);
}

TEST_CASE("of a TIFF stack a page must be chosen, and be there")
{
    const auto stack = tiff_of({1, 2, 3, 4}, 2, 2, 16, 3);
    CHECK_THROWS_AS(read_picture(stack), core::InputError);
    CHECK(read_picture(stack, {.page = 3}).samples == std::vector<std::uint16_t>(4, 2));
    CHECK_THROWS_AS(read_picture(stack, {.page = 4}), core::InputError);
}

TEST_CASE("what is no picture, too large a one, and a page of a PNG are refused")
{
    CHECK_THROWS_AS(read_picture(file_of(".png", "hello")), core::InputError);
    CHECK_THROWS_AS(read_picture(scratch / "dermavox-no-such.png"), core::Failure);
    const std::string png = png_of(std::vector<std::uint8_t>(300, 5), 10, 10);
    CHECK_THROWS_AS(read_picture(file_of(".png", png), {.most_pixels = 99}), core::Failure);
    CHECK_THROWS_AS(read_picture(file_of(".png", png), {.page = 2}), core::InputError);
    CHECK_THROWS_AS(read_picture(file_of(".png", png.substr(0, 60))), core::InputError);
}
