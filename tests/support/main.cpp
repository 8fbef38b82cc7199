#include "tests/support/cost.hpp"

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char** argv)
{
    const int failed = Catch::Session().run(argc, argv);
    const std::string program = argv[0];
    dermavox::test::record_cost(program.substr(program.rfind("test_") + 5));  // test_<module>
    return failed;
}
