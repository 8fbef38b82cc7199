// Rows of the figure table: depths, layers, and what needles meet beside the layers.
#include "engine/result/rows.hpp"

#include <algorithm>

namespace dermavox::result {
namespace {

using simulation::DialBand, simulation::DialPoint;

/// Statistics of punctured insertions; nothing without one.
Getter depth_spread(core::Spread metrics::Depths::*field)
{
    return of_run([field](const Outcome& o) {
        return o.measures && any_punctured(o) ? std::optional(o.measures->depths.*field) : std::nullopt;
    });
}

/// A share of insertions: nothing where there are none.
std::optional<double> punctured_fraction(const Outcome& o)
{
    return o.measures && !o.insertions.empty() ? std::optional(o.measures->depths.punctured_fraction) : std::nullopt;
}

Figures depth_rows()
{
    return {
        number("depth.set_um", Unit::um, of_part(&Outcome::measures)([](auto& m) { return m.depths.set; }),
               "the dial", {.label = "Dial", .group = group::depth, .shown = Unit::mm, .exact = true}),
        spread("depth.inserted_um", Unit::um, depth_spread(&metrics::Depths::inserted),
               "tip below the surface as pressed down, punctured insertions",
               {"Inserted depth", group::depth, Unit::mm, {"reached", "p95"}}),
        spread("depth.tip_um", Unit::um, depth_spread(&metrics::Depths::tip), "tip below the undeformed surface",
               {"Tip depth", group::depth, Unit::mm}),
        spread("depth.residual_um", Unit::um, depth_spread(&metrics::Depths::residual), "channel after recoil",
               {"Residual depth", group::depth, Unit::mm}),
        number("depth.punctured_fraction", Unit::none, of_run(punctured_fraction),
               "share of the insertions that go through the barrier",
               {"Barrier punctured by", group::depth, Unit::percent, {"punctured"}}),
    };
}

/// Of a dial with a tolerance.
Figures dial_band_figures()
{
    const auto band = of_part(&Outcome::dial_band);
    return only_when(
        [](const Outcome& o) { return o.dial_band.has_value(); },
        {
            number("depth.dial_tolerance.low_um", Unit::um, band(&DialBand::low),
                   "mean inserted depth of one cycle of median needles into whole skin with the dial less "
                   "device.dial.tolerance; with a tolerance",
                   {.label = "Inserted depth, dial less its tolerance", .group = group::depth, .shown = Unit::mm}),
            number("depth.dial_tolerance.high_um", Unit::um, band(&DialBand::high),
                   "with the dial more by it, at most the needles' length; null where they would not leave the skin",
                   {.label = "Inserted depth, dial more by its tolerance", .group = group::depth, .shown = Unit::mm}),
        });
}

/// Of --dial-sweep.
Figures dial_figures()
{
    const auto at = Items([](const Source& s) { return &s.outcome.dial; });
    const auto punctured = [&at](auto field) {
        return at([field](const DialPoint& p) {
            return p.punctured_fraction > 0 ? std::optional(std::invoke(field, p)) : std::nullopt;
        });
    };
    return only_when(
        [](const Outcome& o) { return !o.dial.empty(); },
        {
            list("depth.dial[]", at.count()),
            number("depth.dial[].set_um", Unit::um, at(&DialPoint::set), "a setting of the dial; with --dial-sweep"),
            spread("depth.dial[].inserted_um", Unit::um, punctured(&DialPoint::inserted),
                   "as above, at that setting"),
            spread("depth.dial[].tip_um", Unit::um, punctured(&DialPoint::tip), "as above, at that setting"),
            spread("depth.dial[].residual_um", Unit::um, punctured(&DialPoint::residual),
                   "as above, at that setting"),
            number("depth.dial[].bias_um", Unit::um,
                   punctured([](const DialPoint& p) { return p.inserted.mean - p.set; }),
                   "mean inserted depth less the setting"),
            number("depth.dial[].punctured_fraction", Unit::none, at(&DialPoint::punctured_fraction),
                   "as above, at that setting"),
            number("depth.dial[].stroke_peak_N", Unit::N, at(&DialPoint::stroke_peak),
                   "largest force of one cycle at that setting"),
            number("depth.dial[].tewl", Unit::g_m2_h, at(&DialPoint::water_loss),
                   "water loss at that setting, calibrated, g/m2/h"),
        });
}

Figures layer_figures()
{
    using metrics::LayerWound;
    const auto layer = of_measures([](const Outcome& o) -> auto& { return o.measures->layers; });
    const auto reached = [](const Source& s, std::size_t item) -> Value {
        return s.outcome.insertions.empty() ? Value() : s.outcome.measures->layers[item].reached_fraction;
    };
    const auto opening = [&layer](double skin::Ellipse::*field) {
        return layer([field](const LayerWound& at) {
            return at.opening ? std::optional((*at.opening).*field) : std::nullopt;
        });
    };
    return {
        list("layers[]", layer.count(), true),
        text("layers[].name", layer(&LayerWound::name), "layer, from the top"),
        number("layers[].wounded_mm3", Unit::mm3, layer(&LayerWound::wounded_volume),
               "volume that needles swept, before recoil", {"Wounded volume, {}", group::layers}),
        number("layers[].wounded_fraction", Unit::none, layer(&LayerWound::wounded_fraction),
               "of the layer's volume in the patch", {"Wounded share, {}", group::layers, Unit::percent}),
        number("layers[].reached_fraction", Unit::none, reached,
               "share of the insertions whose tip passes the layer's top",
               {"Insertions that reach the {}", group::layers, Unit::percent}),
        number("layers[].opening.long_um", Unit::um, opening(&skin::Ellipse::long_axis),
               "mean opening at the layer's top without slits, drawn out along skin.tension_lines; null where "
               "none is open",
               {"Opening, long, {}", group::layers}),
        number("layers[].opening.short_um", Unit::um, opening(&skin::Ellipse::short_axis),
               "across them; channels.csv has the round opening of the same area",
               {"Opening, short, {}", group::layers}),
        number("layers[].opening.angle_deg", Unit::deg, opening(&skin::Ellipse::angle),
               "of the long axis from x; says nothing where the two are equal",
               {"Opening, direction, {}", group::layers}),
    };
}

/// What needles meet beside the layers.
Figures strike_figures()
{
    using metrics::AppendageStrikes, metrics::InclusionReach;
    const auto inclusion = of_measures([](const Outcome& o) -> auto& { return o.inclusions; });
    const auto appendage = of_measures([](const Outcome& o) -> auto& { return o.appendages; });
    return {
        list("inclusions[]", inclusion.count(), true),
        text("inclusions[].name", inclusion(&InclusionReach::name), "of skin.inclusions, in its order"),
        number("inclusions[].insertions_per_cm2", Unit::per_cm2, inclusion(&InclusionReach::insertions_per_area),
               "punctured insertions that meet it within their inserted depth",
               {"Insertions that meet {}", group::layers}),
        number("inclusions[].insertion_fraction", Unit::none, inclusion(&InclusionReach::insertion_fraction),
               "share of the punctured insertions",
               {"Share of insertions that meet {}", group::layers, Unit::percent}),
        number("inclusions[].channels_per_cm2", Unit::per_cm2, inclusion(&InclusionReach::channels_per_area),
               "channels whose cut meets it straight below their centre", {"Channels that meet {}", group::layers}),
        list("appendages[]", appendage.count()),
        text("appendages[].kind", appendage(&AppendageStrikes::kind), "follicles or glands"),
        number("appendages[].per_mm2", Unit::per_mm2, appendage(&AppendageStrikes::per_area), "mouths in the skin",
               {"Mouths of {}", group::layers}),
        number("appendages[].channel_share", Unit::none, appendage(&AppendageStrikes::channel_share),
               "channels whose opening meets a mouth, as the seeded mouths lie",
               {"Channels that meet {}", group::layers, Unit::percent}),
        number("appendages[].chance", Unit::none, appendage(&AppendageStrikes::chance),
               "the same by chance, over all places the mouths may lie at",
               {"Channels that meet {}, by chance", group::layers, Unit::percent}),
        number("bleeding.per_cm2", Unit::per_cm2, of_part(&Outcome::measures)(&metrics::Measures::bleeding_per_area),
               "channels past the plane of the first capillaries",
               {"Channels past the capillaries", group::layers, Unit::none, {"bleeding"}}),
    };
}

}  // namespace

Figures depth_figures()
{
    Figures all = depth_rows();
    for (Figures part : {dial_band_figures(), dial_figures(), layer_figures(), strike_figures()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result
