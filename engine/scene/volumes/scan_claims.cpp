#include "engine/scene/volumes/scan_claims.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "engine/scene/read/file_beside.hpp"
#include "engine/scene/volumes/scan_measure.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <optional>

namespace dermavox::scene {
namespace {

constexpr double least_seen = 0.5;  ///< of the columns in which a class must show
constexpr int most_classes = 250;

/// A layer, or the backing, as the scan has it.
struct Part {
    std::string table;               ///< skin.dermis, skin.layer[2], skin.backing
    std::vector<double> labels{};    ///< none: not in the scan
    std::optional<double> stated{};  ///< thickness by scene or site [m]
};

Value widths_value(const std::array<double, 3>& metres)
{
    Value list{.kind = Value::Kind::list};
    for (const double length : metres)
        list.list.push_back(
            {.kind = Value::Kind::text, .text = core::format_quantity(length, core::Dimension::length)});
    return list;
}

std::string length_text(double metres) { return core::format_quantity(metres, core::Dimension::length); }

class Scanning
{
public:
    Scanning(const std::vector<std::string>& layers, Claims& claims, std::vector<core::Problem>& problems)
        : m_layers(layers),
          m_claims(claims),
          m_problems(problems)
    {
        for (const std::string& layer : layers) m_parts.push_back(part("skin." + layer));
        m_parts.push_back(part("skin.backing"));
    }

    ClaimedScan claim(const std::string& name, std::size_t most_bytes)
    {
        ClaimedScan found;
        const std::size_t told = m_problems.size();
        const auto file =
            path_beside(std::filesystem::path(name).parent_path(), item("skin.volume.file"), m_problems);
        const auto voxel = voxel_of();
        const auto axes = axes_of_scene();
        const auto ranges = ranges_of();
        if (m_problems.size() == told && file && ranges) {
            m_shown = file->filename().string();
            claim_hash(*file);
            take_volume(*file, axes, voxel, *ranges, most_bytes, found);
        }
        if (m_problems.size() == told && file) {
            found.file = *file;
            m_claims.at("skin.volume.file").item.value.text = "scan" + volume_ending(*file);
        } else {
            stand_in();
        }
        return found;
    }

private:
    const Item& item(const std::string& key) const { return m_claims.at(key).item; }

    /// The value of a key where it has one that fits; what does not fit is told when all keys are settled.
    std::optional<Setting> value_of(const std::string& key) const
    {
        const auto at = m_claims.find(key);
        if (at == m_claims.end()) return std::nullopt;
        const Row* row = find_row(key, m_layers);
        Setting setting{.row = row, .key = key};
        std::vector<core::Problem> told_later;
        if (!row || !take(at->second.item, *row, setting, told_later)) return std::nullopt;
        return setting;
    }

    Part part(const std::string& table) const
    {
        Part out{.table = table};
        if (const auto labels = value_of(table + ".labels")) out.labels = labels->numbers;
        if (const auto thickness = value_of(table + ".thickness")) out.stated = thickness->numbers.front();
        return out;
    }

    void report(const std::string& key, std::string found, std::string expected, std::string hint = "")
    {
        const auto at = m_claims.find(key);
        const Place place = at == m_claims.end() ? item("skin.volume.file").value_place : at->second.item.value_place;
        m_problems.push_back(
            {place.file, place.line, place.column, key, std::move(found), std::move(expected), std::move(hint)});
    }

    std::optional<std::array<double, 3>> voxel_of()
    {
        const auto set = value_of("skin.volume.voxel");
        if (!set) return std::nullopt;
        const auto& w = set->numbers;
        if (w.size() == 1) return std::array{w[0], w[0], w[0]};
        if (w.size() == 3) return std::array{w[0], w[1], w[2]};
        report("skin.volume.voxel", item("skin.volume.voxel").value.shown(),
               "one width, or three along x, y and depth");
        return std::nullopt;
    }

