/// Foreign volumes decoded in a process of their own: a library that a damaged file brings down takes nothing with
/// it, and the system bounds memory and time.
///
/// The program dermavox does so for every volume. Programs that use the engine as a library decode in their own
/// process, behind the checks of the readers alone, until they call both functions as well:
///
///     int main(int argc, char** argv)
///     {
///         if (const auto exit_code = scene::serve_volume(argc, argv)) return *exit_code;
///         scene::decode_volumes_by("/proc/self/exe");
#pragma once

#include <filesystem>
#include <optional>

namespace dermavox::scene {

/// From now on read_label_volume starts this program for each volume; where no process can be started it decodes as
/// without. Call it before there are threads.
void decode_volumes_by(const std::filesystem::path& program);

/// When the arguments are those that read_label_volume gives: decodes that volume, writes the labels to standard
/// output and returns an exit code. The process may then take no more memory than the caller allowed, 64 MiB and what
/// it had, one minute of processor time and a second more for every 10 MB of the file, and ends with its caller.
std::optional<int> serve_volume(int argc, char** argv);

}  // namespace dermavox::scene
