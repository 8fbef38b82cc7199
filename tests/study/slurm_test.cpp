#include "dermavox/study/slurm.hpp"

#include "tests/support/catch.hpp"

#include <sstream>

using namespace dermavox::study;

TEST_CASE("the scripts of a job array name their shares, memory and places", "[study]")
{
    const ArrayJob job{"/opt/my bin/dermavox", "/home/a/it's.toml", "/data/out", "speed & depth", 8, 2, 150e6,
                       "--partition=long"};
    const std::string array = array_script(job);
    CHECK(array.starts_with("#!/bin/bash\n#SBATCH --job-name=speed---depth\n#SBATCH --array=0-7\n"));
    CHECK(array.find("#SBATCH --mem=300M\n") != array.npos);
    CHECK(array.find("#SBATCH --requeue\n") != array.npos);
    CHECK(array.find("#SBATCH --partition=long\n") != array.npos);
    CHECK(array.find("exec '/opt/my bin/dermavox' study task '/home/a/it'\\''s.toml' '/data/out' --task "
                     "\"$SLURM_ARRAY_TASK_ID\" --of 8 --jobs 2") != array.npos);
    const std::string merge = merge_script(job);
    CHECK(merge.find("study merge '/home/a/it'\\''s.toml' '/data/out'") != merge.npos);
}
