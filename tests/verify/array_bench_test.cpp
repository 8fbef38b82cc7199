// Rows that needles of a whole device gave: the table that a fit reads against the balance of a run.
#include "engine/verify/array_bench.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::verify;

namespace {

Trial at_priors(double rupture_over = 1)
{
    std::vector<double> values;
    for (const Free& free : free_constants()) values.push_back(free.prior);
    values[FreeIndex::rupture] *= rupture_over;
    values[FreeIndex::pressure] *= 0.1;  // all needles go through the barrier
    return {values, mechanics::Cutting::rupture};
}

const scene::Catalogue& catalogue()
{
    static const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    return all;
}

}  // namespace

TEST_CASE("the table of an array is its balance to 8 %", "[verify][array-bench][full]")
{
    const ArrayBench bench(catalogue(), "volar_forearm", "polymer-array-600um", {8, 13});
    for (const double rupture_over : {0.2, 1.0})
        for (const ArrayConditions at : {ArrayConditions{15, 1, 121}, ArrayConditions{9, 1.6, 100},
                                         ArrayConditions{30, 0.7, 169}, ArrayConditions{30, 1.4, 81}}) {
            const Trial trial = at_priors(rupture_over);
            INFO(rupture_over << ' ' << at.push << " N, " << at.stiffness << ", " << at.count);
            CHECK(bench.tabulated(trial, at) == Approx(bench.balanced(trial, at)).epsilon(0.08));
        }
}

TEST_CASE("the table of a roller is its balance to 8 %", "[verify][array-bench][full]")
{
    const ArrayBench bench(catalogue(), "hairless-rat", "dermaroller-770um");
    for (const double rupture_over : {0.2, 1.0})
        for (const ArrayConditions at : {ArrayConditions{2, 1}, ArrayConditions{1, 0.6}, ArrayConditions{4, 4}}) {
            INFO(rupture_over << ' ' << at.push << " N, " << at.stiffness);
            const Trial trial = at_priors(rupture_over);
            CHECK(bench.tabulated(trial, at) == Approx(bench.balanced(trial, at)).epsilon(0.08));
        }
}
