#include "dermavox/core/student.hpp"
#include "tests/support/catch.hpp"

using dermavox::core::student_975;

// Printed tables of Student's distribution, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2.
TEST_CASE("Student's t agrees with the printed table", "[core][analytic]")
{
    const double table[][2] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},
                               {9, 2.262},  {15, 2.131}, {100, 1.984}};
    for (const auto& [n, t] : table) {
        INFO(n << " degrees of freedom");
        CHECK(student_975(n) == Approx(t).margin(0.004));
    }
}

TEST_CASE("Student's t falls towards the normal distribution", "[core]")
{
    for (double n = 1; n < 50; ++n) CHECK(student_975(n + 1) < student_975(n));
    CHECK(student_975(1e9) == Approx(1.959964).epsilon(1e-6));
}
