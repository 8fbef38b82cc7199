/// Catch2 under one include name, version 2 or 3, with the matchers that the tests use.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
namespace Catch::Matchers {
using namespace Catch;
}
#endif

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
