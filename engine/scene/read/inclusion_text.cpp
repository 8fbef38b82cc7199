#include "engine/scene/read/inclusion_text.hpp"

#include "engine/scene/read/length_list.hpp"

#include <algorithm>
#include <cctype>

namespace dermavox::scene {
namespace {

bool is_name(const std::string& name)
{
    return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) || c == ' ' || c == '_' || c == '-';
    });
}

std::optional<skin::Inclusion> plane_of(std::string_view figures, std::string& why)
{
    const auto depth = lengths_of(figures, 1, why);
    if (!depth) return std::nullopt;
    if (!((*depth)[0] > 0)) return why = "a depth above 0", std::nullopt;
    return skin::Inclusion{.name = {}, .shape = skin::Inclusion::Shape::plane, .depth = (*depth)[0]};
}

std::optional<skin::Inclusion> ellipsoid_of(std::string_view figures, std::string& why)
{
    const auto groups = parts_of(figures, ';');
    if (groups.size() != 2) return why = "a centre and three axes, with ; between", std::nullopt;
    const auto centre = lengths_of(groups[0], 3, why);
    const auto axes = centre ? lengths_of(groups[1], 3, why) : std::nullopt;
    if (!axes) return std::nullopt;
    if (std::ranges::any_of(*axes, [](double axis) { return !(axis > 0); }))
        return why = "axes above 0", std::nullopt;
    if (!((*centre)[2] > 0)) return why = "a depth above 0", std::nullopt;
    return skin::Inclusion{.name = {},
                           .shape = skin::Inclusion::Shape::ellipsoid,
                           .depth = (*centre)[2],
                           .x = (*centre)[0],
                           .y = (*centre)[1],
                           .half_x = (*axes)[0] / 2,
                           .half_y = (*axes)[1] / 2,
                           .half_depth = (*axes)[2] / 2};
}

}  // namespace

std::optional<skin::Inclusion> inclusion_of(std::string_view text, std::string& why)
{
    const auto colon = text.find(':');
    const auto parts = parts_of(text.substr(0, std::min(colon, text.size())), ':');
    if (colon == text.npos || !is_name(parts.front()))
        return why = "a name of letters, digits, blanks, _ and -, and a colon first", std::nullopt;
    const std::string body = parts_of(text.substr(colon + 1), '\0').front();
    const auto space = body.find(' ');
    const std::string shape = body.substr(0, space), figures = space == body.npos ? "" : body.substr(space + 1);
    std::optional<skin::Inclusion> inclusion;
    if (shape == "plane")
        inclusion = plane_of(figures, why);
    else if (shape == "ellipsoid")
        inclusion = ellipsoid_of(figures, why);
    else
        why = "\"" + shape + "\" is neither plane nor ellipsoid";
    if (inclusion) inclusion->name = parts.front();
    return inclusion;
}

}  // namespace dermavox::scene
