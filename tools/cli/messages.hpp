/// What the program says on standard error, and whether what it printed on standard output arrived.
#pragma once

#include <cstdio>
#include <fmt/format.h>
#include <string>

namespace dermavox::cli {

/// To standard error. Messages are no output: one that does not arrive ends nothing.
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values)
{
    std::fputs(fmt::format(format, std::forward<Values>(values)...).c_str(), stderr);
}

/// The same for a process that is being ended: dropped where nobody reads on.
void say_without_waiting(const std::string& text);

/// Makes sure that descriptors 0 to 2 are open, so that no file of ours takes their place; what is printed where
/// standard output was closed does not arrive.
void claim_standard_streams();

/// Flushes and closes standard output: `exit_code`, or 74 when the command did its work and its output did not
/// arrive.
int delivered(int exit_code);

}  // namespace dermavox::cli
