/// What can go wrong outside our own code, each kind with the exit code that the command line returns for it.
///
/// Three kinds of failure are kept apart: `assert` for our bugs, the exceptions below for the caller's input
/// and the machine, and returned (iterations, residual, converged) for numerics.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace dermavox::core {

/// One mistake in an input file, with its place and what to write instead.
struct Problem {
    std::string file;
    int line = 0, column = 0;  ///< from 1; 0 = not known (e.g. a key given by --set)
    std::string key;           ///< dotted path, e.g. device.needle.diameter
    std::string found;         ///< what stands there, or "missing"
    std::string expected;      ///< e.g. "a length"
    std::string hint;          ///< e.g. write e.g. "0.25 mm"; may be empty
};

/// "scene.toml:6:25: device.needle.diametre: unknown key; expected ...\n    hint: ..."
std::string describe(const Problem& problem);

/// Exit code 65: every problem of an input at once.
class InputError : public std::runtime_error
{
public:
    explicit InputError(std::vector<Problem> problems);
    const std::vector<Problem>& problems() const { return m_problems; }

private:
    std::vector<Problem> m_problems;
};

/// A message lists so many problems; readers may stop looking once they have found more.
inline constexpr std::size_t most_problems = 100;

/// Throws an InputError: the problems of file `first` lead, each file's stand by line and column, and beyond
/// most_problems one line, of the file `name`, says that there are more.
[[noreturn]] void refuse(std::vector<Problem> problems, const std::string& name, const std::string& first);

/// Everything else that ends a run, by exit code.
class Failure : public std::runtime_error
{
public:
    Failure(int exit_code, const std::string& what) : std::runtime_error(what), m_exit_code(exit_code) {}
    int exit_code() const { return m_exit_code; }

private:
    int m_exit_code;
};

namespace exit_code {
inline constexpr int done = 0, check_failed = 1, usage = 2, not_converged = 3, bad_input = 65, no_input = 66,
                     refused = 69, internal = 70, cannot_create = 73, io_error = 74, stopped = 75;
}

}  // namespace dermavox::core
