// Rows of the figure table: how openings run together, what each pass adds, how evenly the punctures lie.
#include "engine/result/rows.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::result {
namespace {

/// Channels that so many insertions made together.
struct Cluster {
    std::size_t insertions, channels;
};

/// Sizes that occur.
std::optional<std::vector<Cluster>> clusters_of(const Source& source)
{
    if (!source.outcome.measures) return {};
    const std::vector<std::size_t>& channels = source.outcome.measures->confluence.clusters;
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (channels[i] > 0) clusters.push_back({i + 1, channels[i]});
    return clusters;
}

/// Water loss after the pass of a row.
Getter loss_after(double simulation::PassLoss::*field)
{
    return [field](const Source& source, std::size_t item) -> Value {
        const Outcome& o = source.outcome;
        const auto loss = std::ranges::find(o.pass_loss, o.passes[item].passes, &simulation::PassLoss::passes);
        return loss != o.pass_loss.end() ? value_of((*loss).*field) : Value();
    };
}

/// A pattern of too few points has no such figure: NaN there.
Getter evenness_of(double metrics::Evenness::*field)
{
    return of_run([field](const Outcome& o) {
        const bool known = o.measures && !std::isnan(o.measures->evenness.*field);
        return known ? std::optional(o.measures->evenness.*field) : std::nullopt;
    });
}

Figures overlap_figures()
{
    const auto m = of_part(&Outcome::measures);
    const auto hit = of_measures([](const Outcome& o) -> auto& { return o.measures->multiplicity; });
    const auto cluster = Items(clusters_of);
    return {
        list("multiplicity[]", hit.count(), true),
        count("multiplicity[].hits", hit(&metrics::Multiplicity::hits),
              "how often a place at the surface was cut; the last stands for that or more"),
        number("multiplicity[].fraction", Unit::none, hit(&metrics::Multiplicity::fraction),
               "share of the area cut so often", {"{}", group::coverage, Unit::percent}),
        number("confluence.joined_share", Unit::none, m([](auto& v) { return v.confluence.joined_share; }),
               "share of the insertions that opened into another's channel",
               {"Insertions that join another", group::coverage, Unit::percent}),
        number("confluence.largest_share", Unit::none, m([](auto& v) { return v.confluence.largest_share; }),
               "share of the open area that the widest channel has",
               {"Open area in the widest channel", group::coverage, Unit::percent}),
        list("confluence.clusters[]", cluster.count()),
        count("confluence.clusters[].insertions", cluster(&Cluster::insertions), "insertions in one channel"),
        count("confluence.clusters[].channels", cluster(&Cluster::channels), "channels of so many",
              {"Channels of {} insertions", group::coverage}),
    };
}

Figures pass_figures()
{
    const auto pass = of_measures([](const Outcome& o) -> auto& { return o.passes; });
    return {
        list("passes[]", pass.count(), true),
        count("passes[].passes", pass(&metrics::AfterPass::passes), "passes made"),
        number("passes[].punctures_per_cm2", Unit::per_cm2, pass(&metrics::AfterPass::punctures_per_area),
               "punctures after them", {"Punctures after pass {}", group::pattern}),
        number("passes[].open_fraction", Unit::none, pass(&metrics::AfterPass::open_fraction),
               "open share of the surface after them", {"Open after pass {}", group::coverage, Unit::percent}),
        number("passes[].independent_fraction", Unit::none, pass(&metrics::AfterPass::independent_fraction),
               "1 - (1 - C1)^P, C1 the open share after the first",
               {"Open after pass {}, were passes independent", group::coverage, Unit::percent}),
        number("passes[].tewl", Unit::g_m2_h, loss_after(&simulation::PassLoss::calibrated),
               "water loss after them, calibrated, g/m2/h", {"Water loss after pass {}", group::water}),
        number("passes[].tewl_p10", Unit::g_m2_h, loss_after(&simulation::PassLoss::p10),
               "over the band of the residual aperture", {"Water loss after pass {}, 10 %", group::water}),
        number("passes[].tewl_p90", Unit::g_m2_h, loss_after(&simulation::PassLoss::p90),
               "over the band of the residual aperture", {"Water loss after pass {}, 90 %", group::water}),
    };
}

Figures evenness_rows()
{
    using E = metrics::Evenness;
    return {
        number("evenness.clark_evans", Unit::none, evenness_of(&E::clark_evans),
               "mean distance to the nearest puncture over that of a random pattern",
               {"Clark-Evans", group::evenness}),
        number("evenness.quadrat_vmr", Unit::none, evenness_of(&E::quadrat_vmr),
               "variance over mean of the punctures in square quadrats; random 1",
               {"Variance over mean of counts", group::evenness}),
        number("evenness.stripe_index", Unit::none, evenness_of(&E::stripe_index),
               "strength of the strongest line pattern; random 1", {"Stripe index", group::evenness}),
        number("evenness.stripe_p95", Unit::none, evenness_of(&E::stripe_p95),
               "what 95 % of random patterns stay below", {"Stripe index, 95 % of random patterns", group::evenness}),
        number("evenness.swath_peak_to_mean", Unit::none, evenness_of(&E::swath_peak_to_mean),
               "highest over mean dose across one glide",
               {.label = "Swath peak over mean", .group = group::evenness, .exact = true}),
        number("evenness.voronoi_spread", Unit::none, evenness_of(&E::voronoi_spread),
               "standard deviation over mean of the Voronoi cells; random 0.53",
               {"Spread of the Voronoi cells", group::evenness}),
    };
}

Figures spacing_figures()
{
    const auto points =
        Items([](const Source& s) { return s.outcome.spacing ? &s.outcome.spacing->radius : nullptr; });
    const auto column = [](std::vector<double> metrics::SpacingCurve::*numbers) -> Getter {
        return [numbers](const Source& s, std::size_t item) { return ((*s.outcome.spacing).*numbers)[item]; };
    };
    using Curve = metrics::SpacingCurve;
    return {
        list("spacing[]", points.count()),
        number("spacing[].radius_um", Unit::um, column(&Curve::radius), "distance r"),
        number("spacing[].excess_um", Unit::um, column(&Curve::excess), "L(r) - r, Ripley: above 0 punctures clump"),
        number("spacing[].low_um", Unit::um, column(&Curve::low), "2.5 % of random patterns lie below"),
        number("spacing[].high_um", Unit::um, column(&Curve::high), "2.5 % of random patterns lie above"),
    };
}

}  // namespace

Figures evenness_figures()
{
    Figures all = overlap_figures();
    for (Figures part : {pass_figures(), evenness_rows(), spacing_figures()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result
