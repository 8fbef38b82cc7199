/// Large arrays whose memory is touched first by the loop that fills them.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace dermavox::transport {

/// Plain numbers, not initialised. From 4 MiB on it asks for large pages: a sweep walks through a dozen streams
/// at once, more than the processor keeps small pages for.
template <class T>
class Buffer
{
    static_assert(std::is_arithmetic_v<T>);

public:
    Buffer() = default;
    explicit Buffer(std::size_t size) : m_size(size)
    {
        const std::size_t unit = bytes() >= 2 * large_page ? large_page : 64;
        const std::size_t rounded = (bytes() + unit - 1) / unit * unit;
        m_data = static_cast<T*>(std::aligned_alloc(unit, rounded ? rounded : unit));
        if (!m_data) throw std::bad_alloc();
#ifdef __linux__
        if (unit == large_page) madvise(m_data, rounded, MADV_HUGEPAGE);  // a hint: refusal changes nothing
#endif
    }
    Buffer(Buffer&& other) noexcept { swap(other); }
    Buffer& operator=(Buffer&& other) noexcept
    {
        Buffer taken(std::move(other));
        swap(taken);
        return *this;
    }
    ~Buffer() { std::free(m_data); }

    T* data() { return m_data; }
    const T* data() const { return m_data; }
    T& operator[](std::size_t i) { return m_data[i]; }
    T operator[](std::size_t i) const { return m_data[i]; }
    std::size_t size() const { return m_size; }
    std::size_t bytes() const { return m_size * sizeof(T); }

private:
    static constexpr std::size_t large_page = std::size_t(2) << 20;

    void swap(Buffer& other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
    }

    T* m_data = nullptr;
    std::size_t m_size = 0;
};

}  // namespace dermavox::transport
