/// The treatment as a programme of drive cycles: where the device is at each moment the needles are deepest.
/// A roller's cycle is the touch-down of one station, a stamp's cycle is one press.
///
/// Random access: cycle i is computed from i alone (and the seed), never from cycle i - 1, so tens of
/// millions of cycles need no memory and loops over them run in any order.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/motion/plan.hpp"
#include "dermavox/motion/route.hpp"
#include "dermavox/motion/stroke.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dermavox::motion {

class Programme
{
public:
    /// Throws core::InputError with every problem of the plan and the device.
    Programme(const device::Device& device, const Plan& plan, std::uint64_t seed);

    const Plan& plan() const { return m_plan; }
    const core::Notes& notes() const { return m_notes; }  ///< e.g. a line spacing that was adjusted
    double duration() const;                              ///< of all passes, off the skin included [s]
    std::size_t cycles() const;                           ///< of all passes
    std::size_t cycles_in(int pass) const;
    std::size_t needles() const { return m_device.cartridge.seats.size(); }  ///< per cycle

    /// In time order. Requires i < cycles(). Each pass starts the drive anew: cycle k of a pass is deepest
    /// k + phase cycles after its start, phase 0 (Repeat::exact), uniform in [0, 1) (Repeat::random), 1/2
    /// where the device is put down place by place.
    Cycle cycle(std::size_t i) const;
    /// All needles of one cycle, inside the patch or not. Requires out.size() == needles().
    void strokes(const Cycle& cycle, std::span<Stroke> out) const;
    /// True when (x, y) lies in the patch [0, width) x [0, height) and in the plan's region.
    bool inside(double x, double y) const;

private:
    struct Pass {
        Route route;
        HandTrace hand;
        double start;       ///< [s] since the start of the programme
        double phase;       ///< of the drive, in cycles
        std::size_t first;  ///< cycle
    };
    Pass pass_of(std::uint32_t pass, std::uint64_t seed) const;
    std::size_t cycles_of(const Pass& pass) const;
    double time_on_skin(const Pass& pass, double cycles) const;
    bool is_lifted(const Cycle& cycle) const;
    Point landing(const Cycle& cycle, Point from_centre) const;

    device::Device m_device;
    Plan m_plan;
    bool m_by_places;
    double m_step;  ///< of one cycle: travel of a roller [m], else time [s]
    std::vector<Pass> m_passes;
    std::size_t m_cycles = 0;
    core::Notes m_notes;
};

}  // namespace dermavox::motion
