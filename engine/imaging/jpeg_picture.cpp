// JPEG by libjpeg, which leaves by longjmp where it fails: no object is made between setjmp and its calls.
#include "engine/imaging/decoders.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
// after <cstdio>, which it needs
#include <jpeglib.h>

namespace dermavox::imaging {
namespace {

struct JpegErrors {
    jpeg_error_mgr base;  // first: libjpeg knows only this
    std::jmp_buf back;
    char message[JMSG_LENGTH_MAX];
};

void leave_jpeg(j_common_ptr info)
{
    auto* errors = reinterpret_cast<JpegErrors*>(info->err);
    info->err->format_message(info, errors->message);
    std::longjmp(errors->back, 1);
}

void no_message(j_common_ptr) {}

/// Also counts data that ends too early, of which libjpeg only warns.
class JpegReader
{
public:
    explicit JpegReader(std::string_view bytes) : m_bytes(bytes)
    {
        m_info.err = jpeg_std_error(&m_errors.base);
        m_errors.base.error_exit = leave_jpeg;
        m_errors.base.output_message = no_message;
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }

    bool header()
    {
        if (setjmp(m_errors.back) != 0) return false;  // NOLINT(cert-err52-cpp): how libjpeg tells
        jpeg_create_decompress(&m_info);
        jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(m_bytes.data()), m_bytes.size());
        jpeg_read_header(&m_info, TRUE);
        return true;
    }
    bool start(J_COLOR_SPACE space)
    {
        if (setjmp(m_errors.back) != 0) return false;  // NOLINT(cert-err52-cpp)
        m_info.out_color_space = space;
        jpeg_start_decompress(&m_info);
        return true;
    }
    bool row(unsigned char* target)
    {
        if (setjmp(m_errors.back) != 0) return false;  // NOLINT(cert-err52-cpp)
        jpeg_read_scanlines(&m_info, &target, 1);
        return m_errors.base.num_warnings == 0;
    }
    const jpeg_decompress_struct& info() const { return m_info; }
    std::string why() const
    {
        return m_errors.message[0] ? m_errors.message : "data that end too early or are damaged";
    }

private:
    std::string_view m_bytes;
    jpeg_decompress_struct m_info{};
    JpegErrors m_errors{};
};

}  // namespace

Picture jpeg_picture(const std::filesystem::path& file, std::string_view bytes, const PictureChoice& choice)
{
    JpegReader reader(bytes);
    const auto whole = [&](bool done) {
        if (!done) refuse_picture(file, reader.why(), "a whole JPEG picture");
    };
    whole(reader.header());
    const jpeg_decompress_struct& info = reader.info();
    const bool grey = info.jpeg_color_space == JCS_GRAYSCALE;
    if (!grey && info.num_components != 3) refuse_picture(file, "four colours of print", "grey or RGB");
    Picture picture = sized(file, choice, info.image_width, info.image_height, grey ? 1 : 3, 8, "JPEG");
    whole(reader.start(grey ? JCS_GRAYSCALE : JCS_RGB));
    picture.samples.resize(picture.pixels() * std::size_t(picture.channels));
    std::vector<unsigned char> row(std::size_t(picture.columns) * std::size_t(picture.channels));
    for (std::size_t y = 0; y < std::size_t(picture.rows); ++y) {
        whole(reader.row(row.data()));
        std::ranges::copy(row, picture.samples.begin() + std::ptrdiff_t(y * row.size()));
    }
    return picture;
}

}  // namespace dermavox::imaging