    std::optional<Axes> axes_of_scene()
    {
        const auto set = value_of("skin.volume.axes");
        const auto axes = set ? parse_axes(set->texts.front()) : std::nullopt;
        if (set && !axes)
            report("skin.volume.axes", item("skin.volume.axes").value.shown(),
                   "x, y and z once each, with - before an axis that runs backwards", "write e.g. axes = \"zyx\"");
        return axes;
    }

    /// The labels of the classes from the top, 0 = outside. Nothing where there is a problem with them.
    std::optional<std::vector<transport::LabelRange>> ranges_of()
    {
        const std::size_t told = m_problems.size();
        std::vector<transport::LabelRange> all;
        std::map<double, std::string> owner;
        const auto add = [&](const std::string& key, const std::vector<double>& labels) {
            for (const double label : labels) {
                const auto whole = (long long)(label);
                if (label != std::floor(label) || std::abs(label) > 9e15)
                    report(key, core::format_number(label), "labels, which are whole numbers");
                else if (const auto [at, fresh] = owner.emplace(label, key); !fresh)
                    report(key, core::format_number(label), "a label that " + at->second + " does not have");
                else if (!all.empty() && all.back().index == m_classes && all.back().last + 1 == whole)
                    all.back().last = whole;
                else
                    all.push_back({whole, whole, std::uint8_t(m_classes)});
            }
        };
        const auto outside = value_of("skin.volume.outside");
        add("skin.volume.outside", outside ? outside->numbers : std::vector<double>{0});
        for (std::size_t i = 0; i < m_parts.size() && m_classes < most_classes; ++i) {
            if (m_parts[i].labels.empty()) continue;
            ++m_classes;
            m_part.push_back(i);
            add(m_parts[i].table + ".labels", m_parts[i].labels);
        }
        if (m_classes == 0 && !any_claimed_labels())
            report("skin.volume.file", item("skin.volume.file").value.shown(), "layers with labels",
                   "write e.g. labels = 1 under [" + m_parts.front().table + ']');
        if (m_classes == most_classes)
            report("skin.volume.file", fmt::format("{} layers or more", most_classes), "fewer layers with labels");
        if (m_classes == 0 || m_problems.size() > told) return std::nullopt;
        return all;
    }

    bool any_claimed_labels() const
    {
        for (const Part& p : m_parts)
            if (m_claims.contains(p.table + ".labels")) return true;
        return false;
    }

    void claim_hash(const std::filesystem::path& file)
    {
        const std::string hash = core::hash_of_file(file);
        const std::string key = "skin.volume.hash";
        const auto at = m_claims.find(key);
        if (at != m_claims.end()) {
            if (at->second.item.value.text != hash)
                report(key, at->second.item.value.shown(), "the hash of " + m_shown + ", " + hash,
                       "the file is not the one that this scene was made with");
            return;
        }
        Claim claim = m_claims.at("skin.volume.file");
        claim.item.key = key;
        claim.item.value = {.kind = Value::Kind::text, .text = hash};
        m_claims.emplace(key, std::move(claim));
    }

    /// Problems of the volume, at the key that names it.
    template <class Work>
    auto told_here(const Work& work) -> std::optional<decltype(work())>
    {
        try {
            return work();
        } catch (const core::InputError& error) {
            for (const core::Problem& problem : error.problems()) {
                const bool label = problem.key.starts_with("label ");
                report("skin.volume.file", label ? problem.key + " in " + problem.found : problem.found,
                       label ? "a label of a layer, of skin.backing or of skin.volume.outside" : problem.expected,
                       problem.hint);
            }
            return std::nullopt;
        }
    }

