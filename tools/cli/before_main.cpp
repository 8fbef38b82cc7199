/// What answers where a library fails before main: OpenVDB's logger starts threads as it is loaded, and where the
/// system refuses them memory it would abort.

#include "dermavox/core/problem.hpp"

#include <exception>
#include <string_view>
#include <unistd.h>

namespace dermavox::cli {
namespace {

/// Nothing of ours is constructed yet: no formatting, no allocation.
[[noreturn]] void refuse_to_start() noexcept
{
    constexpr std::string_view message = "dermavox: the system refuses the memory or threads to start with\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    ::_exit(core::exit_code::refused);
}

void answer_before_main(int, char**, char**) { std::set_terminate(refuse_to_start); }

/// The loader calls what stands in this section before the constructors of any library; main replaces the handler.
[[gnu::section(".preinit_array"), gnu::used]] void (*const k_before_libraries)(int, char**,
                                                                               char**) = answer_before_main;

}  // namespace
}  // namespace dermavox::cli
