#include "dermavox/mechanics/scale_bands.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

ElasticStack half_space(double mu, double nu) { return {.layers = {}, .below = {0, mu, nu}}; }

std::shared_ptr<const SurfaceResponse> cheek()
{
    return std::make_shared<const SurfaceResponse>(elastic_stack(samples::cheek()));
}

}  // namespace

TEST_CASE("a point load seen from a height displaces a half-space by Boussinesq's solution", "[mechanics][analytic]")
{
    const double mu = 30e3, nu = 0.45;
    const SurfaceResponse surface(half_space(mu, nu));
    for (const double s : {20e-6, 1e-3, 20e-3})
        for (const double r : {0.0, 10e-6, 1e-3, 15e-3})
            CHECK_THAT(surface.smoothed(s, r), WithinRel((1 - nu) / (2 * pi * mu * std::hypot(r, s / 2)), 1e-9));
}

TEST_CASE("a smoothed response comes to the point response far away", "[mechanics]")
{
    const auto surface = cheek();
    for (const double r : {0.3e-3, 1e-3, 5e-3})
        CHECK_THAT(surface->smoothed(1e-6, r), WithinRel(surface->point(r), 1e-3));
}

TEST_CASE("a disc on a half-space is seen from half its radius", "[mechanics][analytic]")
{
    const ScaleBands bands(std::make_shared<const SurfaceResponse>(half_space(30e3, 0.45)), 1.1);
    for (const double b : {5e-6, 80e-6, 2e-3}) CHECK_THAT(bands.scale_of_radius(b), WithinRel(b, 1e-4));
}

TEST_CASE("bands add up to the response of their finest scale", "[mechanics]")
{
    const ScaleBands bands(cheek(), 1.1);
    for (const double r : {0.0, 0.2e-3, 3e-3}) {
        double sum = 0;
        for (std::size_t m = 0; m < ScaleBands::count; ++m) sum += bands.coupling(m, r);
        CHECK_THAT(sum, WithinRel(bands.surface().smoothed(ScaleBands::finest, r), 1e-9));
    }
    for (std::size_t m = 0; m < ScaleBands::count; ++m)
        CHECK_THAT(bands.coupling(m, 0), WithinRel(bands.compliance(m), 2e-4));
}

TEST_CASE("the open share of a band falls from 1 with force and more slowly the wider the band",
          "[mechanics][property]")
{
    const ScaleBands bands(cheek(), 1.1);
    for (std::size_t m = 0; m < ScaleBands::count; ++m) {
        double last = 1, sum = 0, before = 1;
        CHECK(bands.share(m, 0).chi == 1);
        for (int i = 1; i <= 4000; ++i) {
            const double f = i * 1e-4;
            const ScaleBands::Share share = bands.share(m, f);
            CHECK(share.chi <= last);
            CHECK(share.chi >= 0);
            if (m > 0) CHECK(share.chi >= bands.share(m - 1, f).chi - 1e-3);
            sum += 1e-4 * (before + share.chi) / 2;
            before = last = share.chi;
        }
        CHECK_THAT(bands.share(m, 0.4).first, WithinRel(sum, 2e-2));
        const double h = 1e-6, f = 0.0373;
        CHECK_THAT((bands.share(m, f + h).second - bands.share(m, f - h).second) / (2 * h),
                   WithinRel(bands.share(m, f).first, 1e-6));
    }
}

TEST_CASE("the nodes of force tables are found by the bits of a number", "[mechanics]")
{
    for (std::size_t i = 0; i < force_nodes::count; ++i) {
        CHECK(force_nodes::below(force_nodes::at(i)) == i);
        if (i + 1 < force_nodes::count) CHECK(force_nodes::below(std::nextafter(force_nodes::at(i + 1), 0)) == i);
    }
    CHECK(force_nodes::below(1e9) == force_nodes::count - 1);
}

TEST_CASE("a dimple is the linear one at small forces and is found again from its force", "[mechanics]")
{
    const auto surface = cheek();
    const DimpleLaw law(*surface, 1.1);
    for (const double b : {3e-6, 60e-6}) {
        CHECK_THAT(law.displacement(1e-9, b) / 1e-9, WithinRel(surface->self(b), 1e-3));
        for (const double w : {1e-6, 50e-6, 1e-3}) {
            const DimpleLaw::Load load = law.at(w, b);
            CHECK_THAT(law.displacement(load.force, b), WithinRel(w, 1e-9));
            const double h = 1e-3 * w;
            CHECK_THAT((law.at(w + h, b).force - law.at(w - h, b).force) / (2 * h), WithinRel(load.stiffness, 1e-4));
        }
    }
}
