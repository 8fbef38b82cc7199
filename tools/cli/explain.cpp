/// `dermavox explain`, `dermavox schema`: what the keys of a scene mean.

#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/scene/reference.hpp"

#include <fmt/format.h>

namespace dermavox::cli {

int explain(const std::string& key)
{
    fmt::print("{}\n", scene::explain(key));
    return core::exit_code::done;
}

int print_reference()
{
    fmt::print("{}", scene::reference_text());
    return core::exit_code::done;
}

int print_schema()
{
    fmt::print("{}\n", scene::json_schema());
    return core::exit_code::done;
}

}  // namespace dermavox::cli
