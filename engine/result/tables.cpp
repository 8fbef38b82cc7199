#include "dermavox/result/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <numbers>
#include <ostream>

namespace dermavox::result {
namespace {

constexpr double degree = 180 / std::numbers::pi;

/// One line of a CSV file; seven significant digits, which is a nanometre in a centimetre.
class Row
{
public:
    Row& operator<<(double value)
    {
        std::array<char, 32> text;
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value == 0 ? 0.0 : value,
                                       std::chars_format::general, 7);
        return add(text.data(), end.ptr);
    }
    template <std::integral I>
    Row& operator<<(I value)
    {
        std::array<char, 24> text;
        return add(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
    }
    void end(std::ostream& out)
    {
        m_text.back() = '\n';
        out.write(m_text.data(), std::streamsize(m_text.size()));
        m_text.clear();
    }

private:
    Row& add(const char* begin, const char* end)
    {
        m_text.append(begin, end) += ',';
        return *this;
    }
    std::string m_text;
};

/// A layer's name as part of a column name: nothing that a spreadsheet or a parser could trip over.
std::string plain(const std::string& name)
{
    std::string out = name;
    std::replace_if(
        out.begin(), out.end(), [](unsigned char c) { return c > 127 || !std::isalnum(c); }, '_');
    return out;
}

}  // namespace

std::size_t row_stride(std::size_t insertions)
{
    return std::max<std::size_t>(1, (insertions + insertion_rows - 1) / insertion_rows);
}

void write_insertions_csv(const std::vector<mechanics::Insertion>& insertions, std::ostream& out)
{
    out << "pass,cycle,needle,x_mm,y_mm,inserted_um,tip_um,residual_um,peak_mN,slit_um,punctured_layers,"
           "lateral_mN,opening_long_um,opening_short_um,opening_angle_deg,slit_dermis_um\n";
    Row row;
    const std::size_t stride = row_stride(insertions.size());
    for (std::size_t i = 0; i < insertions.size(); i += stride) {
        const mechanics::Insertion& at = insertions[i];
        row << at.pass << at.cycle << at.needle << at.x * 1e3 << at.y * 1e3;
        row << at.inserted * 1e6 << at.tip * 1e6 << at.residual * 1e6 << at.peak_force * 1e3 << at.slit * 1e6;
        row << at.punctured_layers << at.lateral_force * 1e3;
        row << at.opening.long_axis * 1e6 << at.opening.short_axis * 1e6;
        row << at.opening.angle * degree;
        (row << at.slit_dermis * 1e6).end(out);
    }
}

void write_channels_csv(const std::vector<wound::Channel>& channels, const std::vector<std::string>& layers,
                        std::ostream& out, skin::Stretch stretch)
{
    const bool stretched = stretch.x != 1 || stretch.y != 1;
    out << "id,x_mm,y_mm,long_um,short_um,angle_deg,area_um2,depth_um,merged_insertions";
    for (const std::string& name : layers) out << ",volume_um3_" << plain(name);
    out << ",reaches_dermis,reaches_capillaries,follicles,glands";
    if (stretched) out << ",released_x_mm,released_y_mm,released_long_um,released_short_um,released_angle_deg";
    out << '\n';
    Row row;
    for (const wound::Channel& at : channels) {
        row << at.id << at.x * 1e3 << at.y * 1e3 << at.long_axis * 1e6 << at.short_axis * 1e6;
        row << at.angle * degree << at.area * 1e12 << at.depth * 1e6 << at.merged_insertions;
        for (std::size_t i = 0; i < layers.size(); ++i)
            row << (i < at.volume_per_layer.size() ? at.volume_per_layer[i] * 1e18 : 0.0);
        row << int(at.reaches_dermis) << int(at.reaches_capillaries) << at.follicles << at.glands;
        if (stretched) {
            const skin::Ellipse relaxed = skin::released({at.long_axis, at.short_axis, at.angle}, stretch);
            row << at.x / stretch.x * 1e3 << at.y / stretch.y * 1e3;
            row << relaxed.long_axis * 1e6 << relaxed.short_axis * 1e6 << relaxed.angle * degree;
        }
        row.end(out);
    }
}

}  // namespace dermavox::result
