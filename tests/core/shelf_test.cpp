#include "dermavox/core/shelf.hpp"

#include "tests/support/catch.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using dermavox::core::Shelf;

TEST_CASE("a shelf makes a result once and keeps those last asked for", "[core]")
{
    Shelf<int, std::string> shelf(2);
    int made = 0;
    const auto get = [&](int key) {
        return shelf.get(key, [&] {
            ++made;
            return std::to_string(key);
        });
    };
    const auto one = get(1);
    CHECK(*one == "1");
    CHECK(get(1) == one);
    get(2);
    get(1);  // asked for again: 2 is now the older
    CHECK(made == 2);
    get(3);
    CHECK(get(1) == one);
    CHECK(made == 3);
    get(2);
    CHECK(made == 4);
    CHECK(*one == "1");  // what was given out stays
}

TEST_CASE("a result that cannot be made leaves nothing on the shelf", "[core]")
{
    Shelf<int, int> shelf(2);
    CHECK_THROWS(shelf.get(1, []() -> int { throw std::runtime_error("no"); }));
    CHECK(*shelf.get(1, [] { return 5; }) == 5);
}

TEST_CASE("threads share one result of a key", "[core][determinism]")
{
    Shelf<int, int> shelf(8);
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 2000; ++i) wrong += *shelf.get(i % 16, [&] { return 7 * (i % 16); }) != 7 * (i % 16);
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
    const auto first = shelf.get(1, [] { return 7; });
    CHECK(shelf.get(1, [] { return 7; }) == first);
}
