// Gauge numbers after ISO 9626:2016.
#include "dermavox/device/gauge.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;

TEST_CASE("a gauge is its designated metric size, thinner as the number rises", "[device][gauge]")
{
    CHECK(device::diameter_of_gauge(10)->si == 3.4e-3);
    CHECK(device::diameter_of_gauge(18)->si == 1.2e-3);
    CHECK(device::diameter_of_gauge(23)->si == 0.6e-3);
    CHECK(device::diameter_of_gauge(27)->si == 0.4e-3);
    CHECK(device::diameter_of_gauge(30)->si == 0.3e-3);
    CHECK(device::diameter_of_gauge(32)->si == 0.23e-3);
    CHECK(device::diameter_of_gauge(34)->si == 0.18e-3);
    for (int gauge = device::least_gauge; gauge < device::most_gauge; ++gauge)
        CHECK(*device::diameter_of_gauge(gauge) > *device::diameter_of_gauge(gauge + 1));
    CHECK_FALSE(device::diameter_of_gauge(device::least_gauge - 1));
    CHECK_FALSE(device::diameter_of_gauge(device::most_gauge + 1));
}
