#include "engine/report/volumes/vtk_file.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fmt/format.h>
#include <ostream>
#include <zlib.h>

namespace dermavox::report {
namespace {

constexpr std::size_t block_bytes = 1 << 20;

std::string compressed(std::string_view bytes)
{
    uLongf size = compressBound(uLong(bytes.size()));
    std::string out(size, '\0');
    const auto* from = reinterpret_cast<const Bytef*>(bytes.data());
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, from, uLong(bytes.size()), 1) != Z_OK)
        throw core::Failure(core::exit_code::internal, "zlib: compressing a block failed");
    out.resize(size);
    return out;
}

void append_number(std::string& out, std::uint64_t number)
{
    static_assert(std::endian::native == std::endian::little, "the files say LittleEndian");
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

std::string VtkFile::append(std::string_view name, const char* type, int components, std::string_view bytes)
{
    const std::size_t blocks = (bytes.size() + block_bytes - 1) / block_bytes;
    std::vector<std::string> packed(blocks);
    core::parallel_for(blocks, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) packed[i] = compressed(bytes.substr(i * block_bytes, block_bytes));
    });

    const std::size_t offset = m_appended.size();
    append_number(m_appended, blocks);
    append_number(m_appended, block_bytes);
    append_number(m_appended, bytes.size() % block_bytes);  // of the last block; 0: it is full
    for (const std::string& block : packed) append_number(m_appended, block.size());
    for (const std::string& block : packed) m_appended += block;
    return fmt::format(R"(<DataArray type="{}" Name="{}" NumberOfComponents="{}" format="appended" offset="{}"/>)",
                       type, escaped(name), components, offset);
}

void VtkFile::write(std::string_view body, std::ostream& out) const
{
    out << R"(<?xml version="1.0"?>)"
        << "\n<VTKFile type=\"" << m_type
        << R"(" version="1.0" byte_order="LittleEndian" header_type="UInt64" compressor="vtkZLibDataCompressor">)"
        << '\n'
        << body << "\n<AppendedData encoding=\"raw\">\n_";
    out.write(m_appended.data(), std::streamsize(m_appended.size()));
    out << "\n</AppendedData>\n</VTKFile>\n";
}

}  // namespace dermavox::report
