// VTK's XML files with their arrays appended raw, zlib-compressed in blocks (VTK file format 1.0, UInt64 headers).
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::report {

class VtkFile
{
public:
    explicit VtkFile(std::string_view type) : m_type(type) {}

    /// Compresses the values and returns the DataArray element that refers to them.
    template <class T>
    std::string array(std::string_view name, const std::vector<T>& values, int components = 1)
    {
        const std::string_view bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
        return append(name, type_of(T{}), components, bytes);
    }
    /// `body`: the element of the data set, with the elements from array().
    void write(std::string_view body, std::ostream& out) const;

private:
    static const char* type_of(float) { return "Float32"; }
    static const char* type_of(unsigned char) { return "UInt8"; }
    static const char* type_of(unsigned) { return "UInt32"; }
    static const char* type_of(long) { return "Int64"; }
    std::string append(std::string_view name, const char* type, int components, std::string_view bytes);

    std::string m_type, m_appended;
};

}  // namespace dermavox::report
