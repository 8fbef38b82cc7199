// After openvdb/io/Archive.cc, tree/RootNode.h, tree/InternalNode.h, tree/LeafNode.h and io/Compression.h of
// OpenVDB 10.
#include "engine/scene/volumes/vdb_walk.hpp"

#include <openvdb/openvdb.h>

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

constexpr std::uint32_t oldest_version = openvdb::OPENVDB_FILE_VERSION_NODE_MASK_COMPRESSION;
constexpr std::uint64_t uuid_bytes = 36, longest_name = 4096;
constexpr std::int32_t most_grids = 4096;
constexpr std::int32_t farthest = 1 << 29;  // of a node, so that no difference of two places wraps
constexpr std::uint64_t leaf_values = 512, node_bytes = 64;

const VdbValues* values_of(const std::string& type)
{
    static const VdbValues known[] = {{.tree = "Tree_int32_5_4_3", .bytes = 4},
                                      {.tree = "Tree_int64_5_4_3", .bytes = 8},
                                      {.tree = "Tree_bool_5_4_3", .bytes = 1, .flag = true},
                                      {.tree = "Tree_float_5_4_3", .bytes = 4, .real = true},
                                      {.tree = "Tree_double_5_4_3", .bytes = 8, .real = true}};
    const auto* const at = std::ranges::find(known, type, &VdbValues::tree);
    return at == std::end(known) ? nullptr : at;
}

/// Bytes of a map in the file; 0: of no map that scales, turns or shifts.
std::uint64_t bytes_of_map(const std::string& type)
{
    const std::pair<const char*, std::uint64_t> maps[] = {
        {"ScaleMap", 120},          {"UniformScaleMap", 120},          {"TranslationMap", 24},
        {"ScaleTranslateMap", 144}, {"UniformScaleTranslateMap", 144}, {"AffineMap", 128},
        {"UnitaryMap", 128}};
    for (const auto& [name, bytes] : maps)
        if (type == name) return bytes;
    return 0;
}

/// A bit for each value of a node.
using Mask = std::vector<std::uint64_t>;

std::uint64_t count_on(const Mask& mask)
{
    std::uint64_t on = 0;
    for (const std::uint64_t word : mask) on += std::uint64_t(std::popcount(word));
    return on;
}

/// The nodes of one grid.
class Nodes
{
public:
    Nodes(ByteReader& in, const VdbValues& values, VdbGrid& grid) : m_in(in), m_values(values), m_grid(grid) {}

    void walk()
    {
        m_in.skip(sizeof(std::int32_t));  // buffers a leaf once had
        background();
        const auto tiles = m_in.number<std::uint32_t>(), children = m_in.number<std::uint32_t>();
        for (std::uint32_t k = 0; k < tiles; ++k) {
            place();
            m_in.skip(m_values.bytes);
            if (const auto active = m_in.number<std::uint8_t>(); active > 1)
                refuse("a tile that is neither on nor off");
        }
        std::array<std::int32_t, 3> last{};
        for (std::uint32_t k = 0; k < children; ++k) {
            const auto next = place();  // OpenVDB reads values in the order of places, not of the file
            if (k > 0 && next <= last) refuse("nodes that are not in order");
            last = next;
            upper_node();
        }
        for (; m_leaves > 0; --m_leaves) leaf();
    }

private:
    [[noreturn]] void refuse(const std::string& found) const
    {
        refuse_volume(m_in.file(), found, "an OpenVDB grid as it is written", "the file is damaged");
    }

    /// OpenVDB negates it.
    void background()
    {
        const auto least = [](auto number) { return number == std::numeric_limits<decltype(number)>::min(); };
        const bool has_no_negative = m_values.real || m_values.flag ? (m_in.skip(m_values.bytes), false)
                                     : m_values.bytes == 4          ? least(m_in.number<std::int32_t>())
                                                                    : least(m_in.number<std::int64_t>());
        if (has_no_negative) refuse("the least of all numbers as background");
    }

    /// Of a node under the root.
    std::array<std::int32_t, 3> place()
    {
        constexpr std::int32_t edge = 4096;
        std::array<std::int32_t, 3> place{};
        for (std::int32_t& at : place) {
            at = m_in.number<std::int32_t>();
            if (at % edge != 0 || at < -farthest || at > farthest) refuse("a node off the lattice of nodes");
        }
        m_grid.memory_bytes += 2 * node_bytes;  // in the table of the root
        return place;
    }

    Mask mask(std::uint64_t bits)
    {
        Mask mask(bits / 64);
        m_in.read(mask.data(), bits / 8);
        return mask;
    }

