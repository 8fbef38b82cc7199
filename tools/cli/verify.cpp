/// `dermavox verify`: the engine against closed forms, its own orders of convergence, balances and measurements.

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/verify/pages.hpp"
#include "dermavox/verify/suite.hpp"
#include "input.hpp"
#include "progress.hpp"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace dermavox::cli {

int verify(const VerifyOptions& options)
{
    if (!options.page.empty()) core::require_room(core::output_path(options.page));
    const scene::Catalogue shelves = catalogue();
    Progress progress(true);
    const verify::Report report =
        verify::run(shelves, options.full, [&](std::string_view part, double done) { progress.show(part, done); });
    progress.clear();
    const bool colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    if (!options.page.empty()) verify::write_page(report, options.page);
    std::fputs((options.json ? verify::json_of(report) : verify::text_of(report, colour)).c_str(), stdout);
    return report.failed() == 0 ? core::exit_code::done : core::exit_code::check_failed;
}

}  // namespace dermavox::cli
