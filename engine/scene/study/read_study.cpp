#include "dermavox/core/unit_names.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/scene/study_file.hpp"
#include "engine/scene/read/file_beside.hpp"
#include "engine/scene/read/library.hpp"
#include "engine/scene/read/settings.hpp"
#include "engine/scene/study/study_parameters.hpp"
#include "engine/scene/study/study_points.hpp"
#include "engine/scene/tables/scene_table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace dermavox::scene {
namespace {

/// One reading: items by key, then the parts of the study in turn; problems are collected all the way.
class StudyReading
{
public:
    StudyReading(const std::string& text, const std::string& name, const Catalogue& catalogue)
        : m_name(name),
          m_catalogue(catalogue),
          m_items(text, name, m_problems)
    {
        m_study.source_name = m_name;
        m_study.source_text = text;
    }

    Study read()
    {
        if (m_items.empty() && !m_problems.empty()) fail();
        refuse_scene();
        m_items.refuse_unknown();
        head();
        sets();
        read_base();
        design();
        if (m_base)
            read_parameters(
                m_items, m_layers, [this](const auto& sets, const Item& place) { return try_sets(sets, &place); },
                m_study);
        for (int n = 1; n <= m_items.count("variant"); ++n) variant(fmt::format("variant[{}]", n));
        points();
        goals();
        conditions();
        check_whole();
        if (!m_problems.empty()) fail();
        return std::move(m_study);
    }

private:
    // ---- head, scene

    /// The likeliest mistake of all: a scene in the study's place.
    void refuse_scene()
    {
        for (const char* table : {"skin", "device"})
            if (const Item* item = m_items.find(table); item && !m_items.find("scene")) {
                m_problems.push_back({m_name, item->key_place.line, item->key_place.column, table,
                                      "a table of a scene", "a study, which names a scene and the keys to vary",
                                      "dermavox run takes scenes; scenes/studies/README.md shows a study"});
                fail();
            }
    }

    void head()
    {
        m_items.value("schema");
        m_study.title = m_items.text("title");
        if (const auto list = m_items.value("figures")) m_study.figures = list->texts;
        const std::string policy = m_items.text("run.on_failure");
        m_study.on_failure = policy == "retry"   ? OnFailure::retry
                             : policy == "abort" ? OnFailure::abort
                                                 : OnFailure::record;
        m_study.retries = int(m_items.number("run.retries"));
        m_study.keep = int(m_items.number("run.keep"));
    }

    void sets() { m_study.sets = m_items.sets_under("set"); }

    void read_base()
    {
        if (m_items.text("scene").empty()) return;
        const auto file =
            file_beside(std::filesystem::path(m_name).parent_path(), *m_items.find("scene"), m_problems);
        if (!file) return;
        m_study.scene_name = file->name;
        m_study.scene_text = file->text;
        const bool sets_fit = try_sets(m_study.sets);
        try {
            m_base = read_scene_text(file->text, file->name, sets_fit ? m_study.sets : std::vector<std::string>(),
                                     m_catalogue);
        } catch (const core::InputError& error) {
            for (const core::Problem& problem : error.problems()) m_problems.push_back(problem);
            return;
        }
        for (const Entry& entry : m_base->entries)
            if (entry.key.starts_with("skin.") && entry.key.ends_with(".thickness"))
                m_layers.push_back(entry.key.substr(5, entry.key.size() - 5 - 10));
    }

    /// Reads the scene with more keys set; problems of those keys are told at their place in the study.
    bool try_sets(const std::vector<std::string>& more, const Item* whole = nullptr)
    {
        if (m_study.scene_text.empty()) return false;
        try {
            read_scene_text(m_study.scene_text, m_study.scene_name, more, m_catalogue);
            return true;
        } catch (const core::InputError& error) {
            bool fine = true;
            for (core::Problem problem : error.problems()) {
                if (problem.file != "--set") continue;
                fine = false;
                const Item* item = whole ? whole : m_items.place_of_set(problem.key);
                problem.file = m_name;
                if (item) problem.line = item->value_place.line, problem.column = item->value_place.column;
                m_problems.push_back(problem);
            }
            return fine;
        }
    }

