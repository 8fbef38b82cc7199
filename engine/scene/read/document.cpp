#include "engine/scene/read/document.hpp"

#include "dermavox/core/text_file.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/scene/read/plain_text.hpp"

#include <fmt/format.h>

// Header-only on purpose: the shared library has its assertions compiled in, ours become exceptions.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ASSERT(expression)                                                                                      \
    do {                                                                                                             \
        if (!(expression)) throw std::logic_error("toml++: " #expression);                                           \
    } while (false)
// In its noexcept functions such an exception ends the program, as the assertion would.
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wexceptions"
#else
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace dermavox::scene {
namespace {

Value toml_value(const toml::node& node)
{
    Value value{.kind = Value::Kind::other};
    if (node.is_table()) value.kind = Value::Kind::table;
    if (const auto* text = node.as_string()) value = {.kind = Value::Kind::text, .text = text->get()};
    if (const auto* flag = node.as_boolean()) value = {.kind = Value::Kind::flag, .number = double(flag->get())};
    if (const auto* real = node.as_floating_point()) value = {.kind = Value::Kind::number, .number = real->get()};
    if (const auto* whole = node.as_integer()) value = {.kind = Value::Kind::integer, .number = double(whole->get())};
    if (const auto* list = node.as_array()) {
        value.kind = Value::Kind::list;
        for (const toml::node& element : *list) value.list.push_back(toml_value(element));
    }
    return value;
}

/// Turns a tree into items, depth first.
class Flattener
{
public:
    Flattener(std::string file, const PlainToml& plain, std::vector<Item>& items,
              std::vector<core::Problem>& problems, Tables tables = Tables::may_state)
        : m_file(std::move(file)),
          m_plain(plain),
          m_items(items),
          m_problems(problems),
          m_tables(tables)
    {
    }

    void node(const std::string& key, const Place& key_place, const toml::node& node)
    {
        const auto* list = node.as_array();
        if (const auto* table = node.as_table()) {
            if (m_tables == Tables::may_state && !key.empty() && table->contains("value"))
                return stated(key, key_place, *table);
            if (!key.empty()) m_items.push_back({key, {}, key_place, place_of(node.source()), {}});
            for (const auto& [name, child] : *table)
                this->node(key.empty() ? std::string(name.str()) : fmt::format("{}.{}", key, name.str()),
                           place_of(name.source()), child);
        } else if (list && !list->empty() && list->front().is_table()) {
            int n = 0;
            for (const toml::node& element : *list)
                this->node(fmt::format("{}[{}]", key, ++n), place_of(element.source()), element);
        } else {
            m_items.push_back({key, toml_value(node), key_place, place_of(node.source()), {}});
        }
    }

private:
    Place place_of(const toml::source_region& source) const
    {
        const int line = int(source.begin.line);
        return {m_file, line, m_plain.column(line, int(source.begin.column))};
    }

    /// { value = ..., spread, basis, source, origin }
    void stated(const std::string& key, const Place& key_place, const toml::table& table)
    {
        Item item{key, toml_value(*table.get("value")), key_place, place_of(table.get("value")->source()), {}};
        for (const auto& [name, child] : table) {
            const Value value = toml_value(child);
            const bool is_text = value.kind == Value::Kind::text;
            if (name == "value") continue;
            if (name == "source" && is_text)
                item.statement.source = value.text;
            else if (name == "origin" && is_text)
                item.statement.origin = value.text;
            else if (name == "basis" && is_text && basis_named(value.text))
                item.statement.basis = basis_named(value.text);
            else if (name == "spread" && child.is_number() && value.number >= 0 && value.number < 5)
                item.statement.spread = value.number;
            else
                m_problems.push_back({m_file, place_of(child.source()).line, place_of(child.source()).column,
                                      fmt::format("{}.{}", key, name.str()), value.shown(),
                                      "of { value, spread, basis, source } one that fits",
                                      "basis is read, memory, proposed, derived, fitted, assumed or given; "
                                      "spread a number from 0 to 5; source a text"});
        }
        m_items.push_back(std::move(item));
    }

    std::string m_file;
    const PlainToml& m_plain;
    std::vector<Item>& m_items;
    std::vector<core::Problem>& m_problems;
    Tables m_tables;
};

}  // namespace

std::optional<skin::Basis> basis_named(std::string_view name)
{
    using enum skin::Basis;
    for (const auto basis : {read, memory, proposed, derived, fitted, assumed, given})
        if (name == skin::name_of(basis)) return basis;
    return std::nullopt;
}

std::string Value::shown() const
{
    std::string out;
    switch (kind) {
    case Kind::table:
        return "a table";
    case Kind::other:
        return "a date or time";
    case Kind::column:
        return fmt::format("a column of {} numbers", column.size());
    case Kind::flag:
        return number != 0 ? "true" : "false";
    case Kind::integer:
    case Kind::number:
        return core::format_number(number);
    case Kind::text:
        out = '"' + text + '"';
        break;
    case Kind::list:
        for (const Value& element : list) {
            out += (out.empty() ? "[" : ", ") + element.shown();
            if (out.size() > 60) break;
        }
        out = list.empty() ? "[]" : out + "]";
    }
    const bool whole = out.size() <= 60;
    return core::printable(out, whole ? 60 : 57);
}

std::vector<Item> read_toml(std::string_view text, const std::string& file, std::vector<core::Problem>& problems,
                            Tables tables)
{
    std::vector<Item> items;
    PlainToml plain;
    if (!make_plain(text, file, plain, problems)) return items;
    try {
        const toml::table table = toml::parse(plain.text, file);
        Flattener(file, plain, items, problems, tables).node("", {}, table);
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        problems.push_back({file, int(at.line), plain.column(int(at.line), int(at.column)), "",
                            std::string(error.description()), "TOML", ""});
    } catch (const std::logic_error&) {
        problems.push_back({file, 0, 0, "", "a text that cannot be read", "TOML", ""});
    }
    return items;
}

std::vector<Item> read_override(const std::string& key_and_value, std::vector<core::Problem>& problems)
{
    const std::string file = "--set";
    const auto sign = key_and_value.find('=');
    const auto blank = key_and_value.find_last_not_of(" \t", sign == key_and_value.npos ? sign : sign - 1);
    const std::string key = key_and_value.substr(0, sign == 0 ? 0 : blank + 1);
    if (sign == key_and_value.npos || key.empty()) {
        problems.push_back({file, 0, 0, "", Value{.kind = Value::Kind::text, .text = key_and_value}.shown(),
                            "key=value", "write e.g. --set device.depth='1.5 mm'"});
        return {};
    }
    const std::string text = key_and_value.substr(sign + 1);
    if (!core::is_utf8(key_and_value)) {
        problems.push_back({file, 0, 0, core::printable(key), core::printable(text), "UTF-8 text", ""});
        return {};
    }
    std::vector<Item> items;
    std::vector<core::Problem> not_toml, bad_statement;
    PlainToml plain;
    if (text.find('\n') == text.npos && make_plain("x = " + text, file, plain, not_toml)) {
        try {
            const toml::table table = toml::parse(plain.text);
            Flattener(file, plain, items, bad_statement).node(key, {}, *table.get("x"));
        } catch (const std::exception&) {
            items.clear();
        }
    }
    if (items.empty()) items.push_back({key, {.kind = Value::Kind::text, .text = text}, {}, {}, {}});
    for (Item& item : items) item.key_place = item.value_place = {file, 0, 0};
    for (core::Problem& problem : bad_statement)
        problems.push_back({file, 0, 0, problem.key, problem.found, problem.expected, problem.hint});
    return items;
}

}  // namespace dermavox::scene
