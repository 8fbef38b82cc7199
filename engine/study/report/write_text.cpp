#include "engine/study/report/write_text.hpp"

#include "dermavox/core/problem.hpp"

#include <fstream>

namespace dermavox::study {

void write_text(const std::filesystem::path& file, const std::string& text)
{
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream out(fresh, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw core::Failure(core::exit_code::io_error, file.string() + ": cannot be written");
    std::filesystem::rename(fresh, file);
}

}  // namespace dermavox::study
