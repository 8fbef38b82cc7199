// Rows of the figure table: water loss, closing, intervals, permeation.
#include "engine/result/rows.hpp"

namespace dermavox::result {
namespace {

using recovery::Closure, recovery::ClosurePoint;
using transport::SampleTile, transport::WaterLoss;

bool with_solute(const Outcome& outcome) { return outcome.scene.solute.has_value(); }

Figures loss_figures()
{
    const auto loss = of_part(&Outcome::water_loss);
    return {
        number("tewl.intact", Unit::g_m2_h, loss(&WaterLoss::intact), "water loss before, in g/m2/h as all below",
               {.label = "Water loss, intact", .group = group::water, .digits = 2, .exact = true}),
        number("tewl.lower", Unit::g_m2_h, loss(&WaterLoss::lower),
               "with the residual aperture, vapour not spreading above the mouths",
               {.label = "Water loss, lower", .group = group::water, .digits = 2}),
        number("tewl.calibrated", Unit::g_m2_h, loss(&WaterLoss::calibrated),
               "with the residual aperture transport.chi, vapour spreading",
               {.label = "Water loss, calibrated", .group = group::water, .limit = {"tewl"}, .digits = 2}),
        number("tewl.upper", Unit::g_m2_h, loss(&WaterLoss::upper), "with every opening as wide as the needle cut it",
               {.label = "Water loss, upper", .group = group::water, .digits = 2}),
        text("tewl.unit", of_run([](const Outcome&) { return "g/m2/h"; }), "g/m2/h"),
    };
}

/// Of the resolved tile where there is one, else of the network's heat balance, which has no field to be out of
/// balance.
template <class Number>
Getter of_solver(Number transport::SolverReport::*tile, Number WaterLoss::*network)
{
    return of_run([=](const Outcome& o) -> Value {
        if (o.sample_tile) return value_of(o.sample_tile->report.*tile);
        return o.water_loss ? value_of((*o.water_loss).*network) : Value();
    });
}

Figures solver_figures()
{
    const auto tile = of_part(&Outcome::sample_tile);
    return {
        number("tewl.sample_tile.network", Unit::g_m2_h, tile(&SampleTile::network),
               "a tile of the patch by the resistance network"),
        number("tewl.sample_tile.resolved", Unit::g_m2_h, tile(&SampleTile::resolved),
               "the same tile by the resolved field"),
        number("tewl.sample_tile.relative_difference", Unit::none, tile(&SampleTile::relative_difference),
               "network/resolved - 1"),
        count("tewl.solver.iterations", of_solver(&transport::SolverReport::iterations, &WaterLoss::iterations),
              "of the resolved field"),
        number("tewl.solver.residual", Unit::none,
               of_solver(&transport::SolverReport::residual, &WaterLoss::residual),
               "true residual over the right-hand side"),
        number("tewl.solver.imbalance", Unit::none, tile([](auto& t) { return t.report.imbalance; }),
               "flux in less flux out, over flux in"),
    };
}

Figures closure_figures()
{
    const auto at = Items([](const Source& s) { return s.outcome.closure ? &s.outcome.closure->points : nullptr; });
    return {
        number("closure.t50_h", Unit::h, of_part(&Outcome::closure)(&Closure::t50),
               "when half of the rise in water loss has gone", {"Half of the rise gone after", group::water}),
        list("closure.tewl_at[]", at.count(), true),
        number("closure.tewl_at[].hours", Unit::none, at(&ClosurePoint::hours),
               "after the treatment, of recovery.times"),
        number("closure.tewl_at[].value", Unit::g_m2_h, at(&ClosurePoint::tewl), "water loss then, g/m2/h",
               {"Water loss after {} h", group::water}),
    };
}

Figures interval_figures()
{
    const auto interval = [](metrics::Interval metrics::WindowIntervals::*field) {
        return of_part(&Outcome::measures)([field](auto& m) { return m.intervals.*field; });
    };
    return {
        window("intervals.channels_per_cm2", Unit::per_cm2, interval(&metrics::WindowIntervals::channels_per_area),
               "95 % interval from windows of the patch"),
        window("intervals.punctures_per_cm2", Unit::per_cm2, interval(&metrics::WindowIntervals::punctures_per_area),
               "95 % interval from windows of the patch"),
        window("intervals.open_fraction", Unit::none, interval(&metrics::WindowIntervals::open_fraction),
               "95 % interval from windows of the patch"),
        quantiles("intervals.tewl_calibrated", Unit::g_m2_h, of_part(&Outcome::water_loss)([](auto& w) {
                      return std::vector{w.calibrated_p10, w.calibrated, w.calibrated_p90};
                  }),
                  "over the band of the residual aperture"),
        quantiles("intervals.permeation_calibrated_cm_h", Unit::cm_h, of_part(&Outcome::solute)([](auto& s) {
                      return std::vector{s.p10.total.si, s.calibrated.total.si, s.p90.total.si};
                  }),
                  "over the band of the residual aperture", with_solute),
        quantiles("intervals.closure_t50_h", Unit::h, of_part(&Outcome::closure)([](auto& c) {
                      return std::vector{c.t50_low.si, c.t50.si, c.t50_high.si};
                  }),
                  "over people"),
    };
}

/// Of --subjects; values are those of result.json, each in its unit.
Figures people_figures()
{
    using simulation::PeopleFigure;
    const auto person = Items([](const Source& s) { return &s.outcome.spread; });
    return only_when([](const Outcome& o) { return o.people > 0; },
                     {
                         count("intervals.people.subjects", of_run([](const Outcome& o) { return o.people; }),
                               "persons drawn, with --subjects"),
                         keyed("intervals.people.figures{}", person.count(), person(&PeopleFigure::key)),
                         number("intervals.people.figures{}.p10", Unit::none, person(&PeopleFigure::p10),
                                "one in ten of the persons that have the figure lies below"),
                         number("intervals.people.figures{}.p50", Unit::none, person(&PeopleFigure::p50),
                                "median of the persons that have the figure"),
                         number("intervals.people.figures{}.p90", Unit::none, person(&PeopleFigure::p90),
                                "one in ten of the persons that have the figure lies above"),
                         count("intervals.people.figures{}.of", person(&PeopleFigure::of), "persons that have it"),
                     });
}

/// Of a scene with a solute.
Figures permeation_figures()
{
    using simulation::SolutePassage;
    const auto solute = of_part(&Outcome::solute);
    return {
        text("permeation.solute", of_run([](const Outcome& o) { return o.scene.solute->name; }),
             "of a scene with [solute]: its name; a research estimate, not a statement about delivery"),
        number("permeation.intact_cm_h", Unit::cm_h, solute([](auto& s) { return s.calibrated.intact; }),
               "permeability of intact skin",
               {.label = "Permeability, intact", .group = group::water, .exact = true}),
        number("permeation.calibrated_cm_h", Unit::cm_h, solute([](auto& s) { return s.calibrated.total; }),
               "of the treated skin, openings narrowed to transport.chi of their radius",
               {"Permeability, calibrated", group::water}),
        number("permeation.upper_cm_h", Unit::cm_h, solute([](auto& s) { return s.upper.total; }),
               "with every opening as wide as the needle cut it", {"Permeability, upper", group::water}),
        number("permeation.gain", Unit::none, solute([](auto& s) { return s.calibrated.gain; }),
               "calibrated over intact", {"Permeability over intact", group::water}),
        number("permeation.fill_ul_cm2", Unit::ul_cm2, solute(&SolutePassage::fill),
               "volume of the channels narrowed so, per treated area",
               {"Volume of the narrowed channels", group::water}),
        number("permeation.fill_upper_ul_cm2", Unit::ul_cm2, solute(&SolutePassage::fill_upper),
               "volume of the channels as wide as they were cut", {"Volume of the channels", group::water}),
        flag("permeation.stays_in_channels", of_run([](const Outcome& o) {
                 return o.scene.solute->solute.molar_mass >= o.scene.solute->parameters.large_molar_mass;
             }),
             "too large to spread: what enters is at most the channels' volume"),
    };
}

Figures permeation_tile_figures()
{
    const auto tile = [](double SampleTile::*field) {
        return of_run([field](const Outcome& o) {
            return o.solute && o.solute->tile ? std::optional((*o.solute->tile).*field) : std::nullopt;
        });
    };
    return {
        number("permeation.sample_tile.network_cm_h", Unit::cm_h, tile(&SampleTile::network),
               "a tile of the patch by the resistance network, openings as cut"),
        number("permeation.sample_tile.resolved_cm_h", Unit::cm_h, tile(&SampleTile::resolved),
               "the same tile by the resolved field"),
        number("permeation.sample_tile.relative_difference", Unit::none, tile(&SampleTile::relative_difference),
               "network/resolved - 1"),
    };
}

}  // namespace

Figures water_figures()
{
    Figures all = loss_figures();
    for (Figures part :
         {solver_figures(), closure_figures(), interval_figures(), people_figures(),
          only_when(with_solute, permeation_figures()), only_when(with_solute, permeation_tile_figures())})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result
