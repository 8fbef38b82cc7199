#include "dermavox/core/memory.hpp"

#include <fstream>
#include <string>

namespace dermavox::core {
namespace {

double kilobytes(const char* file, const std::string& wanted)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(wanted)) return std::stod(line.substr(wanted.size()));
    return 0;
}

}  // namespace

double free_memory() { return 1024 * kilobytes("/proc/meminfo", "MemAvailable:"); }
double peak_memory() { return 1024 * kilobytes("/proc/self/status", "VmHWM:"); }
double address_space() { return 1024 * kilobytes("/proc/self/status", "VmSize:"); }
void forget_peak_memory() { std::ofstream("/proc/self/clear_refs") << 5; }

}  // namespace dermavox::core
