#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/mechanics/puncture.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/press_of.hpp"
#include "engine/verify/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dermavox::verify {
namespace {

/// One stroke of the catalogue's ring pen, or of one of its needles alone, into the cheek.
mechanics::ForceCurve stroke_of(const scene::Catalogue& catalogue, bool whole, Length channel)
{
    const scene::Scene s = scene::read_scene_text(
        "schema = 1\ntitle = \"t\"\n[skin]\nsite = \"cheek\"\n[device]\npreset = \"pen-12-ring\"\n", "verify.toml",
        whole ? std::vector<std::string>{} : std::vector<std::string>{"device.cartridge.needles=1"}, catalogue);
    return mechanics::force_curve(simulation::press_of(s, s.device), 60, channel);
}

/// Largest work that is not accounted for, over the largest work of the stroke.
double imbalance(const mechanics::ForceCurve& curve, bool leaving)
{
    double most = 0, off = 0;
    for (const mechanics::CurvePoint& p : curve.points) {
        const mechanics::WorkSplit& w = p.work;
        most = std::max(most, w.in);
        if (p.leaving == leaving) off = std::max(off, std::abs(w.in - w.spent()));
    }
    return off / most;
}

}  // namespace

void strokes(Record& record, const scene::Catalogue& catalogue)
{
    record.topic("Energy of a stroke");
    record.source(std::string("work in = stored + broken + cut + spread + friction + viscous, ") +
                  (record.full() ? "12 needles" : "one needle") + " into the cheek of the catalogue");
    const mechanics::ForceCurve first = stroke_of(catalogue, record.full(), {});
    record.at_most("work not accounted for going in, share", imbalance(first, false), 0.02);
    record.at_most("work not accounted for coming out, share", imbalance(first, true), 0.03);
    record.source("all needles are out");
    double most = 0;
    for (const mechanics::CurvePoint& p : first.points) most = std::max(most, p.work.in);
    record.at_most("energy still stored at the end, share", std::abs(first.points.back().work.stored) / most, 1e-6);
    record.source("a channel that is open already is not cut again");
    record.absolute("work of cutting in a second stroke into the same channels",
                    stroke_of(catalogue, record.full(), 2.5_mm).points.back().work.cut, 0, 0, "J");
}

}  // namespace dermavox::verify
