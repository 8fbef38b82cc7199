/// A condition between the parameters of a study, as its file has it: "device.cartridge.radius <= 0.4 * 6 mm".
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dermavox::scene {

/// left (< | <= | > | >=) right, with + - * / and brackets over scene keys, numbers and quantities ("2 mm"). Every
/// value is in SI, whatever its unit; dimensions are the writer's care.
class Relation
{
public:
    /// Value of a key in SI.
    using ValueOf = std::function<double(const std::string& key)>;

    /// Throws std::invalid_argument with what is wrong and where.
    explicit Relation(const std::string& text);

    /// False also where a side is not a number (0/0).
    bool holds(const ValueOf& value_of) const;
    const std::string& text() const { return m_text; }
    const std::vector<std::string>& keys() const { return m_keys; }  ///< in order of appearance

private:
    using Side = std::function<double(const ValueOf&)>;
    friend class RelationReader;

    std::string m_text;
    std::vector<std::string> m_keys;
    std::string m_sign;
    Side m_left, m_right;
};

}  // namespace dermavox::scene
