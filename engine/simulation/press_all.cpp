#include "engine/simulation/press_all.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/device/drive.hpp"
#include "engine/simulation/openings.hpp"
#include "engine/simulation/press_waves.hpp"

#include <algorithm>

namespace dermavox::simulation {
namespace {

constexpr std::size_t k_block = 4096;  ///< cycles in flight
constexpr std::size_t k_grain = 8;     ///< cycles of one task

using mechanics::Insertion;
using motion::Stroke;

/// Rigid skin: the needle goes where the dial puts it.
CycleLoad press_rigid(const motion::Programme&, std::span<const Stroke> strokes, std::span<Insertion> out)
{
    for (std::size_t k = 0; k < strokes.size(); ++k) {
        const Stroke& s = strokes[k];
        out[k] = {.pass = s.pass, .cycle = s.cycle, .needle = s.needle, .x = s.x, .y = s.y, .heading = s.heading};
        if (s.depth <= 0) continue;
        out[k].set = out[k].inserted = out[k].tip = out[k].residual = s.depth;
        out[k].punctured_layers = 1;
    }
    return {};
}

class Presser
{
public:
    explicit Presser(const PressJob& job)
        : m_job(job),
          m_needles(job.programme.needles()),
          m_strokes(k_block * m_needles),
          m_results(k_block * m_needles),
          m_loads(k_block),
          m_open([this](double x, double y) { return m_openings.depth_at(x, y); }),
          m_openings({.width = job.programme.plan().width.si,
                      .height = job.programme.plan().height.si,
                      .cell = job.needles.types.front().diameter.si,
                      .periodic = job.programme.plan().edges == motion::Edges::periodic}),
          m_waves(job)
    {
        for (const device::Needle& needle : job.needles.types) m_profiles.emplace_back(needle);
    }

    Pressed run(const std::function<void(double)>& progress)
    {
        const std::size_t cycles = m_job.programme.cycles();
        for (std::size_t begin = 0; begin < cycles; begin += k_block) {
            const std::size_t count = std::min(k_block, cycles - begin);
            core::parallel_for(count, k_grain, [&](std::size_t b, std::size_t e) {
                for (std::size_t i = b; i < e; ++i) place(begin + i, i);
            });
            for (const auto& wave : m_waves.sort(count, [this](std::size_t i) { return near_strokes(i); })) {
                core::parallel_for(wave.size(), k_grain, [&](std::size_t b, std::size_t e) {
                    for (std::size_t i = b; i < e; ++i) press(wave[i]);
                });
                for (const std::uint32_t slot : wave) open(slot);
            }
            for (std::size_t i = 0; i < count; ++i) settle(i);
            if (progress) progress(double(begin + count) / double(cycles));
        }
        return std::move(m_pressed);
    }

private:
    std::span<Stroke> strokes(std::size_t slot) { return {m_strokes.data() + slot * m_needles, m_needles}; }
    std::span<Insertion> results(std::size_t slot) { return {m_results.data() + slot * m_needles, m_needles}; }

    std::span<const Stroke> near_strokes(std::size_t slot)
    {
        return m_loads[slot].touches ? std::span<const Stroke>(strokes(slot)) : std::span<const Stroke>();
    }

    bool near_patch(double x, double y) const
    {
        const auto& plan = m_job.programme.plan();
        return x > -m_job.reach && y > -m_job.reach && x < plan.width.si + m_job.reach &&
               y < plan.height.si + m_job.reach;
    }

    bool in_patch(double x, double y) const
    {
        const auto& plan = m_job.programme.plan();
        return x >= 0 && y >= 0 && x < plan.width.si && y < plan.height.si;
    }

    void place(std::size_t cycle, std::size_t slot)
    {
        m_job.programme.strokes(m_job.programme.cycle(cycle), strokes(slot));
        const auto all = strokes(slot);
        m_loads[slot].touches =
            std::any_of(all.begin(), all.end(), [&](const Stroke& s) { return near_patch(s.x, s.y); });
    }

    void press(std::size_t slot)
    {
        Slot& at = m_loads[slot];
        if (!at.touches) return;
        at.met = 0;
        for (const Stroke& s : strokes(slot)) at.met += s.depth > 0 && m_openings.depth_at(s.x, s.y) > 0;
        at.load = press_into(slot);
    }

    CycleLoad press_into(std::size_t slot)
    {
        if (!m_job.press) return press_rigid(m_job.programme, strokes(slot), results(slot));
        const auto total = m_job.press->cycle(strokes(slot), m_open, results(slot));
        return {.peak_force = total.peak_force, .work = total.work, .face = total.face, .cap_lift = total.cap_lift};
    }

    /// Adds what the cycle of a slot left open.
    void open(std::size_t slot)
    {
        if (!m_loads[slot].touches) return;
        for (std::size_t k = 0; k < m_needles; ++k) {
            const Stroke& stroke = strokes(slot)[k];
            const Insertion& insertion = results(slot)[k];
            if (!near_patch(stroke.x, stroke.y) || stroke.depth <= 0 || !insertion.punctured()) continue;
            m_openings.add({.x = insertion.x,
                            .y = insertion.y,
                            .radius = m_job.recoil *
                                      m_profiles[m_job.needles.type_of(insertion.needle)].radius(insertion.inserted),
                            .depth = insertion.residual});
        }
    }

    /// Takes the cycle of a slot into the result.
    void settle(std::size_t slot)
    {
        if (!m_loads[slot].touches) return;
        m_pressed.reentries += m_loads[slot].met;
        m_pressed.loads.push_back(m_loads[slot].load);
        for (std::size_t k = 0; k < m_needles; ++k) {
            const Stroke& stroke = strokes(slot)[k];
            if (!near_patch(stroke.x, stroke.y)) continue;
            const bool inside = m_job.programme.inside(stroke.x, stroke.y);
            m_pressed.strokes_inside += inside;
            m_pressed.strokes_left_out += !inside && stroke.depth > 0 && in_patch(stroke.x, stroke.y);
            if (stroke.depth > 0) m_pressed.insertions.push_back(results(slot)[k]);
        }
    }

    struct Slot {
        bool touches = false;
        std::size_t met = 0;  ///< needles that went into an open channel
        CycleLoad load;
    };
    const PressJob& m_job;
    std::size_t m_needles;
    std::vector<Stroke> m_strokes;
    std::vector<Insertion> m_results;
    std::vector<Slot> m_loads;
    mechanics::OpeningAt m_open;
    Openings m_openings;
    Waves m_waves;
    std::vector<device::Profile> m_profiles;  ///< by type of needle
    Pressed m_pressed;
};

}  // namespace

Pressed press_all(const PressJob& job, const std::function<void(double)>& progress)
{
    return Presser(job).run(progress);
}

}  // namespace dermavox::simulation
