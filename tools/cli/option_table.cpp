#include "option_table.hpp"

#include "version.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <vector>

namespace dermavox::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) { return app.get_subcommands(nullptr); }

/// "--json", "-o --output": every name of every option, and of the commands below.
std::string words_of(const CLI::App& app)
{
    std::string words;
    for (const CLI::App* command : commands_of(app)) words += command->get_name() + ' ';
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_snames()) words += '-' + name + ' ';
        for (const std::string& name : option->get_lnames()) words += "--" + name + ' ';
    }
    return words;
}

std::string cases_of(const CLI::App& app, const std::string& before)
{
    std::string cases;
    for (const CLI::App* command : commands_of(app)) {
        const std::string path = before + command->get_name();
        cases += fmt::format("        \"{}\") words=\"{}\" ;;\n", path, words_of(*command));
        cases += cases_of(*command, path + ' ');
    }
    return cases;
}

/// Plain text for troff: a backslash, and a dot or quote at the start of a line, mean something there.
std::string roff(const std::string& text)
{
    std::string out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('.') || line.starts_with('\'')) out += "\\&";
        for (const char c : line) out += c == '\\' ? "\\\\" : c == '-' ? "\\-" : std::string(1, c);
        out += '\n';
    }
    return out;
}

/// Text within a line.
std::string roff_word(const std::string& text)
{
    std::string word = roff(text);
    word.pop_back();  // the end of the line
    return word;
}

/// "KEY=VALUE", "INT": without the range that the parser adds.
std::string value_name(const CLI::Option& option)
{
    const std::string name = option.get_type_name();
    return name.substr(0, name.find(':'));
}

std::string options_of(const CLI::App& app)
{
    std::string text;
    for (const CLI::Option* option : app.get_options()) {
        if (option == app.get_help_ptr()) continue;
        const bool takes_value = option->get_expected_max() > 0 && !option->get_positional();
        text += fmt::format(".TP\n\\fB{}\\fR{}\n{}", roff_word(option->get_name(false, true)),
                            takes_value ? fmt::format(" \\fI{}\\fR", value_name(*option)) : "",
                            roff(option->get_description()));
    }
    return text;
}

std::string command_page(const CLI::App& command, const std::string& before)
{
    const std::string name = before + command.get_name();
    std::string text = fmt::format(".SS {}\n{}", roff_word(name), roff(command.get_description()));
    text += options_of(command);
    if (command.get_footer() != command.get_parent()->get_footer())
        text += ".PP\n.nf\n" + roff(command.get_footer()) + ".fi\n";
    for (const CLI::App* below : commands_of(command)) text += command_page(*below, name + ' ');
    return text;
}

}  // namespace

std::string completion_of(const CLI::App& app)
{
    return fmt::format(R"(# bash completion of dermavox, written by: dermavox completion
_dermavox()
{{
    local word="${{COMP_WORDS[COMP_CWORD]}}" path="" words
    for ((i = 1; i < COMP_CWORD; ++i)); do
        [[ "${{COMP_WORDS[i]}}" == -* ]] && break
        path+="${{path:+ }}${{COMP_WORDS[i]}}"
    done
    while :; do
        case "$path" in
        "") words="{}" ;;
{}        *" "*) path="${{path% *}}"; continue ;;
        *) words="" ;;
        esac
        break
    done
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")
}}
complete -o filenames -F _dermavox dermavox
)",
                       words_of(app), cases_of(app, ""));
}

std::string manual_of(const CLI::App& app)
{
    std::string text =
        fmt::format(".TH DERMAVOX 1 \"\" \"dermavox {}\"\n.SH NAME\n{}.SH SYNOPSIS\n.B dermavox\n\\fICOMMAND\\fR "
                    "[\\fIOPTIONS\\fR]\n.SH COMMANDS\n",
                    program().version, roff("dermavox - what a needling cartridge does to skin"));
    for (const CLI::App* command : commands_of(app)) text += command_page(*command, "");
    return text + ".SH EXIT STATUS\n.nf\n" + roff(app.get_footer()) + ".fi\n";
}

}  // namespace dermavox::cli
