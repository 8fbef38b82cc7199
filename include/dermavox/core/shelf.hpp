/// Results of a costly pure function, kept for whoever asks for the same again: the cases of a study, the settings of
/// a dial. Whatever a result is made from is its key, and keys are compared whole, so what comes from the shelf has
/// the bits of what would be made. Thread-safe.
#pragma once

#include <algorithm>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

namespace dermavox::core {

template <class Key, class Value>
class Shelf
{
public:
    /// Keeps the `most` results last asked for. Requires most > 0.
    explicit Shelf(std::size_t most) : m_most(most) {}

    /// The result for `key`, by make() where there is none. Two threads that ask at once may both make it.
    template <class Make>
    std::shared_ptr<const Value> get(const Key& key, const Make& make)
    {
        if (auto kept = find(key)) return kept;
        auto made = std::make_shared<const Value>(make());
        if (auto kept = find(key)) return kept;
        const std::lock_guard lock(m_mutex);
        m_kept.emplace_front(key, made);
        if (m_kept.size() > m_most) m_kept.pop_back();
        return made;
    }

private:
    std::shared_ptr<const Value> find(const Key& key)
    {
        const std::lock_guard lock(m_mutex);
        const auto at = std::find_if(m_kept.begin(), m_kept.end(), [&](const auto& one) { return one.first == key; });
        if (at == m_kept.end()) return nullptr;
        m_kept.splice(m_kept.begin(), m_kept, at);
        return at->second;
    }

    std::size_t m_most;
    std::mutex m_mutex;
    std::list<std::pair<Key, std::shared_ptr<const Value>>> m_kept;  ///< last asked for first
};

}  // namespace dermavox::core
