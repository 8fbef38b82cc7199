/// Everything that reads what strangers wrote, each as a function of bytes. A target returns where the bytes were
/// read or were refused as they should be; whatever else it throws, or a sanitizer finds, is a fault.
#pragma once

#include <span>
#include <string_view>

namespace dermavox::fuzz {

struct Target {
    const char* name;  ///< of its folder in tests/fuzz/corpus
    void (*read)(std::string_view bytes);
};

std::span<const Target> targets();

}  // namespace dermavox::fuzz
