/// Text headers of volumes, line by line, and the file of numbers that one may name.
#pragma once

#include "engine/scene/volumes/volume_file.hpp"

#include <map>

namespace dermavox::scene {

/// The next line without its end; nothing at the end of the file. Refuses lines over 64 KiB.
std::optional<std::string> next_line(ByteReader& in);

std::string_view trimmed(std::string_view text);

/// Keys of a header with their values; a key that is not there has an empty one.
class HeaderFields
{
public:
    explicit HeaderFields(const std::filesystem::path& file) : m_file(file) {}

    void add(const std::string& key, std::string_view value);  ///< refuses a key twice, and more than 1000
    const std::string& value(const std::string& key) const;
    /// The first of these keys that is there.
    const std::string& value(std::initializer_list<const char*> keys) const;

    /// The numbers of a text with blanks between; refuses anything else.
    std::vector<double> numbers(const std::string& key, std::size_t most = 64) const;
    /// Whole numbers, each at least `least`.
    std::vector<long long> counts(const std::string& key, long long least, std::size_t most = 64) const;

    const std::filesystem::path& file() const { return m_file; }

private:
    const std::filesystem::path& m_file;
    std::map<std::string, std::string> m_all;
};

/// The file of numbers that a header names: beside it, a plain name. Refuses a path, lists or patterns of names, and
/// any with choice.one_file.
std::filesystem::path numbers_beside(const std::filesystem::path& header, const std::string& name,
                                     const std::string& key, const VolumeChoice& choice);

/// The name of a length in core's table for what a header calls it; empty for none. Refuses what is no length.
std::string length_unit(std::string name, const std::string& key, const std::filesystem::path& file);

}  // namespace dermavox::scene
