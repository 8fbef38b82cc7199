#include "dermavox/report/provenance.hpp"

#include "dermavox/core/json.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/utf8.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <openvdb/version.h>
#include <png.h>
#include <zlib.h>

namespace dermavox::report {
namespace {

std::string compiler()
{
#if defined(__clang__)
    return "clang " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

std::string instruction_set()
{
#if defined(__AVX512F__)
    return "x86-64-v4";
#elif defined(__AVX2__)
    return "x86-64-v3";
#elif defined(__SSE4_2__)
    return "x86-64-v2";
#elif defined(__x86_64__)
    return "x86-64";
#elif defined(__aarch64__)
    return "aarch64";
#else
    return "other";
#endif
}

std::string fmt_version()
{
    return fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100);
}

bool plain_in_shell(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) ||
           std::string_view("_-./=:,+@%").find(c) != std::string_view::npos;
}

}  // namespace

Provenance provenance_of_process()
{
    Provenance p;
    p.compiler = compiler();
    p.instruction_set = instruction_set();
    p.libraries = {{"fmt", fmt_version()},
                   {"libpng", PNG_LIBPNG_VER_STRING},
                   {"OpenVDB", OPENVDB_LIBRARY_VERSION_STRING},
                   {"zlib", ZLIB_VERSION}};
    p.host = core::host_name();
    return p;
}

std::string shell_line(const std::vector<std::string>& command)
{
    std::string line;
    for (const std::string& argument : command) {
        if (!line.empty()) line += ' ';
        std::string text;
        for (const char c : core::readable_utf8(argument))
            if (c == '\'')
                text += "'\\''";
            else
                text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
        const bool plain = !argument.empty() && std::all_of(argument.begin(), argument.end(), plain_in_shell);
        line += plain ? text : '\'' + text + '\'';
    }
    return line;
}

std::string provenance_json(const Provenance& p)
{
    core::Json json("provenance.json");
    json.number("schema", 1);
    json.text("version", p.version);
    json.text("git_hash", p.git_hash);
    json.text("compiler", p.compiler);
    json.text("instruction_set", p.instruction_set);
    json.object("libraries", [&] {
        for (const LibraryVersion& library : p.libraries) json.text(library.name, library.version);
    });
    json.text("host", p.host);
    json.number("threads", p.threads);
    json.number("seed", p.seed);
    json.array("catalogues", p.catalogues, [&](const CatalogueHash& catalogue) {
        json.text("file", catalogue.file);
        json.text("xxh3_128", catalogue.hash);
    });
    json.text("started", p.started);
    json.array("wall_time", p.stages, [&](const StageTime& stage) {
        json.text("stage", stage.stage);
        json.number("seconds", stage.seconds);
    });
    json.number("memory_peak_bytes", p.memory_peak);
    json.strings("command", p.command);
    json.text("command_line", shell_line(p.command));
    return json.take();
}

}  // namespace dermavox::report
