/// `dermavox verify-output`: is a result folder what was written?

#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"

#include <fmt/format.h>

namespace dermavox::cli {

int verify_output(const std::string& folder)
{
    const std::vector<std::string> damage = report::damage_of(folder);
    for (const std::string& line : damage) fmt::print("{}\n", line);
    if (damage.empty()) fmt::print("{}: every file is as it was written\n", folder);
    return damage.empty() ? core::exit_code::done : core::exit_code::check_failed;
}

}  // namespace dermavox::cli