    /// Masks of children and values, the values, then the children.
    Mask inner_node(std::uint64_t values)
    {
        Mask children = mask(values);
        const Mask active = mask(values);
        for (std::size_t word = 0; word < active.size(); ++word)
            if (children[word] & active[word]) refuse("a place that holds a node and a value");
        this->values(active, values);
        m_grid.memory_bytes += 8.25 * double(values) + double(node_bytes);
        return children;
    }

    void upper_node()
    {
        const std::uint64_t lower = count_on(inner_node(32768));
        for (std::uint64_t k = 0; k < lower; ++k)
            for (std::uint64_t left = count_on(inner_node(4096)); left > 0; --left) {
                m_in.skip(leaf_values / 8);  // its mask, which comes again before its values
                ++m_leaves;
                m_grid.memory_bytes += double(leaf_values) / 8 + double(node_bytes + leaf_values * m_values.bytes);
            }
    }

    void leaf()
    {
        const Mask active = mask(leaf_values);
        if (!m_values.flag) return values(active, leaf_values);
        m_in.skip(3 * sizeof(std::int32_t) + leaf_values / 8);  // place and bits
    }

    /// Of a node; with mask compression only the active ones.
    void values(const Mask& active, std::uint64_t count)
    {
        enum : std::uint8_t { one_inactive = 2, mask_only, mask_one, mask_two, all_values };
        const auto kind = m_in.number<std::uint8_t>();
        if (kind > all_values) refuse("values of an unknown kind");
        if (kind == one_inactive || kind == mask_one || kind == mask_two) m_in.skip(m_values.bytes);
        if (kind == mask_two) m_in.skip(m_values.bytes);
        if (kind == mask_only || kind == mask_one || kind == mask_two) m_in.skip(count / 8);
        const bool masked = m_grid.compression & openvdb::io::COMPRESS_ACTIVE_MASK;
        packed(masked && kind != all_values ? count_on(active) : count);
    }

    void packed(std::uint64_t count)
    {
        constexpr std::uint32_t flags = openvdb::io::COMPRESS_BLOSC | openvdb::io::COMPRESS_ZIP;
        if (m_grid.half && count == 0) return;
        const std::uint64_t bytes = count * (m_grid.half ? 2 : m_values.bytes);
        if (!(m_grid.compression & flags)) return m_in.skip(bytes);
        const auto stated = m_in.number<std::int64_t>();
        if (stated <= 0 && std::uint64_t(0) - std::uint64_t(stated) == bytes) return m_in.skip(bytes);
        if (stated <= 0 || std::uint64_t(stated) > 2 * bytes + 1024) refuse("packed values of another length");
        const std::uint64_t next = m_in.at() + std::uint64_t(stated);
        if (std::uint64_t(stated) > m_in.left()) refuse("packed values beyond the end of the file");
        if (m_grid.compression & openvdb::io::COMPRESS_BLOSC) blosc(std::uint64_t(stated), bytes);
        m_in.go(next);
    }

    /// The header of a packed block says how long it is, packed and not.
    void blosc(std::uint64_t stated, std::uint64_t bytes)
    {
        constexpr std::uint64_t header_bytes = 16;
        if (stated < header_bytes) refuse("a Blosc block without its header");
        m_in.skip(4);  // versions, flags, width of a value
        const auto unpacked = m_in.number<std::uint32_t>(), block = m_in.number<std::uint32_t>(),
                   all = m_in.number<std::uint32_t>();
        if (unpacked != bytes || all != stated || block > std::max<std::uint64_t>(bytes, 1) ||
            (block == 0 && bytes > 0))
            refuse("a Blosc block of another length");
    }

    ByteReader& m_in;
    const VdbValues& m_values;
    VdbGrid& m_grid;
    std::uint64_t m_leaves = 0;  ///< whose values follow the nodes
};

class File
{
public:
    explicit File(ByteReader& in) : m_in(in) {}

    VdbGrid walk(const std::string& wanted)
    {
        const bool placed = header();
        metadata();
        const auto grids = m_in.number<std::int32_t>();
        if (grids < 1 || grids > most_grids)
            refuse(fmt::format("{} grids", grids), fmt::format("1 to {}", most_grids));
        return placed ? walk_placed(grids, wanted) : walk_stream(grids, wanted);
    }

private:
    [[noreturn]] void refuse(const std::string& found, const std::string& expected,
                             const std::string& hint = "") const
    {
        refuse_volume(m_in.file(), found, expected, hint);
    }

    std::string name() { return m_in.text(m_in.number<std::uint32_t>(), longest_name); }

