/// How the program ends before its work is done: by SIGINT, SIGTERM or --max-time, at most 2 s after it was asked to,
/// whatever it is doing then, with nothing half-written.
///
/// A thread waits for that. It removes what is not in place yet (core/output.hpp), says what happened and ends the
/// process: no loop has to ask. Studies ask all the same, to put their rows in order; they are given a second for it.
#pragma once

#include <string>
#include <string_view>

namespace dermavox::cli {

/// From now on signals end the program in that way, with exit code 130 or 143. Throws std::system_error where no
/// thread can be started.
void watch_for_stops();

/// --max-time, counted from the start of the program; past it the exit code is 69.
void limit_time(double seconds);

/// What the program is at, for the message of --max-time.
void now_at(std::string_view stage, double done);

/// Commands that stop in order: the returned function says when, `exit_code` and `message` are of a stop from now on,
/// in order or not.
bool (*stop_in_order(int exit_code, const std::string& message))();

}  // namespace dermavox::cli
