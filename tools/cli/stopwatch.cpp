#include "stopwatch.hpp"

#include <fmt/chrono.h>

namespace dermavox::cli {

std::string Stopwatch::started() const
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(m_date)));
}

}  // namespace dermavox::cli
