// One depth as a PNG picture: grey levels or indices of a palette, as they are stored.
// libpng leaves by longjmp where it fails: no object is made between setjmp and its calls.
#include "engine/scene/volumes/volume_file.hpp"

#include <csetjmp>
#include <fmt/format.h>
#include <png.h>

namespace dermavox::scene {
namespace {

struct PngSource {
    const char* next;
    std::size_t left;
};

void take_png_bytes(png_structp png, png_bytep to, png_size_t bytes)
{
    auto* source = static_cast<PngSource*>(png_get_io_ptr(png));
    if (bytes > source->left) png_error(png, "ends too early");
    std::copy_n(source->next, bytes, reinterpret_cast<char*>(to));
    source->next += bytes;
    source->left -= bytes;
}

class PngLabels
{
public:
    explicit PngLabels(const std::string& bytes) : m_source{bytes.data(), bytes.size()}
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, [](png_structp, png_const_charp) {});
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
    }
    PngLabels(const PngLabels&) = delete;
    PngLabels& operator=(const PngLabels&) = delete;
    ~PngLabels() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    bool header()
    {
        if (!m_info || setjmp(png_jmpbuf(m_png)) != 0) return false;  // NOLINT(cert-err52-cpp): how libpng tells
        png_set_read_fn(m_png, &m_source, take_png_bytes);
        png_read_info(m_png, m_info);
        if (png_get_bit_depth(m_png, m_info) < 8) png_set_packing(m_png);
        png_set_swap(m_png);
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }
    bool rows(char* to)
    {
        if (setjmp(png_jmpbuf(m_png)) != 0) return false;  // NOLINT(cert-err52-cpp)
        const std::size_t row = png_get_rowbytes(m_png, m_info);
        const int passes = png_get_interlace_type(m_png, m_info) == PNG_INTERLACE_NONE ? 1 : 7;
        for (int pass = 0; pass < passes; ++pass)
            for (std::size_t y = 0; y < height(); ++y)
                png_read_row(m_png, reinterpret_cast<png_bytep>(to + y * row), nullptr);
        png_read_end(m_png, nullptr);
        return true;
    }
    std::size_t width() const { return png_get_image_width(m_png, m_info); }
    std::size_t height() const { return png_get_image_height(m_png, m_info); }
    std::size_t channels() const { return png_get_channels(m_png, m_info); }
    std::size_t bytes() const { return png_get_bit_depth(m_png, m_info) == 16 ? 2 : 1; }

private:
    PngSource m_source;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
};

FileVolume read_png_labels(ByteReader& in, const VolumeChoice& choice)
{
    constexpr std::uint64_t most = std::uint64_t(1) << 30;
    const std::string bytes = in.text(in.size(), most);
    PngLabels png(bytes);
    if (!png.header()) refuse_volume(in.file(), "another form or damage", "a whole PNG picture");
    if (png.channels() != 1)
        refuse_volume(in.file(), fmt::format("{} channels", png.channels()), "one: its label",
                      "save the segmentation, not a colour picture");
    const std::array<long long, 3> size{(long long)(png.width()), (long long)(png.height()), 1};
    const std::size_t cells = checked_cells(in.file(), size, png.bytes(), bytes.size(), choice);
    std::vector<char> pixels(cells * png.bytes());
    if (!png.rows(pixels.data())) refuse_volume(in.file(), "pixels that cannot be read", "a whole PNG picture");
    const NumberType type{.kind = 'u', .bytes = png.bytes()};
    LabelFiller labels(cells, type, in.file());
    labels.add(pixels);
    return {.form = "PNG, " + type.name(), .size = {int(size[0]), int(size[1]), 1}, .labels = labels.take()};
}

}  // namespace

const VolumeFormat png_format{{".png"}, "libpng", read_png_labels};

}  // namespace dermavox::scene
