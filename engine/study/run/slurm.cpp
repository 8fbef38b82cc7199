#include "dermavox/study/slurm.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

/// Slurm reads #SBATCH lines itself, not through a shell: a blank in a path is escaped.
std::string sbatch_path(const std::filesystem::path& path)
{
    std::string out;
    for (const char c : path.string()) out += c == ' ' ? std::string("\\ ") : std::string(1, c);
    return out;
}

std::string job_name(const std::string& name)
{
    std::string out;
    for (const char c : name) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
    return out.substr(0, 40);
}

}  // namespace

std::string shell_word(const std::string& word)
{
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string array_script(const ArrayJob& job)
{
    const auto megabytes = std::max<long>(1, std::lround(std::ceil(job.memory_bytes * job.cpus / 1e6)));
    return fmt::format("#!/bin/bash\n"
                       "#SBATCH --job-name={0}\n#SBATCH --array=0-{1}\n#SBATCH --cpus-per-task={2}\n"
                       "#SBATCH --mem={3}M\n#SBATCH --requeue\n#SBATCH --open-mode=append\n"
                       "#SBATCH --output={4}/task-%a.log\n{5}"
                       "exec {6} study task {7} {8} --task \"$SLURM_ARRAY_TASK_ID\" --of {9} --jobs {2} "
                       "--max-memory {3}MB\n",
                       job_name(job.name), job.tasks - 1, job.cpus, megabytes, sbatch_path(job.folder / "slurm"),
                       job.options.empty() ? "" : "#SBATCH " + job.options + "\n", shell_word(job.program),
                       shell_word(job.study), shell_word(job.folder), job.tasks);
}

std::string merge_script(const ArrayJob& job)
{
    return fmt::format("#!/bin/bash\n"
                       "#SBATCH --job-name={0}-merge\n#SBATCH --cpus-per-task=1\n#SBATCH --requeue\n"
                       "#SBATCH --open-mode=append\n#SBATCH --output={1}/merge.log\n{2}"
                       "exec {3} study merge {4} {5}\n",
                       job_name(job.name), sbatch_path(job.folder / "slurm"),
                       job.options.empty() ? "" : "#SBATCH " + job.options + "\n", shell_word(job.program),
                       shell_word(job.study), shell_word(job.folder));
}

}  // namespace dermavox::study
