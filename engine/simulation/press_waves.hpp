/// Which cycles may be pressed at the same time. Private to simulation.
#pragma once

#include "engine/simulation/press_all.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace dermavox::simulation {

/// In which order the cycles of a block may be pressed: a cycle waits for every earlier one that could leave an
/// opening under one of its needles. Cycles of one wave know nothing of each other.
class Waves
{
public:
    explicit Waves(const PressJob& job) : m_plan(job.programme.plan())
    {
        double widest = 0;
        for (const device::Needle& needle : job.needles.types) widest = std::max(widest, needle.diameter.si);
        m_reach = 1.01 * job.recoil * widest / 2;
    }

    /// Cycles come in order; the strokes of each are `strokes(slot)`.
    template <class Strokes>
    const std::vector<std::vector<std::uint32_t>>& sort(std::size_t count, const Strokes& strokes)
    {
        m_waves.clear(), m_cells.clear(), m_wave.assign(count, 0);
        const bool periodic = m_plan.edges == motion::Edges::periodic;
        m_x = axis(m_plan.width.si, m_reach, periodic), m_y = axis(m_plan.height.si, m_reach, periodic);
        for (std::size_t i = 0; i < count; ++i) {
            for (const motion::Stroke& s : strokes(i))
                if (s.depth > 0) m_wave[i] = std::max(m_wave[i], first_wave_for(s, strokes));
            for (std::size_t k = 0; k < strokes(i).size(); ++k)
                if (strokes(i)[k].depth > 0) m_cells[cell_of(strokes(i)[k])].push_back({std::uint32_t(i), k});
            if (m_waves.size() <= m_wave[i]) m_waves.resize(m_wave[i] + 1);
            m_waves[m_wave[i]].push_back(std::uint32_t(i));
        }
        return m_waves;
    }

private:
    struct Place {
        std::uint32_t slot;
        std::size_t needle;
    };
    struct Cell {
        std::int64_t x, y;
        bool operator==(const Cell&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Cell& c) const
        {
            return std::size_t(c.x * 73856093) ^ std::size_t(c.y * 19349663);
        }
    };

    /// Cells at least one reach wide; a whole number of them along a periodic patch.
    struct Axis {
        double size = 1;
        std::int64_t count = 0;  ///< 0 = not periodic
        std::int64_t cell(double at) const { return wrapped(std::int64_t(std::floor(at / size))); }
        std::int64_t wrapped(std::int64_t i) const { return count > 0 ? ((i % count) + count) % count : i; }
    };
    static Axis axis(double length, double reach, bool periodic)
    {
        if (!periodic || !(reach > 0)) return {reach > 0 ? reach : 1, 0};
        const auto count = std::max<std::int64_t>(1, std::int64_t(length / reach));
        return {length / double(count), count};
    }

    Cell cell_of(const motion::Stroke& s) const { return {m_x.cell(s.x), m_y.cell(s.y)}; }
    double apart(double a, double b, double length) const
    {
        const double d = a - b;
        return m_plan.edges == motion::Edges::periodic ? d - length * std::round(d / length) : d;
    }

    template <class Strokes>
    std::uint32_t first_wave_for(const motion::Stroke& s, const Strokes& strokes) const
    {
        std::uint32_t wave = 0;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) {
                const Cell here = cell_of(s);
                const auto found = m_cells.find({m_x.wrapped(here.x + dx), m_y.wrapped(here.y + dy)});
                if (found == m_cells.end()) continue;
                for (const Place& at : found->second) {
                    if (m_wave[at.slot] < wave) continue;
                    const motion::Stroke& other = strokes(at.slot)[at.needle];
                    const double x = apart(s.x, other.x, m_plan.width.si), y = apart(s.y, other.y, m_plan.height.si);
                    if (x * x + y * y <= m_reach * m_reach) wave = m_wave[at.slot] + 1;
                }
            }
        return wave;
    }

    const motion::Plan& m_plan;
    double m_reach = 0;  ///< no opening reaches farther from its stroke
    Axis m_x, m_y;
    std::vector<std::uint32_t> m_wave;                           ///< of each slot
    std::vector<std::vector<std::uint32_t>> m_waves;             ///< slots, in order
    std::unordered_map<Cell, std::vector<Place>, Hash> m_cells;  ///< strokes by place
};

}  // namespace dermavox::simulation
