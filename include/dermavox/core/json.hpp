/// A JSON document written in the order of the calls: fixed layout, doubles as their shortest round-trip text.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace dermavox::core {

class Json
{
public:
    /// `document` names the file in messages.
    explicit Json(std::string document);

    template <class Body>
    void object(std::string_view key, Body body)
    {
        open(key, '{');
        body();
        close('}');
    }
    /// One object per item.
    template <class Items, class Body>
    void array(std::string_view key, const Items& items, Body body)
    {
        open(key, '[');
        for (const auto& item : items) object({}, [&] { body(item); });
        close(']');
    }
    template <class Items>
    void strings(std::string_view key, const Items& items)
    {
        open(key, '[');
        for (const std::string& item : items) text({}, item);
        close(']');
    }

    /// Throws core::Failure (70) with the dotted key when the value is not finite.
    void number(std::string_view key, double value);
    void number(std::string_view key, std::optional<double> value);
    template <std::integral I>
    void number(std::string_view key, I value)
    {
        token(key, std::to_string(value));
    }
    void boolean(std::string_view key, bool value) { token(key, value ? "true" : "false"); }
    void null(std::string_view key) { token(key, "null"); }
    void text(std::string_view key, std::string_view value);

    /// The document; requires that every object is closed.
    std::string take();

private:
    void open(std::string_view key, char bracket);
    void close(char bracket);
    void token(std::string_view key, std::string_view value);
    void begin_value(std::string_view key);
    std::string place(std::string_view key) const;

    std::string m_document, m_text, m_indent = "\n  ";
    std::string m_path;  ///< dotted, of the open objects
    bool m_first = true;
};

}  // namespace dermavox::core
