/// What the readers of labelled volumes share. A format is one file with one VolumeFormat, named in label_volume.cpp.
///
/// Nothing that a file states is believed: sizes are compared with the bytes that are left and with the memory that
/// may be taken before anything is allocated or handed to a library.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "engine/scene/volumes/byte_reader.hpp"

#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace dermavox::scene {

using Vectors = std::array<std::array<double, 3>, 3>;

/// A volume as its file has it, axis by axis of the array.
struct FileVolume {
    std::string form;  ///< "NIfTI-1, uint8"
    std::array<int, 3> size{}, first{};
    bool first_axis_fastest = true;
    LabelVolume::Labels labels{};
    std::array<double, 3> spacing{};  ///< below 0: backwards; 0 or not finite: not stated
    std::string unit{};
    std::optional<std::array<double, 3>> origin{};          ///< x, y, z
    Vectors directions{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};  ///< [axis][x, y, z]
    const char* directions_name = "directions";             ///< what the format calls them
};

struct VolumeFormat {
    std::vector<std::string_view> endings;  ///< of file names, in lower case, with the dot
    const char* library;                    ///< that decodes it, named where it crashes
    FileVolume (*read)(ByteReader& in, const VolumeChoice& choice);
};

extern const VolumeFormat npy_format, npz_format, vti_format, tiff_format, vdb_format, nifti_format, nrrd_format,
    meta_format, png_format;

/// With axes x, y and depth, by the directions or by choice.axes. Refuses directions that are not along these.
LabelVolume oriented(FileVolume volume, const std::filesystem::path& file, const VolumeChoice& choice);

/// A folder with a picture for each depth. Refuses slices of different size or type and numbers that are left out.
LabelVolume decode_slices(const std::filesystem::path& folder, const VolumeChoice& choice);

/// The format by the ending of the name; refuses any other.
const VolumeFormat& format_of(const std::filesystem::path& file);

/// `found` and `expected` may hold text of the file: what is not printable or too long of it is left out.
[[noreturn]] void refuse_volume(const std::filesystem::path& file, const std::string& found,
                                const std::string& expected, std::string hint = {});

/// Hint for files that end too early.
inline constexpr const char* cut_off = "the file is cut off or damaged";

inline bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string lower(std::string text);  ///< of ASCII letters

/// At most 160 characters, what is not ASCII as '?'.
std::string printable(std::string text);

/// Numbers as they lie in a file: their kind (i, u, f, or b for bits, eight a byte from the highest on), width in
/// bytes and byte order.
struct NumberType {
    char kind = 'u';
    std::size_t bytes = 1;
    bool swapped = false;  ///< against this machine

    std::string name() const;  ///< "uint8"
    std::uint64_t bytes_for(std::uint64_t count) const { return kind == 'b' ? (count + 7) / 8 : count * bytes; }
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

/// `count` numbers, the next of `in`. Refuses before it allocates where fewer can come.
LabelVolume::Labels read_labels(ByteStream& in, std::size_t count, NumberType type);

/// As many whole numbers with blanks between.
LabelVolume::Labels labels_of_text(std::string_view text, std::size_t count, const std::filesystem::path& file);

/// A whole number of 32 bits; refuses any other value.
std::int32_t whole_label(double value, const std::filesystem::path& file);

}  // namespace dermavox::scene
