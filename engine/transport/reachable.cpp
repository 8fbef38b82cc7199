#include "engine/transport/reachable.hpp"

namespace dermavox::transport {
namespace {

/// Marks what can be reached from end plane `from`; true when that is also in plane `to`.
bool flood(const Reach& reach, int from, int to, std::vector<char>& mark)
{
    const auto& n = reach.size;
    std::vector<std::array<int, 3>> front;
    bool arrived = false;
    const auto visit = [&](std::array<int, 3> c) {
        const auto at = c[0] * reach.strides[0] + c[1] * reach.strides[1] + c[2] * reach.strides[2];
        if (mark[at] || !reach.passable[reach.index[at]]) return;
        mark[at] = 1;
        arrived = arrived || c[2] == to;
        front.push_back(c);
    };
    for (int j = 0; j < n[1]; ++j)
        for (int i = 0; i < n[0]; ++i) {
            visit({i, j, from});
            while (!front.empty()) {
                const auto c = front.back();
                front.pop_back();
                for (int axis = 0; axis < 3; ++axis)
                    for (const int step : {-1, 1}) {
                        auto next = c;
                        next[axis] += step;
                        if (axis < 2 && reach.periodic) next[axis] = (next[axis] + n[axis]) % n[axis];
                        if (next[axis] >= 0 && next[axis] < n[axis]) visit(next);
                    }
            }
        }
    return arrived;
}

}  // namespace

bool connect(Reach& reach)
{
    const int last = reach.size[2] - 1;
    std::vector<char> from_first(reach.index.size()), from_last(reach.index.size());
    const bool joined = flood(reach, 0, last, from_first);
    flood(reach, last, 0, from_last);
    for (std::size_t c = 0; c < reach.index.size(); ++c)
        if (!from_first[c] && !from_last[c]) reach.index[c] = 255;
    return joined;
}

}  // namespace dermavox::transport