    void variant(const std::string& table)
    {
        Variant v{m_items.text(table + ".name"), m_items.sets_under(table + ".set")};
        if (v.sets.empty())
            m_items.report_missing(table + ".set", "the keys that make this variant",
                                   "write e.g. set.device.preset = \"pen-12-ring\"");
        auto sets = m_study.sets;
        sets.insert(sets.end(), v.sets.begin(), v.sets.end());
        if (m_base) try_sets(sets);
        if (std::ranges::any_of(m_study.variants, [&](const Variant& o) { return o.name == v.name; }))
            m_items.report(*m_items.find(table + ".name"), "each name once");
        m_study.variants.push_back(std::move(v));
    }

    // ---- how cases are chosen, what is good

    void design()
    {
        Design& d = m_study.design;
        const std::string kind = m_items.text("design.kind");
        for (const auto k :
             {DesignKind::grid, DesignKind::lhs, DesignKind::sobol, DesignKind::list, DesignKind::tolerance,
              DesignKind::morris, DesignKind::indices, DesignKind::optimise, DesignKind::local, DesignKind::compare})
            if (kind == name_of(k)) d.kind = k;
        d.cases = int(m_items.number("design.cases"));
        d.seed = std::uint64_t(m_items.number("design.seed"));
        d.population = int(m_items.number("design.population"));
        d.confidence = m_items.number("design.confidence");
        d.outside_validity = m_items.text("design.validity") == "any";
        if (const auto slopes = m_items.value("design.slopes")) d.slopes = slopes->texts;
        if (const auto seeds = m_items.value("design.seeds"))
            for (const double seed : seeds->numbers) d.seeds.push_back(std::uint64_t(seed));
        if (const auto repeats = m_items.value("design.repeats"); repeats && m_base) {
            if (!d.seeds.empty())
                m_items.report(*m_items.find("design.repeats"), "either seeds or repeats, not both");
            for (int i = 0; i < int(repeats->numbers.front()); ++i)
                d.seeds.push_back(m_base->seed + std::uint64_t(i));
        }
        if (d.seeds.empty() && m_base) d.seeds.push_back(m_base->seed);
    }

    /// The points of a list design: columns of a CSV become parameters.
    void points()
    {
        const Item* table = m_items.find("design.table");
        if (m_study.design.kind != DesignKind::list) {
            if (table) m_items.report(*table, "no table: it belongs to kind = \"list\"");
            for (const Item& choice : m_items.table_choices())
                m_items.report(choice, "no such key: it belongs to the table of kind = \"list\"");
            return;
        }
        if (!table)
            return m_items.report_missing("design.table", "a CSV file beside the study",
                                          "write e.g. table = \"points.csv\"");
        if (!m_study.parameters.empty())
            m_items.report(*m_items.find("parameter[1].key"),
                           "no [[parameter]]: the columns of the table are the parameters");
        if (m_items.text("design.table").empty() || !m_base) return;
        const auto file = table_beside(m_name, *table, m_problems);
        if (!file) return;
        const auto choices = choices_of("design", m_items.table_choices(), m_problems);
        read_points(file->text, file->name, choices, m_layers, m_study, m_problems);
    }

    void goals()
    {
        for (int n = 1; n <= m_items.count("objective"); ++n) {
            const std::string table = fmt::format("objective[{}]", n);
            m_study.objectives.push_back({m_items.text(table + ".key"), m_items.text(table + ".goal") == "max"});
        }
        for (int n = 1; n <= m_items.count("limit"); ++n) {
            const std::string table = fmt::format("limit[{}]", n);
            ResultLimit limit{m_items.text(table + ".key"), {}, {}};
            if (const auto least = m_items.value(table + ".min")) limit.least = least->numbers.front();
            if (const auto most = m_items.value(table + ".max")) limit.most = most->numbers.front();
            if (!m_items.find(table + ".min") && !m_items.find(table + ".max"))
                m_items.report_missing(table + ".min", "min, max or both", "");
            if (limit.least && limit.most && *limit.least > *limit.most)
                m_items.report(*m_items.find(table + ".max"), "at least `min`: the band is empty");
            m_study.limits.push_back(limit);
        }
    }

