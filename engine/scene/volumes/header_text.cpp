#include "engine/scene/volumes/header_text.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

/// The next word of the text, which loses it.
std::string_view next_word(std::string_view& text)
{
    text = trimmed(text);
    const auto end = std::ranges::find_if(text, is_blank) - text.begin();
    const std::string_view word = text.substr(0, std::size_t(end));
    text.remove_prefix(word.size());
    return word;
}

template <class Number>
std::optional<Number> parsed(std::string_view word)
{
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool all = error == std::errc() && end == word.data() + word.size();
    return all ? std::optional(number) : std::nullopt;
}

template <class Number>
std::vector<Number> numbers_in(std::string_view text, const std::string& key, std::size_t most,
                               const std::filesystem::path& file)
{
    std::vector<Number> numbers;
    for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
        const auto number = parsed<Number>(word);
        if (!number || numbers.size() == most)
            refuse_volume(file, fmt::format("{} with {}", key, number ? "more numbers" : std::string(word)),
                          fmt::format("at most {} {}numbers", most, std::is_integral_v<Number> ? "whole " : ""));
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::optional<std::string> next_line(ByteReader& in)
{
    constexpr std::size_t longest = 1 << 16;
    if (in.left() == 0) return std::nullopt;
    std::string line;
    while (in.left() > 0) {
        const char c = in.number<char>();
        if (c == '\n') break;
        if (line.size() == longest) refuse_volume(in.file(), "a line over 64 KiB", "the lines of a text header");
        line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

void HeaderFields::add(const std::string& key, std::string_view value)
{
    constexpr std::size_t most = 1000;
    if (m_all.size() == most) refuse_volume(m_file, "more than 1000 fields", "a header");
    if (!m_all.emplace(key, trimmed(value)).second)
        refuse_volume(m_file, "the field " + key + " twice", "each field once");
}

const std::string& HeaderFields::value(const std::string& key) const
{
    static const std::string none;
    const auto at = m_all.find(key);
    return at == m_all.end() ? none : at->second;
}

const std::string& HeaderFields::value(std::initializer_list<const char*> keys) const
{
    for (const char* key : keys)
        if (m_all.contains(key)) return value(key);
    return value(*keys.begin());
}

std::vector<double> HeaderFields::numbers(const std::string& key, std::size_t most) const
{
    return numbers_in<double>(value(key), key, most, m_file);
}

std::vector<long long> HeaderFields::counts(const std::string& key, long long least, std::size_t most) const
{
    auto counts = numbers_in<long long>(value(key), key, most, m_file);
    if (const auto bad = std::ranges::find_if(counts, [&](long long n) { return n < least; }); bad != counts.end())
        refuse_volume(m_file, fmt::format("{} with {}", key, *bad), fmt::format("numbers from {} on", least));
    return counts;
}

std::filesystem::path numbers_beside(const std::filesystem::path& header, const std::string& stated,
                                     const std::string& key, const VolumeChoice& choice)
{
    const std::string name = stated.starts_with("./") ? stated.substr(2) : stated;
    if (choice.one_file)
        refuse_volume(header, fmt::format("{} \"{}\"", key, name), "header and numbers in one file",
                      "save it as .mha or .nrrd: a result keeps the scan as one file");
    const bool plain = !name.empty() && name.find_first_of("/\\% \t") == name.npos && name.front() != '.' &&
                       name != "LIST" && name != header.filename().string();
    if (!plain)
        refuse_volume(header, fmt::format("{} \"{}\"", key, name), "the name of one file beside the header",
                      "save header and numbers as one file");
    std::filesystem::path beside = header.parent_path() / name;
    if (std::filesystem::is_symlink(beside))
        refuse_volume(header, fmt::format("{} \"{}\", a symbolic link", key, name), "a file beside the header");
    if (!std::filesystem::exists(beside))
        throw core::Failure(core::exit_code::no_input,
                            fmt::format("{}: {} \"{}\": no such file", header.string(), key, name));
    return beside;
}

std::string length_unit(std::string name, const std::string& key, const std::filesystem::path& file)
{
    static const std::map<std::string, std::string, std::less<>> words{{"?", ""},
                                                                       {"??", ""},
                                                                       {"???", ""},
                                                                       {"pixel", ""},
                                                                       {"pixels", ""},
                                                                       {"voxel", ""},
                                                                       {"micron", "um"},
                                                                       {"microns", "um"},
                                                                       {"micrometer", "um"},
                                                                       {"micrometre", "um"},
                                                                       {"millimeter", "mm"},
                                                                       {"millimetre", "mm"},
                                                                       {"centimeter", "cm"},
                                                                       {"nanometer", "nm"},
                                                                       {"nanometre", "nm"}};
    if (const auto word = words.find(name); word != words.end()) name = word->second;
    if (name.empty()) return {};
    const core::Unit* unit = core::find_unit(name, core::Dimension::length);
    if (!unit) refuse_volume(file, fmt::format("{} \"{}\"", key, name), "a length: um, mm, cm, m");
    return std::string(core::name_of(*unit));
}

}  // namespace dermavox::scene
