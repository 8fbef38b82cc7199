#include "dermavox/scene/label_volume.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/volume_summary.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <numeric>

using namespace dermavox;
using scene::LabelVolume;

namespace {

/// Cells numbered along x, then y, then z, laid down in memory as these axes have them.
LabelVolume numbered(std::array<int, 3> size, const scene::Axes& axes, bool first_axis_fastest)
{
    LabelVolume volume{.first_axis_fastest = first_axis_fastest};
    volume.geometry.size = size;
    volume.geometry.axes = axes;
    std::array<int, 3> length{};
    for (std::size_t i = 0; i < 3; ++i) length[i] = size[std::size_t(axes.along[i])];
    std::vector<std::uint8_t> labels(std::size_t(size[0] * size[1] * size[2]));
    for (std::size_t place = 0; place < labels.size(); ++place) {
        std::array<int, 3> cell{};  // x, y, z
        std::size_t rest = place;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t i = first_axis_fastest ? k : 2 - k;
            const int index = int(rest % std::size_t(length[i]));
            rest /= std::size_t(length[i]);
            cell[std::size_t(axes.along[i])] = axes.backwards[i] ? length[i] - 1 - index : index;
        }
        labels[place] = std::uint8_t(cell[0] + size[0] * (cell[1] + size[1] * cell[2]));
    }
    volume.labels = std::move(labels);
    return volume;
}

std::vector<transport::LabelRange> each_label(int count)
{
    std::vector<transport::LabelRange> ranges;
    for (int label = 0; label < count; ++label) ranges.push_back({label, label, std::uint8_t(label)});
    return ranges;
}

}  // namespace

TEST_CASE("cells come along x, y and z, however the array lies", "[scene][volume][property]")
{
    constexpr std::array size{2, 3, 5};
    std::array<int, 3> along{0, 1, 2};
    do
        for (int mirrors = 0; mirrors < 8; ++mirrors)
            for (const bool first_axis_fastest : {true, false}) {
                const scene::Axes axes{along, {(mirrors & 1) != 0, (mirrors & 2) != 0, (mirrors & 4) != 0}};
                INFO(text_of(axes) << (first_axis_fastest ? ", first axis fastest" : ""));
                const auto volume = index_volume(numbered(size, axes, first_axis_fastest), each_label(30));
                CHECK(volume.size == size);
                std::vector<std::uint8_t> right(30);
                std::iota(right.begin(), right.end(), std::uint8_t(0));
                if (volume.order == transport::Order::z_fastest)
                    for (int x = 0; x < 2; ++x)
                        for (int y = 0; y < 3; ++y)
                            for (int z = 0; z < 5; ++z)
                                right[std::size_t((x * 3 + y) * 5 + z)] = std::uint8_t(x + 2 * (y + 3 * z));
                CHECK(volume.index == right);
            }
    while (std::ranges::next_permutation(along).found);
}

TEST_CASE("the mean depth of a label does not depend on how the array lies", "[scene][volume][property]")
{
    std::array<int, 3> along{0, 1, 2};
    do
        for (int mirrors = 0; mirrors < 8; ++mirrors)
            for (const bool first_axis_fastest : {true, false}) {
                const scene::Axes axes{along, {(mirrors & 1) != 0, (mirrors & 2) != 0, (mirrors & 4) != 0}};
                for (const auto& count : count_labels(numbered({2, 3, 5}, axes, first_axis_fastest)))
                    CHECK(count.depth == double(count.label / 6));
            }
    while (std::ranges::next_permutation(along).found);
}

TEST_CASE("ranges of labels become one index each, and labels outside them are named with count and place",
          "[scene][volume]")
{
    const scene::Axes plain{};
    const std::vector<transport::LabelRange> ranges{{10, 29, 1}, {-5, 9, 0}};
    const auto volume = index_volume(numbered({2, 3, 5}, plain, true), ranges);
    CHECK(std::ranges::count(volume.index, 0) == 10);
    CHECK(std::ranges::count(volume.index, 1) == 20);
    const std::vector<transport::LabelRange> gap{{0, 12, 0}, {14, 29, 1}};
    try {
        index_volume(numbered({2, 3, 5}, plain, true), gap);
        FAIL("label 13 has no range");
    } catch (const core::InputError& error) {
        REQUIRE(error.problems().size() == 1);
        CHECK(error.problems().front().key == "label 13");
        CHECK(error.problems().front().found == "1 cells, the first at [1, 0, 2]");
    }
}

TEST_CASE("materials with labels in common are refused, whole ranges as well", "[scene][volume]")
{
    const auto material = [](long long first, long long last) {
        return transport::Material{.label = first, .name = "m", .kappa = 1, .last_label = last};
    };
    const auto fits = [](std::vector<transport::Material> materials) {
        try {
            return !transport::label_ranges(materials).empty();
        } catch (const core::InputError&) {
            return false;
        }
    };
    CHECK(fits({material(1, 5), material(6, 9), material(-3, 0)}));
    CHECK(!fits({material(1, 5), material(5, 9)}));
    CHECK(!fits({material(4, 5), material(1, 9)}));
    CHECK(!fits({material(1, 9), material(4, 5)}));
    CHECK(!fits({material(5, 4)}));
}

TEST_CASE("widths agree with a file up to one factor, which is named where the file has a unit", "[scene][volume]")
{
    scene::VolumeGeometry g{
        .form = "a", .size = {2, 3, 5}, .spacing = std::array{0.0125, 0.0125, 0.005}, .unit = "mm"};
    REQUIRE(g.spacing_metres());
    CHECK((*g.spacing_metres())[2] == Approx(5e-6));
    CHECK(contradiction(g, {12.5e-6, 12.5e-6, 5e-6}).empty());
    CHECK(contradiction(g, {12.5e-6, 12.5e-6, 12.5e-6}) == "0.0125 x 0.0125 x 0.005 mm");
    CHECK(!scale_of(g, {12.5e-6, 12.5e-6, 5e-6}));
    CHECK(scale_of(g, {25e-6, 25e-6, 10e-6}).value_or(0) == Approx(2));
    g.unit.clear();
    CHECK(!g.spacing_metres());
    CHECK(!scale_of(g, {25e-6, 25e-6, 10e-6}));
    g.spacing = std::array{0.0125, 0.0125, 0.0};  // depth is not stated
    CHECK(contradiction(g, {12.5e-6, 12.5e-6, 12.5e-6}).empty());
    CHECK(contradiction(g, {12.5e-6, 5e-6, 5e-6}) == "0.0125 x 0.0125 x ? (no unit)");
    g.spacing.reset();
    CHECK(contradiction(g, {1, 2, 3}).empty());
}
