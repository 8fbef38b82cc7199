/// What this machine and this process have of memory, as the kernel tells it.
#pragma once

namespace dermavox::core {

double free_memory();       ///< [bytes]; 0 when it cannot be told
double peak_memory();       ///< resident set of this process since forget_peak_memory [bytes]
double address_space();     ///< of this process, used or only reserved [bytes]
void forget_peak_memory();  ///< where the kernel allows it; else peaks are those of the whole life

}  // namespace dermavox::core
