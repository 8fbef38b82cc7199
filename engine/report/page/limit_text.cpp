#include "engine/report/page/limit_text.hpp"

#include "dermavox/result/figure.hpp"
#include "engine/report/compare/compare_names.hpp"
#include "engine/report/text.hpp"

#include <fmt/format.h>

namespace dermavox::report {

std::string limit_text(const result::Verdict& verdict)
{
    const std::string key = result::key_of_figure(verdict.key.substr(0, verdict.key.rfind('_')));
    const FigureName name = name_of_figure(key);
    const auto ref = result::find_figure(key);
    const auto unit = ref ? ref->figure->unit : result::Unit::none;
    const bool si = result::info_of(unit).dimension != core::Dimension::none;  // else in the unit of the key
    const auto shown = [&](double value) {
        return digits((si ? result::in_unit(value, unit) : value) * name.scale, name.digits) +
               (name.unit.empty() ? "" : "\u202F" + name.unit);
    };
    return fmt::format("{} {}, {} {} asked", name.label, shown(verdict.value),
                       verdict.key.ends_with("_min") ? "at least" : "at most", shown(verdict.limit));
}

}  // namespace dermavox::report
