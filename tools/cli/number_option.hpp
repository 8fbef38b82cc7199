/// Numbers with units and limits as options take them.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <string>

namespace dermavox::cli {

/// "8GB", "1.5 GB", "500 MB", "64 MiB": bytes, in powers of 1024; a bare number counts bytes.
inline CLI::AsNumberWithUnit as_bytes()
{
    constexpr double k = 1024;
    return CLI::AsNumberWithUnit(std::map<std::string, double>{{"b", 1},
                                                               {"kb", k},
                                                               {"kib", k},
                                                               {"mb", k * k},
                                                               {"mib", k * k},
                                                               {"gb", k * k * k},
                                                               {"gib", k * k * k},
                                                               {"tb", k * k * k * k},
                                                               {"tib", k * k * k * k}},
                                 CLI::AsNumberWithUnit::CASE_INSENSITIVE, "SIZE");
}

/// For what would be nothing at 0.
inline CLI::Validator more_than_zero()
{
    return CLI::Validator(
        [](std::string& value) {
            return std::strtod(value.c_str(), nullptr) > 0 ? std::string() : value + " found, more than 0 expected";
        },
        "");
}

}  // namespace dermavox::cli
