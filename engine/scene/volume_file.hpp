/// What the readers of labelled volumes share. A format is one file with one VolumeFormat, named in label_volume.cpp.
///
/// Nothing that a file states is believed: sizes are compared with the bytes that are left and with the memory that
/// may be taken before anything is allocated or handed to a library.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "engine/scene/byte_reader.hpp"

#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace dermavox::scene {

struct VolumeFormat {
    std::vector<std::string_view> endings;  ///< of file names, in lower case, with the dot
    const char* library;                    ///< that decodes it, named where it crashes
    LabelVolume (*read)(ByteReader& in, const VolumeChoice& choice);
};

extern const VolumeFormat npy_format, vti_format, tiff_format, vdb_format;

/// The format by the ending of the name; refuses any other.
const VolumeFormat& format_of(const std::filesystem::path& file);

/// `found` and `expected` may hold text of the file: what is not printable or too long of it is left out.
[[noreturn]] void refuse_volume(const std::filesystem::path& file, const std::string& found,
                                const std::string& expected, std::string hint = {});

/// Numbers as they lie in a file: their kind (i, u, f), width in bytes and byte order.
struct NumberType {
    char kind = 'u';
    std::size_t bytes = 1;
    bool swapped = false;  ///< against this machine
};

/// Cells of a volume of this size. Refuses one without cells or with more than 2^31 - 1 along an axis; throws
/// core::Failure (69) where its labels, the byte a cell of their index, and `besides` do not fit into
/// choice.most_bytes. `bytes`: of a cell in memory while it is read.
std::size_t checked_cells(const std::filesystem::path& file, std::array<long long, 3> size, std::size_t bytes,
                          std::uint64_t besides, const VolumeChoice& choice);

/// Throws core::Failure (69) where `need` bytes do not fit into choice.most_bytes; `what` needs them.
void require_memory(const std::filesystem::path& file, const std::string& what, double need,
                    const VolumeChoice& choice);

/// The wanted name; without one the only name there is, else "labels", else "label".
std::string default_name(const std::string& wanted, const std::vector<std::string>& names);

/// Labels from numbers that come piece by piece. Integers keep their width; floats become 32-bit integers and must be
/// whole.
class LabelFiller
{
public:
    /// Bytes that a label of this type takes.
    static std::size_t bytes_of(NumberType type) { return type.kind == 'f' ? 4 : type.bytes; }

    LabelFiller(std::size_t count, NumberType type, const std::filesystem::path& file);
    /// The next numbers as they lie in the file. Refuses more than are missing.
    void add(std::span<const char> piece);
    /// Refuses labels that did not all come.
    LabelVolume::Labels take();

private:
    NumberType m_type;
    const std::filesystem::path& m_file;
    LabelVolume::Labels m_labels;
    std::size_t m_filled = 0;
};

/// Nothing where a width is not finite or not above 0.
std::optional<std::array<double, 3>> usable_spacing(const std::array<double, 3>& widths);

/// A whole number of 32 bits; refuses any other value.
std::int32_t whole_label(double value, const std::filesystem::path& file);

}  // namespace dermavox::scene
