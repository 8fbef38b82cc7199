#include "engine/scene/volumes/tiff_description.hpp"

#include "dermavox/core/json_depth.hpp"
#include "engine/scene/volumes/header_text.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

namespace dermavox::scene {
namespace {

[[noreturn]] void refuse_stack(const std::filesystem::path& file, const std::string& writer, const std::string& what)
{
    refuse_volume(file, fmt::format("{} (by its {} description)", what, writer), "one channel and one time frame",
                  "save the one that is meant as a stack of its own");
}

double number_of(const std::string& text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end != text.data() ? number : 0;
}

/// NAME=VALUE lines.
TiffStack imagej_stack(const TiffPage& page, const std::filesystem::path& file)
{
    HeaderFields fields(file);
    ByteReader lines(page.description, file);
    while (const auto line = next_line(lines))
        if (const auto equal = line->find('='); equal != line->npos)
            fields.add(line->substr(0, equal), line->substr(equal + 1));
    TiffStack stack{.writer = "ImageJ"};
    for (const char* axis : {"channels", "frames"})
        if (const double count = number_of(fields.value(axis)); count > 1)
            refuse_stack(file, stack.writer, fmt::format("{:.0f} {}", count, axis));
    if (const double images = number_of(fields.value("images")); images >= 1) stack.images = std::uint64_t(images);
    std::string unit = fields.value("unit");
    if (unit == "\\u00B5m" || unit == "\xB5m" || unit == "\xC2\xB5m") unit = "um";
    if (unit == "inch") unit = "in";
    if (page.x_resolution > 0 && page.y_resolution > 0)
        stack.spacing = {1 / page.x_resolution, 1 / page.y_resolution, number_of(fields.value("spacing"))};
    stack.unit = length_unit(unit, "unit", file);
    return stack;
}

TiffStack ome_stack(const TiffPage& page, const std::filesystem::path& file)
{
    pugi::xml_document xml;
    if (!xml.load_buffer(page.description.data(), page.description.size()))
        refuse_volume(file, "an OME description that is no XML", "OME-XML", cut_off);
    const pugi::xml_node pixels = xml.child("OME").child("Image").child("Pixels");
    TiffStack stack{.writer = "OME"};
    for (const auto& [axis, name] : {std::pair{"SizeC", "channels"}, {"SizeT", "time frames"}})
        if (const auto count = pixels.attribute(axis).as_ullong(1); count > 1)
            refuse_stack(file, stack.writer, fmt::format("{} {}", count, name));
    if (const auto planes = pixels.attribute("SizeZ").as_ullong(); planes > 0) stack.images = planes;
    std::string unit = pixels.attribute("PhysicalSizeX").empty() ? "" : "um";  // the schema's default
    for (std::size_t a = 0; a < 3; ++a) {
        const std::string key = std::string("PhysicalSize") + "XYZ"[a];
        stack.spacing[a] = pixels.attribute(key.c_str()).as_double();
        std::string named = pixels.attribute((key + "Unit").c_str()).as_string("um");
        if (named == "\xC2\xB5m") named = "um";
        if (stack.spacing[a] > 0 && named != unit && a > 0)
            refuse_volume(file, fmt::format("{} in {} beside others in {}", key, named, unit), "one unit");
        if (stack.spacing[a] > 0) unit = named;
    }
    stack.unit = length_unit(unit, "PhysicalSizeXUnit", file);
    return stack;
}

/// {"shape": [40, 20, 24]}
TiffStack tifffile_stack(const TiffPage& page, const std::filesystem::path& file)
{
    const std::string text = page.description.substr(0, page.description.find('\0'));
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text, core::shallow_json);
    } catch (const std::exception&) {  // of somebody else
        return {};
    }
    TiffStack stack{.writer = "tifffile"};
    if (!json.is_object() || !json.contains("shape") || !json["shape"].is_array()) return stack;
    std::size_t long_axes = 0;
    for (const auto& length : json["shape"]) long_axes += !length.is_number_unsigned() || length != 1u;
    if (long_axes > 3) refuse_stack(file, stack.writer, fmt::format("an array of shape {}", json["shape"].dump()));
    return stack;
}

/// Resolutions of screens and printers say nothing of the cells.
TiffStack plain_stack(const TiffPage& page)
{
    enum : std::uint64_t { inch = 2, centimetre = 3 };
    TiffStack stack;
    const double x = page.x_resolution, y = page.y_resolution;
    const bool of_a_screen = page.resolution_unit == inch && x == y && (x == 72 || x == 96);
    if (!(x > 0 && y > 0) || of_a_screen) return stack;
    if (page.resolution_unit != inch && page.resolution_unit != centimetre) return stack;
    stack.spacing = {1 / x, 1 / y, 0};
    stack.unit = page.resolution_unit == inch ? "in" : "cm";
    return stack;
}

}  // namespace

TiffStack stack_of(const TiffPage& first, const std::filesystem::path& file)
{
    const std::string& d = first.description;
    if (first.depth > 1)
        refuse_volume(file, fmt::format("pages of {} planes each (ImageDepth)", first.depth),
                      "a page for each depth");
    if (d.starts_with("ImageJ=")) return imagej_stack(first, file);
    if (d.find("<OME") != d.npos) return ome_stack(first, file);
    TiffStack stack = plain_stack(first);
    if (d.starts_with('{')) stack.writer = tifffile_stack(first, file).writer;
    return stack;
}

}  // namespace dermavox::scene