    void take_volume(const std::filesystem::path& file, const std::optional<Axes>& axes,
                     const std::optional<std::array<double, 3>>& voxel,
                     const std::vector<transport::LabelRange>& ranges, std::size_t most_bytes, ClaimedScan& found)
    {
        const auto array = value_of("skin.volume.array");
        const VolumeChoice choice{
            .name = array ? array->texts.front() : "", .most_bytes = most_bytes, .axes = axes, .one_file = true};
        auto volume = told_here([&] { return read_label_volume(file, choice); });
        if (!volume) return;
        const VolumeGeometry geometry = volume->geometry;
        const auto width = width_of(geometry, voxel, found.warnings);
        if (!width) return;
        const auto indexed = told_here([&] { return index_volume(std::move(*volume), ranges); });
        if (indexed) measure(*indexed, *width, geometry, found);
    }

    /// What the scene states, which may not contradict the file, or what the file states.
    std::optional<std::array<double, 3>> width_of(const VolumeGeometry& geometry,
                                                  const std::optional<std::array<double, 3>>& voxel,
                                                  std::vector<core::Warning>& warnings)
    {
        const std::string key = "skin.volume.voxel";
        if (!voxel) {
            const auto stated = geometry.spacing_metres();
            if (stated)
                claim_derived(key, widths_value(*stated), "stated by ");
            else if (!m_claims.contains(key))
                report(key, "missing", "the width of the cells (" + m_shown + ": " + spacing_text(geometry) + ")",
                       "write e.g. voxel = \"5 um\" under [skin.volume]");
            return stated;
        }
        if (const std::string stated = contradiction(geometry, *voxel); !stated.empty()) {
            report(key, item(key).value.shown(),
                   fmt::format("the proportions of {}, whose cells are {} along x, y and z (axes {})", m_shown,
                               stated, text_of(geometry.axes)),
                   "correct voxel, or the order of the axes with skin.volume.axes");
            return std::nullopt;
        }
        if (const auto scale = scale_of(geometry, *voxel))
            warnings.push_back(
                {"scan_scaled", fmt::format("skin.volume.voxel is {:.4g} times what {} states, {}: the scene's goes",
                                            *scale, m_shown, spacing_text(geometry))});
        return voxel;
    }

    void measure(const transport::IndexedVolume& volume, const std::array<double, 3>& voxel,
                 const VolumeGeometry& geometry, ClaimedScan& found)
    {
        const auto level = value_of("skin.volume.level");
        const bool top = level && level->texts.front() == "top";
        skin::Scan scan = scan_of(volume, {volume.size, voxel, geometry.first[2] * voxel[2]}, m_classes,
                                  top ? skin::Level::top : skin::Level::plane);
        for (int c = 0; c < m_classes; ++c)
            if (const double seen = scan.classes[std::size_t(c)].seen; seen < least_seen) {
                const std::string key = m_parts[m_part[std::size_t(c)]].table + ".labels";
                report(key, fmt::format("{} in {:.3g} % of the columns", item(key).value.shown(), 100 * seen),
                       "a tissue that at least half of the scan's columns show",
                       "crop the scan, or leave these labels to the layer above");
                return;
            }
        if (mixed_up(scan)) return;
        claim_thickness(scan);
        std::vector<std::string> tables;
        for (const std::size_t part : m_part) tables.push_back(m_parts[part].table);
        std::ranges::move(scan_warnings(scan, volume.size, m_shown, tables), std::back_inserter(found.warnings));
        found.summary = scan_summary(scan, geometry, voxel, tables);
        if (top) found.summary->tilt.reset();  // not looked for
        auto faces = std::make_shared<skin::MeasuredFaces>();
        faces->nx = volume.size[0], faces->ny = volume.size[1];
        faces->dx = voxel[0], faces->dy = voxel[1];
        faces->offset = scan.offset;
        std::size_t next = 0;  // class of the next part that has labels
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            faces->of_face.push_back(next < m_part.size() ? int(next) : -1);
            next += next < m_part.size() && m_part[next] == i;
        }
        for (skin::ScannedClass& c : scan.classes) faces->heights.push_back(std::move(c.heights));
        found.faces = std::move(faces);
    }

