// STL: en.wikipedia.org/wiki/STL_(file_format); 3D Systems, StereoLithography Interface Specification (1989).
#include "engine/scene/shapes/needle_shape.hpp"
#include "engine/scene/volumes/header_text.hpp"

#include <cmath>
#include <fmt/format.h>
#include <map>

namespace dermavox::scene {
namespace {

constexpr std::size_t most_triangles = 100'000;

class MeshMaker
{
public:
    explicit MeshMaker(const std::filesystem::path& file) : m_file(file) {}

    void corner(std::array<double, 3> point)
    {
        for (double& part : point) {
            if (!std::isfinite(part) || std::abs(part) > 1e9)
                refuse_volume(m_file, fmt::format("a corner at {}", part), "coordinates of a needle");
            part += 0.0;  // -0 is 0
        }
        const auto [at, fresh] = m_known.emplace(point, int(m_mesh.points.size()));
        if (fresh) m_mesh.points.push_back(point);
        m_corners.push_back(at->second);
        if (m_corners.size() < 3) return;
        const auto [a, b, c] = std::array{m_corners[0], m_corners[1], m_corners[2]};
        if (a != b && b != c && c != a) m_mesh.triangles.push_back({a, b, c});  // else without area
        m_corners.clear();
        if (m_mesh.triangles.size() > most_triangles)
            refuse_volume(m_file, "more triangles", fmt::format("at most {}", most_triangles), "simplify the body");
    }

    Mesh take()
    {
        if (!m_corners.empty() || m_mesh.triangles.empty())
            refuse_volume(m_file, fmt::format("{} whole triangles", m_mesh.triangles.size()),
                          "the triangles of a body", cut_off);
        return std::move(m_mesh);
    }

private:
    const std::filesystem::path& m_file;
    std::map<std::array<double, 3>, int> m_known;
    std::vector<int> m_corners;  ///< of the triangle that is being read
    Mesh m_mesh;
};

constexpr std::uint64_t binary_header = 80, binary_triangle = 50;

/// By its length alone: text may begin a binary file too.
bool is_binary(ByteReader& in)
{
    if (in.size() < binary_header + 4) return false;
    in.go(binary_header);
    const std::uint64_t count = in.number<std::uint32_t>(big_endian_machine);
    const bool fits = in.left() == count * binary_triangle;
    if (!fits) in.go(0);
    return fits;
}

}  // namespace

Mesh read_stl(ByteReader& in)
{
    MeshMaker maker(in.file());
    if (is_binary(in)) {
        while (in.left() > 0) {
            in.skip(3 * sizeof(float));  // normal
            for (int corner = 0; corner < 3; ++corner) {
                std::array<double, 3> point{};
                for (double& part : point) part = double(in.number<float>(big_endian_machine));
                maker.corner(point);
            }
            in.skip(2);
        }
        return maker.take();
    }
    while (const auto line = next_line(in)) {
        const std::string_view text = trimmed(*line);
        if (!text.starts_with("vertex")) continue;
        HeaderFields fields(in.file());
        fields.add("vertex", text.substr(6));
        const auto parts = fields.numbers("vertex", 3);
        if (parts.size() != 3) refuse_volume(in.file(), std::string(text), "vertex X Y Z");
        maker.corner({parts[0], parts[1], parts[2]});
    }
    return maker.take();
}

}  // namespace dermavox::scene
