#include "engine/scene/study/study_parameters.hpp"

#include "engine/scene/study/study_points.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

class ParameterReader
{
public:
    ParameterReader(StudyItems& items, const std::vector<std::string>& layers, const TrySets& try_sets, Study& study)
        : m_items(items),
          m_layers(layers),
          m_try(try_sets),
          m_study(study)
    {
    }

    void parameter(const std::string& table)
    {
        const Row* row = row_of(table);
        if (!row) return;
        Parameter p;
        p.key = m_items.text(table + ".key");
        if (std::ranges::any_of(m_study.parameters, [&](const Parameter& o) { return o.key == p.key; }))
            return m_items.report(*m_items.find(table + ".key"), "each key once");
        p.whole = row->kind == Kind::integer;
        p.steps = int(m_items.number(table + ".steps"));
        p.logarithmic = m_items.text(table + ".scale") == "log";
        const Item* list = m_items.find(table + ".values");
        const bool range = m_items.find(table + ".from") || m_items.find(table + ".to");
        const bool tolerance =
            m_items.find(table + ".centre") || m_items.find(table + ".sd") || m_items.find(table + ".half_width");
        if ((list != nullptr) + range + tolerance != 1)
            return m_items.report(*m_items.find(table + ".key"),
                                  "one of: from and to; values; centre with sd or half_width",
                                  "write e.g. " + range_example(*row));
        if (list) return listed(std::move(p), *row, *list);
        const bool countable = row->kind == Kind::quantity || row->kind == Kind::number || row->kind == Kind::integer;
        if (!countable)
            return m_items.report(*m_items.find(table + ".key"), "a list of values: the key is no number");
        if (range)
            ranged(std::move(p), *row, table);
        else
            tolerated(std::move(p), *row, table);
    }

private:
    /// A number of a range in the unit of `unit`, checked against the row of the scene's key.
    std::optional<double> end(const std::string& key, Row row, std::string& unit, bool difference = false)
    {
        const Item* item = m_items.find(key);
        if (!item) return std::nullopt;
        if (difference) row.range = positive;
        Setting setting{.row = &row, .key = key};
        if (!take(*item, row, setting, m_items.problems())) return std::nullopt;
        if (row.dimension == core::Dimension::none) return setting.numbers.front();
        const NumberAndUnit parts = number_and_unit(item->value.text);
        if (unit.empty()) unit = parts.unit;
        if (unit == parts.unit) return parts.number;
        m_items.report(*item, "the same unit as the other values of this parameter", "write it in " + unit);
        return std::nullopt;
    }

    const Row* row_of(const std::string& table)
    {
        const Item* item = m_items.find(table + ".key");
        const std::string key = m_items.text(table + ".key");
        if (key.empty()) return nullptr;
        const Row* row = find_row(key, m_layers);
        if (row && key == "run.seed") {
            m_items.report(*item, "any key but the seed", "write seeds or repeats under [design]");
            return nullptr;
        }
        if (row && !key.starts_with("limits.") && key != "schema") return row;
        const std::string near = nearest_key(key, m_layers);
        m_items.report(*item, "a key of the scene",
                       near.empty() ? "dermavox explain lists the keys" : fmt::format("did you mean \"{}\"?", near));
        return nullptr;
    }

    static std::string range_example(const Row& row)
    {
        const std::string value = row.shown_example();
        return value.empty() ? "from and to" : fmt::format("values = [{}]", value);
    }

    void listed(Parameter p, const Row& row, const Item& list)
    {
        if (list.value.kind != Value::Kind::list || list.value.list.empty())
            return m_items.report(list, "a list of values", "write e.g. " + range_example(row));
        const std::size_t before = m_items.problems().size();
        const Levels levels = levels_of(list.value.list, row);
        for (const Value& element : list.value.list) {
            Item item = list;
            item.value = element;
            Setting setting{.row = &row, .key = p.key};
            if (!take(item, row, setting, m_items.problems())) continue;
            if (levels.unit) continue;
            p.values.push_back(toml_of(element));
            auto sets = m_study.sets;
            sets.push_back(p.key + '=' + p.values.back());
            m_try(sets, item);
        }
        if (levels.unit) p.levels = levels.numbers, p.unit = *levels.unit;
        if (m_items.problems().size() == before) m_study.parameters.push_back(std::move(p));
    }

    void ranged(Parameter p, const Row& row, const std::string& table)
    {
        const auto from = end(table + ".from", row, p.unit), to = end(table + ".to", row, p.unit);
        for (const char* name : {".from", ".to"})
            if (!m_items.find(table + name))
                m_items.report_missing(table + name, row.expected(), "a range has both ends");
        if (!from || !to) return;
        p.from = *from, p.to = *to;
        if (!(p.from < p.to))
            return m_items.report(*m_items.find(table + ".to"), "more than `from`: the range is empty");
        if (p.logarithmic && p.from <= 0)
            return m_items.report(*m_items.find(table + ".from"), "above 0 for scale = \"log\"");
        m_study.parameters.push_back(std::move(p));
    }

    void tolerated(Parameter p, const Row& row, const std::string& table)
    {
        using enum Parameter::Spread;
        const auto centre = end(table + ".centre", row, p.unit);
        const bool is_normal = m_items.find(table + ".sd") != nullptr;
        const auto width = end(table + (is_normal ? ".sd" : ".half_width"), row, p.unit, true);
        if (!m_items.find(table + ".centre"))
            m_items.report_missing(table + ".centre", row.expected(), "the middle of the tolerance");
        if (is_normal == (m_items.find(table + ".half_width") != nullptr))
            m_items.report(*m_items.find(table + ".key"), "sd or half_width, one of them");
        if (!centre || !width) return;
        p.spread = is_normal ? normal : uniform;
        p.centre = *centre, p.width = *width;
        const double reach = is_normal ? 1.6448536269514722 * p.width : p.width;  // 5 % and 95 % of a normal
        p.from = p.centre - reach, p.to = p.centre + reach;
        m_study.parameters.push_back(std::move(p));
    }

    StudyItems& m_items;
    const std::vector<std::string>& m_layers;
    const TrySets& m_try;
    Study& m_study;
};

}  // namespace

void read_parameters(StudyItems& items, const std::vector<std::string>& layers, const TrySets& try_sets, Study& study)
{
    ParameterReader reader(items, layers, try_sets, study);
    for (int n = 1; n <= items.count("parameter"); ++n) reader.parameter(fmt::format("parameter[{}]", n));
}

}  // namespace dermavox::scene