    /// Two layers in the wrong order, which their labels must then have swapped.
    bool mixed_up(const skin::Scan& scan)
    {
        const std::size_t told = m_problems.size();
        for (std::size_t c = 0; c < m_part.size(); ++c) {
            if (scan.classes[c].reversed <= 0.5) continue;
            const std::string above = c == 0 ? "skin.volume.outside" : m_parts[m_part[c - 1]].table + ".labels";
            const std::string key = m_parts[m_part[c]].table + ".labels";
            report(key, fmt::format("{} above those of {}", item(key).value.shown(), above),
                   "layers from the top down");
        }
        return m_problems.size() > told;
    }

    /// Of each layer with labels: to the next class, less the layers without labels that lie on top of it.
    void claim_thickness(const skin::Scan& scan)
    {
        std::size_t first = 0;  // part that begins where the class does
        for (std::size_t c = 0; c < m_part.size(); ++c) {
            const std::size_t at = m_part[c];
            double above = 0;
            for (std::size_t i = first; i < at; ++i) above += m_parts[i].stated.value_or(0);
            first = at + 1;
            if (at + 1 == m_parts.size()) return;  // the backing has no end
            const bool ends = c + 1 < m_part.size();
            const double end = ends ? scan.classes[c + 1].depth : scan.bottom;
            const double thickness = end - scan.classes[c].depth - above;
            const std::string key = m_parts[at].table + ".thickness";
            if (!(thickness > 0))
                report(m_parts[at].table + ".labels", "a mean thickness of " + length_text(thickness + above),
                       above > 0 ? "more than the layers without labels on top of it take, " + length_text(above)
                                 : "a layer above 0 mm",
                       "the order of the layers is from the top down");
            else if (ends)
                claim_one(key, thickness);
            else if (!m_parts[at].stated)
                report(key, "missing",
                       "a thickness above " + length_text(thickness) + ", as the scan ends within the layer",
                       "write e.g. thickness = \"1.2 mm\"");
            else if (*m_parts[at].stated < thickness * (1 - 1e-6))
                report(key, length_text(*m_parts[at].stated),
                       "at least what the scan shows of it, " + length_text(thickness));
        }
    }

    void claim_one(const std::string& key, double thickness)
    {
        const auto at = m_claims.find(key);
        if (at != m_claims.end() && at->second.rank >= Rank::scene) return;
        claim_derived(key, {.kind = Value::Kind::text, .text = length_text(std::round(thickness * 1e9) / 1e9)},
                      "mean over the columns of ");
    }

    void claim_derived(const std::string& key, Value value, const std::string& how)
    {
        Item measured{
            .key = key,
            .value = std::move(value),
            .key_place = item("skin.volume.file").key_place,
            .value_place = item("skin.volume.file").value_place,
            .statement = {
                .spread = {}, .basis = skin::Basis::derived, .source = how + m_shown, .origin = "volume " + m_shown}};
        m_claims.insert_or_assign(key, Claim{std::move(measured), Rank::catalogue, "volume " + m_shown});
    }

    void stand_in()
    {
        for (const Part& p : m_parts)
            if (!p.labels.empty() || m_claims.contains(p.table + ".labels"))
                if (const std::string key = p.table + ".thickness";
                    p.table != "skin.backing" && !m_claims.contains(key)) {
                    m_shown = "none";
                    claim_one(key, 1e-3);
                }
    }

    const std::vector<std::string>& m_layers;
    Claims& m_claims;
    std::vector<core::Problem>& m_problems;
    std::vector<Part> m_parts;        ///< the layers, then the backing
    std::vector<std::size_t> m_part;  ///< of each class from 1 on
    int m_classes = 0;
    std::string m_shown;  ///< name of the file
};

}  // namespace

ClaimedScan claim_scan(const std::string& name, const std::vector<std::string>& layers, std::size_t most_bytes,
                       Claims& claims, std::vector<core::Problem>& problems)
{
    const auto at = claims.find("skin.volume.file");
    if (at == claims.end() || at->second.item.value.kind != Value::Kind::text) return {};
    return Scanning(layers, claims, problems).claim(name, most_bytes);
}

}  // namespace dermavox::scene
