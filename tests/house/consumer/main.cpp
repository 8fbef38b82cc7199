// Reads a scene from the installed catalogue, runs it, prints what the test looks for.
#include <cstdio>
#include <dermavox/scene/read_scene.hpp>
#include <dermavox/simulation/simulate.hpp>

int main(int, char** argv)
{
    using namespace dermavox;
    const auto scene = scene::read_scene(argv[2], {}, scene::Catalogue(argv[1]));
    const auto outcome = simulation::simulate(scene);
    std::printf("%.0f channels per cm2\n", outcome.measures->channels_per_area * 1e-4);
}
