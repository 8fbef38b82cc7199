#include "engine/mechanics/contact/contact_file.hpp"

#include "dermavox/core/hash.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace dermavox::mechanics {

namespace {

std::string row(const char* name, const std::vector<double>& values)
{
    return fmt::format("{} {}\n", name, fmt::join(values, " "));
}

std::vector<double> numbers(std::istream& in)
{
    std::string line;
    std::getline(in, line);
    std::istringstream rest(line);
    std::vector<double> values;
    for (double value = 0; rest >> value;) values.push_back(value);
    return values;
}

}  // namespace

std::string text_of(const std::string& input, const ContactTable& table)
{
    std::string text = input + fmt::format("complete {}\n", int(table.complete)) + row("force_n", table.force) +
                       row("displacement_m", table.displacement) + row("radius_m", table.radius);
    for (const std::vector<double>& there : table.surface) text += row("surface_m", there);
    return text + "hash " + core::hash_of(text) + "\n";
}

std::optional<ContactTable> read_table(const std::filesystem::path& file, const std::string& input)
{
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const std::size_t end = text.rfind("hash ");
    if (end == std::string::npos || !text.starts_with(input)) return {};
    if (text.substr(end) != "hash " + core::hash_of(text.substr(0, end)) + "\n") return {};
    std::istringstream body(text.substr(input.size(), end - input.size()));
    ContactTable table;
    int complete = 0;
    std::string name;
    body >> name >> complete;
    table.complete = complete != 0;
    while (body >> name) {
        if (name == "force_n") table.force = numbers(body);
        if (name == "displacement_m") table.displacement = numbers(body);
        if (name == "radius_m") table.radius = numbers(body);
        if (name == "surface_m") table.surface.push_back(numbers(body));
    }
    return table;
}

void keep_table(const std::filesystem::path& file, const std::string& input, const ContactTable& table)
{
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    const std::filesystem::path beside = file.string() + fmt::format(".{}", ::getpid());
    {
        std::ofstream out(beside, std::ios::binary);
        out << text_of(input, table);
        if (!out.flush()) failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed) std::filesystem::rename(beside, file, failed);
    if (failed) std::filesystem::remove(beside, failed);
}

}  // namespace dermavox::mechanics