    void conditions()
    {
        const auto list = m_items.value("where");
        if (!list) return;
        for (const std::string& condition : list->texts) {
            std::vector<core::ExpressionProblem> problems;
            auto expression = core::Expression::parse(condition, problems);
            if (expression) check_condition(*expression, problems);
            if (problems.empty()) m_study.where.push_back(*std::move(expression));
            Item item = *m_items.find("where");
            item.value = {.kind = Value::Kind::text, .text = condition};
            for (const core::ExpressionProblem& problem : problems)
                m_items.report(item, "a condition between parameters",
                               fmt::format("column {}: {}, expected {}{}{}", problem.column, problem.found,
                                           problem.expected, problem.hint.empty() ? "" : "; ", problem.hint));
        }
    }

    /// Names of parameters of numbers alone, and true or false as a whole.
    void check_condition(const core::Expression& condition, std::vector<core::ExpressionProblem>& problems) const
    {
        std::vector<std::string> names;
        for (const Parameter& parameter : m_study.parameters)
            if (parameter.numeric()) names.push_back(parameter.key);
        const auto type_of = [&](const std::string& name) -> std::optional<core::ExpressionType> {
            const auto at = std::ranges::find(m_study.parameters, name, &Parameter::key);
            if (at == m_study.parameters.end() || !at->numeric()) return std::nullopt;
            const core::Unit* unit = at->unit.empty() ? nullptr : core::find_unit(at->unit);
            return unit ? core::quantity_of(core::dimension_of(*unit)) : core::ExpressionType{};
        };
        const auto nearest = [&](const std::string& name) { return nearest_name(name, names); };
        const auto type = condition.type(type_of, nearest, "a parameter of numbers of this study", problems);
        if (type && type->kind != core::ExpressionType::Kind::flag)
            problems.push_back({1, core::name_of(*type), "a comparison", "write e.g. device.depth < 1 mm"});
    }

    /// What only the parts together show.
    void check_whole()
    {
        using enum DesignKind;
        const DesignKind kind = m_study.design.kind;
        const auto need = [&](bool holds, const std::string& key, const std::string& expected) {
            if (!holds && m_problems.empty())
                m_items.report_missing(key, expected, fmt::format("design.kind is {}", name_of(kind)));
        };
        need(!m_study.parameters.empty() || !m_study.variants.empty() || m_study.design.seeds.size() > 1, "parameter",
             "something that varies: [[parameter]], [[variant]] or several seeds");
        if (kind == optimise || kind == local)
            need(!m_study.objectives.empty(), "objective", "an [[objective]] to optimise");
        if (kind == local) need(m_study.objectives.size() == 1, "objective", "one [[objective]], not several");
        if (kind == compare) need(m_study.variants.size() == 2, "variant", "two [[variant]] to compare");
        if (kind == compare) need(m_study.design.seeds.size() >= 2, "design.repeats", "2 seeds or more");
        for (const Parameter& p : m_study.parameters) {
            if ((kind == tolerance) != (p.spread != Parameter::Spread::none))
                need(false, p.key,
                     kind == tolerance ? "centre with sd or half_width" : "from and to or values (no tolerance)");
            if (kind == morris || kind == indices || kind == local)
                need(!p.listed() || p.numeric(), p.key, "numbers: this design has no use for names");
        }
        for (const std::string& key : m_study.design.slopes)
            need(std::ranges::any_of(m_study.parameters, [&](auto& p) { return p.key == key && !p.listed(); }),
                 "design.slopes", "keys of parameters with a range, not " + key);
        if (kind == grid) need(grid_points(m_study) <= 1e7, "design", "at most 1e7 points; fewer steps");
    }

    [[noreturn]] void fail() { core::refuse(std::move(m_problems), m_name, m_name); }

    const std::string& m_name;
    const Catalogue& m_catalogue;
    std::vector<core::Problem> m_problems;
    StudyItems m_items;
    std::vector<std::string> m_layers;
    std::optional<Scene> m_base;
    Study m_study;
};

}  // namespace

Study read_study_text(const std::string& text, const std::string& name, const Catalogue& catalogue)
{
    return StudyReading(text, name, catalogue).read();
}

Study read_study(const std::filesystem::path& file, const Catalogue& catalogue)
{
    return read_study_text(text_of(file), file.string(), catalogue);
}

}  // namespace dermavox::scene
