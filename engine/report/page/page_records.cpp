// Warnings, assumptions, the full input, and how to get the same result again.
#include "dermavox/result/result_json.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <fmt/format.h>

namespace dermavox::report {

std::string notes_part(const PageContent& page)
{
    const auto warnings = result::warnings_of(page.outcome);
    const auto assumed = result::assumed_of(page.outcome);
    std::string html;
    if (!warnings.empty()) {
        Table table("Warnings", {"Code", "What it means"});
        for (const core::Warning& warning : warnings) table.row({warning.code, warning.text});
        html += table.take();
    }
    if (!assumed.empty()) {
        Table table("Assumed inputs", {"Key", "Value", "Why"});
        for (const core::Assumption& value : assumed) table.row({value.key, value.value, value.why});
        html += table.take();
    }
    const std::string lead =
        fmt::format("{} and {}. Figures that are not modelled are left out, never filled in.",
                    counted(warnings.size(), "warning"), counted(assumed.size(), "assumed input"));
    return section({"notes", "What should one not rely on?", lead, {}, html});
}

std::string input_part(const PageContent& page)
{
    const scene::Scene& scene = page.outcome.scene;
    Table table("Every input, with its origin", {"Key", "Value", "Origin", "Source"});
    for (const scene::Entry& entry : scene.entries) {
        std::string source = entry.basis == skin::Basis::given ? "" : skin::name_of(entry.basis);
        if (!entry.source.empty()) source += (source.empty() ? "" : ": ") + entry.source;
        table.row({entry.key, entry.value, entry.origin, source});
    }
    return section(
        {"input",
         "What went in?",
         fmt::format("{}, seed {}. The file as given is scene.toml in this folder; resolved.toml has every "
                     "default filled in.",
                     counted(scene.entries.size(), "key"), scene.seed),
         {},
         table.take()});
}

std::string origin_part(const PageContent& page)
{
    const Provenance& p = page.provenance;
    Table table("Made by", {"", "Value"});
    table.row({"dermavox", p.version + (p.git_hash.empty() ? "" : ", " + p.git_hash)});
    table.row({"Compiler", p.compiler}).row({"Instruction set", p.instruction_set});
    std::string libraries;
    for (const LibraryVersion& library : p.libraries)
        libraries += (libraries.empty() ? "" : ", ") + library.name + ' ' + library.version;
    table.row({"Libraries", libraries}).row({"Host", p.host}).row({"Threads", std::to_string(p.threads)});
    for (const CatalogueHash& catalogue : p.catalogues) table.row({catalogue.file, "XXH3-128 " + catalogue.hash});
    for (const StageTime& stage : p.stages)
        table.row({"Wall time, " + stage.stage, digits(stage.seconds, 2) + "\u202Fs"});
    if (p.memory_peak > 0) table.row({"Peak memory", digits(double(p.memory_peak) / 1e6) + "\u202FMB"});
    const std::string command =
        p.command.empty() ? "" : "<pre><code>" + escaped(shell_line(p.command)) + "</code></pre>";
    return section({"origin",
                    "How does one get this again?",
                    "The same scene, seed and version give the same result.json, byte for byte, for any number of "
                    "threads.",
                    {},
                    command + table.take()});
}

}  // namespace dermavox::report
