// .npz: a ZIP archive of .npy entries, stored or deflated, as numpy.savez and savez_compressed write it. The list of
// entries is read as APPNOTE.TXT 6.3.9 of PKWARE describes it, sections 4.3.7, 4.3.12, 4.3.16 and 4.5.3.
#include "engine/scene/volumes/inflated_bytes.hpp"
#include "engine/scene/volumes/npy_array.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

constexpr bool swapped_zip = big_endian_machine;  // ZIP is little-endian

struct ZipEntry {
    std::string name;
    std::uint16_t flags = 0, method = 0;
    std::uint64_t packed = 0, unpacked = 0, place = 0;
};

[[noreturn]] void refuse_zip(const ByteReader& in, const std::string& found)
{
    refuse_volume(in.file(), found, "a ZIP archive as numpy.savez writes it", cut_off);
}

/// What a 32-bit field could not hold, in the order of the fields that are all ones.
void take_zip64(ByteReader& in, std::uint64_t end, ZipEntry& entry)
{
    constexpr std::uint16_t zip64 = 1;
    constexpr std::uint64_t elsewhere = 0xffffffff;
    while (in.at() + 4 <= end) {
        const auto id = in.number<std::uint16_t>(swapped_zip), bytes = in.number<std::uint16_t>(swapped_zip);
        if (id == zip64) {
            for (std::uint64_t* field : {&entry.unpacked, &entry.packed, &entry.place})
                if (*field == elsewhere) *field = in.number<std::uint64_t>(swapped_zip);
            return;
        }
        in.skip(bytes);
    }
}

ZipEntry central_entry(ByteReader& in)
{
    constexpr std::uint32_t signature = 0x02014b50;
    if (in.number<std::uint32_t>(swapped_zip) != signature) refuse_zip(in, "a list of entries that is none");
    ZipEntry entry;
    in.skip(4);  // versions
    entry.flags = in.number<std::uint16_t>(swapped_zip), entry.method = in.number<std::uint16_t>(swapped_zip);
    in.skip(8);  // time, date, checksum
    entry.packed = in.number<std::uint32_t>(swapped_zip), entry.unpacked = in.number<std::uint32_t>(swapped_zip);
    const auto name = in.number<std::uint16_t>(swapped_zip), extra = in.number<std::uint16_t>(swapped_zip),
               comment = in.number<std::uint16_t>(swapped_zip);
    in.skip(8);  // disk, attributes
    entry.place = in.number<std::uint32_t>(swapped_zip);
    entry.name = in.text(name, name);
    const std::uint64_t end = in.at() + extra;
    take_zip64(in, end, entry);
    in.go(end);
    in.skip(comment);
    return entry;
}

/// The list lies before the record that ends the file, behind which only a comment may follow.
std::vector<ZipEntry> central_list(ByteReader& in)
{
    constexpr std::uint64_t record = 22, longest_comment = 65535;
    constexpr std::size_t most_entries = 1000;
    in.go(in.size() - std::min(in.size(), record + longest_comment));
    const std::uint64_t from = in.at();
    const std::string tail = in.text(in.left(), in.left());
    const auto at = tail.rfind("PK\5\6");
    if (at == tail.npos || tail.size() - at < record) refuse_zip(in, "no list of entries");
    in.go(from + at + 10);
    const auto count = in.number<std::uint16_t>(swapped_zip);
    in.skip(4);  // bytes of the list
    const std::uint64_t place = in.number<std::uint32_t>(swapped_zip);
    if (count > most_entries) refuse_zip(in, fmt::format("{} entries", count));
    in.go(place);
    std::vector<ZipEntry> entries;
    for (int k = 0; k < count; ++k) entries.push_back(central_entry(in));
    return entries;
}

const ZipEntry& wanted_entry(const ByteReader& in, const std::vector<ZipEntry>& entries, const std::string& wanted)
{
    constexpr std::string_view ending = ".npy";
    std::vector<std::string> names;
    std::string list;
    for (const ZipEntry& entry : entries) {
        names.push_back(entry.name.ends_with(ending) ? entry.name.substr(0, entry.name.size() - ending.size())
                                                     : entry.name);
        list += (list.empty() ? "" : ", ") + names.back();
    }
    const std::string name = default_name(wanted, names);
    const auto at = std::ranges::find(names, name);
    if (at == names.end())
        refuse_volume(in.file(), "no array " + name, "one of its arrays: " + list, "name it with --grid");
    return entries[std::size_t(at - names.begin())];
}

/// To the first packed byte: the entry's own header repeats its names with lengths of its own.
void go_to(ByteReader& in, const ZipEntry& entry)
{
    constexpr std::uint32_t signature = 0x04034b50;
    in.go(entry.place);
    if (in.number<std::uint32_t>(swapped_zip) != signature) refuse_zip(in, "an entry that is none");
    in.skip(22);
    const std::uint64_t name = in.number<std::uint16_t>(swapped_zip), extra = in.number<std::uint16_t>(swapped_zip);
    in.skip(name + extra);
}

FileVolume read_npz(ByteReader& in, const VolumeChoice& choice)
{
    enum : std::uint16_t { stored = 0, deflated = 8, encrypted = 1 };
    const auto entries = central_list(in);
    const ZipEntry& entry = wanted_entry(in, entries, choice.name);
    if (entry.flags & encrypted) refuse_zip(in, "an encrypted entry");
    go_to(in, entry);
    if (entry.method == deflated) {
        InflatedBytes bytes(in, entry.packed, Packing::bare_deflate, entry.unpacked);
        return read_npy_array(bytes, "NumPy archive, Deflate", choice);
    }
    if (entry.method != stored || entry.packed != entry.unpacked || entry.packed > in.left())
        refuse_zip(in, fmt::format("an entry of method {} with {} bytes", entry.method, entry.packed));
    PartOfFile bytes(in, entry.packed);
    return read_npy_array(bytes, "NumPy archive", choice);
}

}  // namespace

const VolumeFormat npz_format{{".npz"}, "zlib", read_npz};

}  // namespace dermavox::scene
