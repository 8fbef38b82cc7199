#include "dermavox/skin/layer.hpp"

#include <algorithm>
#include <cassert>

namespace dermavox::skin {

const char* name_of(Basis basis)
{
    switch (basis) {
    case Basis::read:
        return "read";
    case Basis::memory:
        return "memory";
    case Basis::proposed:
        return "proposed";
    case Basis::derived:
        return "derived";
    case Basis::fitted:
        return "fitted";
    case Basis::assumed:
        return "assumed";
    case Basis::given:
        return "given";
    }
    assert(false);
    return "";
}

Length depth_of(const Stack& stack, std::size_t i)
{
    assert(i <= stack.layers.size());
    Length depth{};
    for (std::size_t above = 0; above < i; ++above) depth += stack.layers[above].thickness.value;
    return depth;
}

std::size_t first_of(const Stack& stack, Role role)
{
    const auto has_role = [role](const Layer& layer) { return layer.role == role; };
    return std::size_t(std::ranges::find_if(stack.layers, has_role) - stack.layers.begin());
}

}  // namespace dermavox::skin
