#include "dermavox/imaging/picture.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/regular_file.hpp"
#include "engine/imaging/decoders.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <png.h>
#include <utility>

namespace dermavox::imaging {
namespace {

constexpr std::pair<Channel, const char*> channel_names[] = {
    {Channel::grey, "grey"}, {Channel::red, "red"}, {Channel::green, "green"}, {Channel::blue, "blue"}};

std::string bytes_of(const std::filesystem::path& file)
{
    core::require_regular_file(file);
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in && !in.eof()) throw core::Failure(core::exit_code::io_error, file.string() + ": cannot be read");
    return bytes;
}

std::string first_bytes(const std::filesystem::path& file)
{
    core::require_regular_file(file);
    std::string start(4, '\0');
    std::ifstream(file, std::ios::binary).read(start.data(), std::streamsize(start.size()));
    return start;
}

}  // namespace

const char* name_of(Channel channel)
{
    for (const auto& [of, name] : channel_names)
        if (of == channel) return name;
    return "";
}

std::optional<Channel> channel_named(const std::string& name)
{
    for (const auto& [of, known] : channel_names)
        if (name == known) return of;
    return std::nullopt;
}

void refuse_picture(const std::filesystem::path& file, const std::string& found, const std::string& expected,
                    const std::string& hint)
{
    throw core::InputError(
        {{.file = file.string(), .key = "picture", .found = found, .expected = expected, .hint = hint}});
}

Picture sized(const std::filesystem::path& file, const PictureChoice& choice, std::uint64_t columns,
              std::uint64_t rows, int channels, int bits, const std::string& form)
{
    constexpr std::uint64_t longest = 1 << 20;
    if (columns == 0 || rows == 0 || columns > longest || rows > longest)
        refuse_picture(file, fmt::format("{} x {} pixels", columns, rows), "1 to 1048576 pixels along each side");
    if (columns * rows > choice.most_pixels)
        throw core::Failure(core::exit_code::refused,
                            fmt::format("{}: {} x {} pixels; at most {} are read: crop or reduce the picture",
                                        file.string(), columns, rows, choice.most_pixels));
    return {.columns = int(columns),
            .rows = int(rows),
            .channels = channels,
            .bits = bits,
            .form = fmt::format("{}, {} bit {}", form, bits, channels == 1 ? "grey" : "colour")};
}

std::vector<float> Picture::channel(Channel which) const
{
    std::vector<float> values(pixels());
    if (channels == 1) {
        values.assign(samples.begin(), samples.end());
        return values;
    }
    constexpr std::array<std::array<float, 3>, 4> weights{
        {{0.299F, 0.587F, 0.114F}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    const auto& w = weights[std::size_t(which)];
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] =
            w[0] * float(samples[3 * i]) + w[1] * float(samples[3 * i + 1]) + w[2] * float(samples[3 * i + 2]);
    return values;
}

Picture read_picture(const std::filesystem::path& file, const PictureChoice& choice)
{
    const std::string start = first_bytes(file);
    const bool tiff = start.starts_with("II") || start.starts_with("MM");
    if (choice.page > 1 && !tiff) refuse_picture(file, "one page", "a TIFF stack, to choose a page of");
    if (start == "\x89PNG") return png_picture(file, bytes_of(file), choice);
    if (start.starts_with("\xFF\xD8")) return jpeg_picture(file, bytes_of(file), choice);
    if (tiff) return tiff_picture(file, choice);
    refuse_picture(file, "another form", "a PNG, JPEG or TIFF picture", "save it as one of these");
}

std::string png_of(const std::vector<std::uint8_t>& rgb, int columns, int rows)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = png_uint_32(columns);
    image.height = png_uint_32(rows);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, rgb.data(), 0, nullptr))
        throw core::Failure(core::exit_code::internal, std::string("picture: ") + image.message);
    bytes.resize(size);
    return bytes;
}

}  // namespace dermavox::imaging
