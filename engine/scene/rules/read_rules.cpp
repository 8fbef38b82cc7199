#include "dermavox/scene/rule.hpp"

#include "engine/scene/read/library.hpp"
#include "engine/scene/read/settings.hpp"
#include "engine/scene/rules/rule_rows.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <mutex>

namespace dermavox::scene {
namespace {

constexpr std::pair<const char*, RuleKind> rule_tables[] = {
    {"rule", RuleKind::rule}, {"window", RuleKind::window}, {"question", RuleKind::question}};

bool is_rule_id(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// One text: its items by key, every problem at its place.
class RuleReading
{
public:
    RuleReading(const std::string& text, std::string name) : m_name(std::move(name))
    {
        for (Item& item : read_toml(text, m_name, m_problems, Tables::are_plain)) {
            const std::string key = item.key;
            m_items.emplace(key, std::move(item));
        }
    }

    std::vector<Rule> read()
    {
        if (m_problems.empty()) version();
        for (const auto& [table, kind] : rule_tables)
            for (int n = 1; m_items.contains(fmt::format("{}[{}]", table, n)); ++n)
                one(kind, fmt::format("{}[{}]", table, n));
        refuse_unknown();
        if (m_problems.empty()) return std::move(m_rules);
        std::ranges::stable_sort(m_problems, {}, [](auto& p) { return std::pair(p.line, p.column); });
        throw core::InputError(std::move(m_problems));
    }

private:
    const Item* find(const std::string& key) const
    {
        const auto at = m_items.find(key);
        return at == m_items.end() ? nullptr : &at->second;
    }

    void report(const Item& item, std::string expected, std::string hint)
    {
        m_problems.push_back({m_name, item.value_place.line, item.value_place.column, item.key, item.value.shown(),
                              std::move(expected), std::move(hint)});
    }

    void version()
    {
        const Item* item = find("schema");
        if (item && item->value.kind == Value::Kind::integer && item->value.number == 1) return;
        if (item) return report(*item, "1, the version of this format", "write schema = 1");
        m_problems.push_back(
            {m_name, 1, 1, "schema", "missing", "1, the version of this format", "write schema = 1"});
    }

    void one(RuleKind kind, const std::string& table)
    {
        std::map<std::string, Setting> settings;
        const Place place = find(table)->value_place;
        for (const Row& row : rule_rows(kind)) {
            const Item* item = find(table + '.' + row.key);
            Setting setting{.row = &row, .key = row.key};
            if (item && take(*item, row, setting, m_problems)) settings.emplace(row.key, std::move(setting));
            if (!item && row.required)
                m_problems.push_back({m_name, place.line, place.column, table + '.' + row.key, "missing",
                                      row.expected(), "write e.g. " + row.key + " = " + row.shown_example()});
        }
        m_rules.push_back(rule_of(kind, table, settings));
        if (kind == RuleKind::rule) check_bounds(table);
        if (settings.contains("to") && m_rules.back().to < m_rules.back().from)
            report(*find(table + ".to"), "at or after `from`", "");
        check_id(table);
    }

    Rule rule_of(RuleKind kind, const std::string& table, const std::map<std::string, Setting>& settings)
    {
        const auto text = [&](const char* key) {
            const auto at = settings.find(key);
            return at == settings.end() ? std::string() : at->second.texts.front();
        };
        const auto texts = [&](const char* key) {
            const auto at = settings.find(key);
            return at == settings.end() ? std::vector<std::string>() : at->second.texts;
        };
        const auto number = [&](const char* key) {
            const auto at = settings.find(key);
            return at == settings.end() ? 0 : at->second.numbers.front();
        };
        const bool judged = kind == RuleKind::rule;
        return {.kind = kind,
                .id = text("id"),
                .topic = text("topic"),
                .statement = text("statement"),
                .source = text("source"),
                .advice = text("advice"),
                .evidence = text("evidence"),
                .severity = judged && text("severity").empty() ? "warning" : text("severity"),
                .devices = texts("devices"),
                .sites = texts("sites"),
                .tissues = texts("tissues"),
                .when = formula(table + ".when"),
                .value = judged ? formula(table + ".value") : std::nullopt,
                .at_least = judged ? formula(table + ".at_least") : std::nullopt,
                .at_most = judged ? formula(table + ".at_most") : std::nullopt,
                .from = number("from"),
                .to = number("to"),
                .file = m_name,
                .line = find(table)->value_place.line};
    }

    std::optional<RuleFormula> formula(const std::string& key)
    {
        const Item* item = find(key);
        if (!item || item->value.kind != Value::Kind::text) return std::nullopt;
        const int line = item->value_place.line, first = item->value_place.column + 1;  // after the quote
        std::vector<core::ExpressionProblem> problems;
        auto expression = core::Expression::parse(item->value.text, problems);
        for (const auto& p : problems)
            m_problems.push_back({m_name, line, first + p.column - 1, key, p.found, p.expected, p.hint});
        if (!expression) return std::nullopt;
        return RuleFormula{key, *std::move(expression), line, first};
    }

    void check_bounds(const std::string& table)
    {
        if (find(table + ".at_least") || find(table + ".at_most")) return;
        const Place place = find(table)->value_place;
        m_problems.push_back({m_name, place.line, place.column, table, "no bound", "at_least, at_most or both",
                              "write e.g. at_most = \"0.2 mm\""});
    }

    void check_id(const std::string& table)
    {
        const Item* item = find(table + ".id");
        if (!item || m_rules.back().id.empty()) return;
        if (!is_rule_id(m_rules.back().id))
            report(*item, "lower-case letters, digits and hyphens", "write e.g. interval-three-weeks");
        if (std::ranges::count(m_rules, m_rules.back().id, &Rule::id) > 1)
            report(*item, "a name that no other rule of this file has", "");
    }

    /// "rule[2].statment": its kind's rows; anything else but the tables themselves is unknown.
    void refuse_unknown()
    {
        for (const auto& [key, item] : m_items) {
            if (key == "schema" || key == "title") continue;
            const auto bracket = key.find('['), dot = key.find('.');
            const std::string table = key.substr(0, bracket), leaf = dot == key.npos ? "" : key.substr(dot + 1);
            const auto* known = std::ranges::find(rule_tables, table, [](auto& t) { return std::string(t.first); });
            if (known == std::end(rule_tables) || bracket == key.npos) {
                if (leaf.empty())
                    unknown(item, "[[rule]], [[window]] or [[question]]", {"rule", "window", "question", "title"});
            } else if (!leaf.empty()) {
                std::vector<std::string> names;
                for (const Row& row : rule_rows(known->second)) names.push_back(row.key);
                if (std::ranges::find(names, leaf) == names.end()) unknown(item, "a key of a " + table, names);
            }
        }
    }

    void unknown(const Item& item, const std::string& expected, const std::vector<std::string>& names)
    {
        const std::size_t begin = item.key.rfind('.') + 1;
        const std::string near = nearest_name(item.key.substr(begin, item.key.find('[', begin) - begin), names);
        m_problems.push_back({m_name, item.key_place.line, item.key_place.column, item.key, "unknown key", expected,
                              near.empty() ? fmt::format("keys: {}", fmt::join(names, ", "))
                                           : fmt::format("did you mean '{}'?", near)});
    }

    std::string m_name;
    std::map<std::string, Item> m_items;
    std::vector<Rule> m_rules;
    std::vector<core::Problem> m_problems;
};

}  // namespace

std::vector<Rule> read_rules_text(const std::string& text, const std::string& name)
{
    return RuleReading(text, name).read();
}

struct RuleShelf {
    std::filesystem::path folder;
    std::once_flag once{};
    std::vector<Rule> rules{};
};

std::shared_ptr<RuleShelf> new_rule_shelf(std::filesystem::path folder)
{
    auto shelf = std::make_shared<RuleShelf>();
    shelf->folder = std::move(folder);
    return shelf;
}

const std::vector<Rule>& Catalogue::rules() const
{
    std::call_once(m_rules->once, [this] {
        std::error_code error;
        std::vector<std::filesystem::path> files;
        for (const auto& file : std::filesystem::directory_iterator(m_rules->folder, error))
            if (file.path().extension() == ".toml") files.push_back(file.path());
        std::ranges::sort(files);
        std::vector<Rule> all;
        for (const auto& file : files)
            all = joined_rules(std::move(all), read_rules_text(text_of(file), file.string()));
        m_rules->rules = std::move(all);
    });
    return m_rules->rules;
}

std::vector<Rule> joined_rules(std::vector<Rule> all, std::vector<Rule> own)
{
    for (Rule& rule : own) {
        const auto at = std::ranges::find(all, rule.id, &Rule::id);
        if (at == all.end())
            all.push_back(std::move(rule));
        else
            *at = std::move(rule);
    }
    return all;
}

}  // namespace dermavox::scene
