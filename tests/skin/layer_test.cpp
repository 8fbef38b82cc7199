#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <set>
#include <string>

using namespace dermavox;
using namespace dermavox::skin;

TEST_CASE("a face lies under the thickness of the layers above it", "[skin][layer]")
{
    const Stack stack = flat_cheek();
    CHECK(depth_of(stack, 0).si == 0);
    CHECK_THAT(depth_of(stack, 1).si, WithinRel(16.8e-6, 1e-14));
    CHECK_THAT(depth_of(stack, 2).si, WithinRel(71.8e-6, 1e-14));
    CHECK_THAT(depth_of(stack, 4).si, WithinRel(7.1218e-3, 1e-14));
    CHECK(depth_of(Stack{}, 0).si == 0);
}

TEST_CASE("the first layer of a role is found from the top", "[skin][layer]")
{
    Stack stack = flat_cheek();
    stack.layers[1].role = stack.layers[2].role = Role::dermis;
    CHECK(first_of(stack, Role::dermis) == 1);
    CHECK(first_of(stack, Role::other) == 0);
    CHECK(first_of(stack, Role::fat) == stack.layers.size());
}

TEST_CASE("each basis has its own name", "[skin][layer]")
{
    std::set<std::string> names;
    for (const Basis basis :
         {Basis::read, Basis::memory, Basis::proposed, Basis::derived, Basis::fitted, Basis::assumed, Basis::given})
        names.insert(name_of(basis));
    CHECK(names.size() == 7);
    CHECK(name_of(Basis::read) == std::string("read"));
    CHECK(name_of(Basis::given) == std::string("given"));
}
