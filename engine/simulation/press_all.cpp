#include "engine/simulation/press_all.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/device/drive.hpp"
#include "engine/simulation/openings.hpp"

#include <algorithm>
#include <numeric>

namespace dermavox::simulation {
namespace {

constexpr std::size_t k_block = 4096;  ///< cycles in flight
constexpr std::size_t k_grain = 16;    ///< cycles of one task

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
          m_whole([](double, double) { return 0.0; }),
          m_open([this](double x, double y) { return m_openings.depth_at(x, y); }),
          m_openings({.width = job.programme.plan().width.si,
                      .height = job.programme.plan().height.si,
                      .cell = job.needles.types.front().diameter.si,
                      .periodic = job.programme.plan().edges == motion::Edges::periodic})
    {
        for (const device::Needle& needle : job.needles.types) m_profiles.emplace_back(needle);
    }

    Pressed run(const std::function<void(double)>& progress)
    {
        const std::size_t cycles = m_job.programme.cycles();
        for (std::size_t begin = 0; begin < cycles; begin += k_block) {
            const std::size_t count = std::min(k_block, cycles - begin);
            core::parallel_for(count, k_grain, [&](std::size_t b, std::size_t e) {
                for (std::size_t i = b; i < e; ++i) press(begin + i, i);
            });
            for (std::size_t i = 0; i < count; ++i) settle(i);
            if (progress) progress(double(begin + count) / double(cycles));
        }
        return std::move(m_pressed);
    }

private:
    std::span<Stroke> strokes(std::size_t slot) { return {m_strokes.data() + slot * m_needles, m_needles}; }
    std::span<Insertion> results(std::size_t slot) { return {m_results.data() + slot * m_needles, m_needles}; }

    bool near_patch(double x, double y) const
    {
        const auto& plan = m_job.programme.plan();
        return x > -m_job.reach && y > -m_job.reach && x < plan.width.si + m_job.reach &&
               y < plan.height.si + m_job.reach;
    }

    void press(std::size_t cycle, std::size_t slot)
    {
        m_job.programme.strokes(m_job.programme.cycle(cycle), strokes(slot));
        const auto near = [&](const Stroke& s) { return near_patch(s.x, s.y); };
        const auto all = strokes(slot);
        m_loads[slot].touches = std::any_of(all.begin(), all.end(), near);
        if (m_loads[slot].touches) m_loads[slot].load = press_into(slot, m_whole);
    }

    CycleLoad press_into(std::size_t slot, const mechanics::OpeningAt& opening_at)
    {
        if (!m_job.press) return press_rigid(m_job.programme, strokes(slot), results(slot));
        const auto total = m_job.press->cycle(strokes(slot), opening_at, results(slot));
        return {.peak_force = total.peak_force, .work = total.work, .cap_lift = total.cap_lift};
    }

    /// Takes the cycle of a slot into the result, pressed again if it met an opening.
    void settle(std::size_t slot)
    {
        if (!m_loads[slot].touches) return;
        std::size_t met = 0;
        for (const Stroke& s : strokes(slot)) met += s.depth > 0 && m_openings.depth_at(s.x, s.y) > 0;
        if (met > 0 && m_job.press) m_loads[slot].load = press_into(slot, m_open);
        m_pressed.reentries += met;
        m_pressed.loads.push_back(m_loads[slot].load);
        for (std::size_t k = 0; k < m_needles; ++k) keep(strokes(slot)[k], results(slot)[k]);
    }

    void keep(const Stroke& stroke, const Insertion& insertion)
    {
        if (!near_patch(stroke.x, stroke.y)) return;
        m_pressed.strokes_inside += m_job.programme.inside(stroke.x, stroke.y);
        if (stroke.depth <= 0) return;
        m_pressed.insertions.push_back(insertion);
        if (!insertion.punctured()) return;
        m_openings.add(
            {.x = insertion.x,
             .y = insertion.y,
             .heading = insertion.heading,
             .half_slit = insertion.slit / 2,
             .radius = m_job.recoil * m_profiles[m_job.needles.type_of(insertion.needle)].radius(insertion.inserted),
             .depth = insertion.residual});
    }

    struct Slot {
        bool touches = false;
        CycleLoad load;
    };
    const PressJob& m_job;
    std::size_t m_needles;
    std::vector<Stroke> m_strokes;
    std::vector<Insertion> m_results;
    std::vector<Slot> m_loads;
    mechanics::OpeningAt m_whole, m_open;
    Openings m_openings;
    std::vector<device::Profile> m_profiles;  ///< by type of needle
    Pressed m_pressed;
};

}  // namespace

Pressed press_all(const PressJob& job, const std::function<void(double)>& progress)
{
    return Presser(job).run(progress);
}

}  // namespace dermavox::simulation
