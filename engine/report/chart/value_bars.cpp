#include "engine/report/chart/value_bars.hpp"

#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>

namespace dermavox::report {
namespace {

double end_of(const ValueBar& bar) { return bar.band ? std::max(bar.value, bar.band->second) : bar.value; }

void draw_whisker(Svg& svg, double from, double to, double y)
{
    svg.line({from, y}, {to, y}, "whisker").line({from, y - 5}, {from, y + 5}, "whisker");
    svg.line({to, y - 5}, {to, y + 5}, "whisker");
}

}  // namespace

std::string value_bars(const std::vector<ValueBar>& bars, std::string_view label, std::string_view title)
{
    constexpr double row = 24, top = 8;
    double most = 0;
    for (const ValueBar& bar : bars) most = std::max(most, end_of(bar));
    Svg svg(720, top + row * double(bars.size()) + 46, label);
    const Axis x{0, 1.1 * most, 92, 700};
    double y = top;
    for (const ValueBar& bar : bars) {
        const bool before = &bar == bars.data();
        svg.text({x.from - 10, y + 14}, bar.name, "end");
        svg.rect({x.from, y + 3}, std::max(x.at(bar.value) - x.from, 1.0), 14,
                 before     ? "muted-fill"
                 : bar.main ? "load-fill"
                            : "load-fill faint");
        if (bar.band) draw_whisker(svg, x.at(bar.band->first), x.at(bar.band->second), y + 10);
        svg.text({x.at(end_of(bar)) + 6, y + 14}, digits(bar.value, 2), "halo strong");
        y += row;
    }
    svg.x_axis(x, y + 6, 1, title);
    return svg.take();
}

}  // namespace dermavox::report