    /// True when the descriptors state where their grids are.
    bool header()
    {
        const bool vdb = m_in.left() >= 8 && m_in.number<std::int64_t>() == openvdb::OPENVDB_MAGIC;
        if (!vdb) refuse("another beginning", "an OpenVDB file");
        m_version = m_in.number<std::uint32_t>();
        if (m_version < oldest_version || m_version > openvdb::OPENVDB_FILE_VERSION)
            refuse(fmt::format("version {} of the file format", m_version),
                   fmt::format("version {} to {}", oldest_version, std::uint32_t(openvdb::OPENVDB_FILE_VERSION)),
                   "save it with a newer or an older OpenVDB");
        m_in.skip(2 * sizeof(std::uint32_t));  // version of the library
        const bool placed = m_in.number<std::uint8_t>() != 0;
        m_in.skip(uuid_bytes);
        return placed;
    }

    /// Returns whether floats are said to be saved as half.
    bool metadata()
    {
        bool half = false;
        for (auto left = m_in.number<std::uint32_t>(); left > 0; --left) {
            const std::string key = name(), type = name();
            const auto bytes = m_in.number<std::uint32_t>();
            if (key == openvdb::GridBase::META_SAVE_HALF_FLOAT && type == "bool" && bytes == 1)
                half = m_in.number<std::uint8_t>() != 0;
            else
                m_in.skip(bytes);
        }
        return half;
    }

    VdbDescriptor descriptor()
    {
        constexpr std::string_view half_ending = "_HalfFloat", separator = "\x1e";
        VdbDescriptor d{.name = name(), .type = name()};
        d.name = d.name.substr(0, d.name.find(separator));
        d.half = d.type.ends_with(half_ending);
        if (d.half) d.type.resize(d.type.size() - half_ending.size());
        d.instance = !name().empty();
        d.place = m_in.number<std::uint64_t>();
        m_in.skip(sizeof(std::uint64_t));  // of its values
        d.end = m_in.number<std::uint64_t>();
        return d;
    }

    VdbGrid grid(VdbDescriptor d)
    {
        const VdbValues* values = values_of(d.type);
        if (!values) refuse("a grid of type " + d.type, "Int32, Int64, Bool, Float or Double labels");
        if (d.instance) refuse("a grid that is an instance of another", "a grid with its own tree", "copy it");
        VdbGrid grid{.descriptor = std::move(d), .version = m_version};
        grid.compression = m_in.number<std::uint32_t>();
        constexpr std::uint32_t known =
            openvdb::io::COMPRESS_ZIP | openvdb::io::COMPRESS_ACTIVE_MASK | openvdb::io::COMPRESS_BLOSC;
        if (grid.compression & ~known) refuse("an unknown compression", "none, zip or Blosc");
        const bool said = metadata();
        grid.half = values->real && (said || grid.descriptor.half);
        grid.begin = m_in.at();
        const std::string map = name();
        if (bytes_of_map(map) == 0) refuse("a transform of type " + map, "one that is linear");
        m_in.skip(bytes_of_map(map));
        Nodes(m_in, *values, grid).walk();
        grid.end = m_in.at();
        return grid;
    }

    std::string chosen(const std::vector<std::string>& names, const std::string& wanted) const
    {
        std::string list;
        for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
        std::string name = default_name(wanted, names);
        if (std::ranges::find(names, name) == names.end())
            refuse("no grid " + name, "one of its grids: " + list, "name it with --grid");
        return name;
    }

    VdbGrid walk_placed(std::int32_t count, const std::string& wanted)
    {
        std::vector<VdbDescriptor> all;
        std::vector<std::string> names;
        for (; count > 0; --count) {
            all.push_back(descriptor());
            names.push_back(all.back().name);
            if (all.back().end < m_in.at()) refuse("a grid that ends before it begins", "an OpenVDB file");
            m_in.go(all.back().end);
        }
        VdbDescriptor& d = *std::ranges::find(all, chosen(names, wanted), &VdbDescriptor::name);
        m_in.go(d.place);
        return grid(std::move(d));
    }

    /// Each grid follows its descriptor, so those before the wanted one must be ours to walk through too.
    VdbGrid walk_stream(std::int32_t count, const std::string& wanted)
    {
        std::vector<VdbGrid> all;
        std::vector<std::string> names;
        for (; count > 0; --count) {
            all.push_back(grid(descriptor()));
            names.push_back(all.back().descriptor.name);
        }
        const std::string name = chosen(names, wanted);
        return *std::ranges::find_if(all, [&](const VdbGrid& g) { return g.descriptor.name == name; });
    }

    ByteReader& m_in;
    std::uint32_t m_version = 0;
};

}  // namespace

VdbGrid walk_vdb(ByteReader& in, const std::string& wanted) { return File(in).walk(wanted); }

}  // namespace dermavox::scene
