#include "engine/scene/shapes/needle_shape.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using scene::Mesh;
using scene::Outline;

namespace {

/// A point on the z axis, then rings of these radii [height, radius], closed by a flat end.
Mesh turned_body(const std::vector<std::array<double, 2>>& rings, int corners, double aspect = 1)
{
    Mesh mesh{.points = {{0, 0, 0}, {0, 0, rings.back()[0]}}, .triangles = {}};
    for (const auto& [height, radius] : rings)
        for (int k = 0; k < corners; ++k) {
            const double angle = 2 * std::numbers::pi * k / corners;
            mesh.points.push_back({radius * aspect * std::cos(angle), radius / aspect * std::sin(angle), height});
        }
    const auto at = [&](std::size_t ring, int k) { return 2 + int(ring) * corners + k % corners; };
    for (int k = 0; k < corners; ++k) {
        mesh.triangles.push_back({0, at(0, k + 1), at(0, k)});
        mesh.triangles.push_back({1, at(rings.size() - 1, k), at(rings.size() - 1, k + 1)});
        for (std::size_t r = 0; r + 1 < rings.size(); ++r) {
            mesh.triangles.push_back({at(r, k), at(r, k + 1), at(r + 1, k + 1)});
            mesh.triangles.push_back({at(r, k), at(r + 1, k + 1), at(r + 1, k)});
        }
    }
    return mesh;
}

double radius_at(const scene::NeedleShape& shape, double distance)
{
    for (std::size_t k = 1; k < shape.rows.size(); ++k) {
        const auto &a = shape.rows[k - 1], &b = shape.rows[k];
        if (distance <= b.distance)
            return a.radius + (distance - a.distance) / (b.distance - a.distance) * (b.radius - a.radius);
    }
    return shape.rows.back().radius;
}

std::string refusal(const Mesh& mesh)
{
    try {
        shape_of(mesh, 1, "a.stl");
    } catch (const core::InputError& error) {
        return error.problems().front().found;
    }
    return "taken";
}

}  // namespace

TEST_CASE("a turned body has the radius of its circles of equal area", "[scene][shape][analytic]")
{
    for (const int corners : {4, 5, 24, 97}) {
        const auto shape = shape_of(turned_body({{1.5, 0.125}, {2.5, 0.125}}, corners), 1e-3, "a.stl");
        const double circle = std::sqrt(corners / (2 * std::numbers::pi) * std::sin(2 * std::numbers::pi / corners));
        INFO(corners);
        for (const double z : {0.1, 0.7, 1.4, 1.5})
            CHECK(radius_at(shape, z * 1e-3) == Approx(z / 1.5 * 0.125e-3 * circle).epsilon(1e-4));
        CHECK(shape.rows.back().distance == Approx(1.5e-3).epsilon(1e-4));
        CHECK(shape.length == Approx(2.5e-3));
        CHECK(shape.ratio == Approx(1).margin(1e-9));
        CHECK(shape.axis == "+z");
    }
}

TEST_CASE("the ratio of an elliptical needle is that of its axes", "[scene][shape][analytic]")
{
    const auto shape = shape_of(turned_body({{1.5, 0.125}, {2.5, 0.125}}, 64, 1.3), 1e-3, "a.stl");
    CHECK(shape.ratio == Approx(1.3 * 1.3).epsilon(1e-9));
    CHECK(radius_at(shape, 2e-3) == Approx(0.125e-3).epsilon(2e-3));
}

TEST_CASE("the axis is found wherever the body stands", "[scene][shape][property]")
{
    Mesh mesh = turned_body({{1.5, 0.125}, {2.5, 0.125}}, 24);
    for (auto& p : mesh.points) {
        const double c = std::cos(0.6), s = std::sin(0.6);
        p = {7 + c * p[0] + s * p[2], p[1] - 3, 5 - s * p[0] + c * p[2]};
    }
    const auto shape = shape_of(mesh, 1e-3, "a.stl");
    CHECK(shape.axis == "(0.565, 0, 0.825)");
    CHECK(radius_at(shape, 0.75e-3) == Approx(0.0625e-3).epsilon(0.01));
}

TEST_CASE("bodies that are no needle are refused by what is wrong", "[scene][shape]")
{
    Mesh mesh = turned_body({{1.5, 0.125}, {2.5, 0.125}}, 24);
    mesh.triangles.pop_back();
    CHECK(refusal(mesh).find("without exactly one partner") != std::string::npos);
    mesh = turned_body({{1.5, 0.125}, {2.5, 0.125}}, 24);
    for (auto& t : mesh.triangles) std::swap(t[1], t[2]);
    CHECK(refusal(mesh) == "a body that is inside out");
    CHECK(refusal(turned_body({{1.0, 0.125}, {1.2, 0.1}, {2.5, 0.125}}, 24)).find("thinner") != std::string::npos);
    CHECK(refusal(turned_body({{0.1, 0.125}, {0.15, 0.125}}, 24)).find("as wide as long") != std::string::npos);
    CHECK(refusal(turned_body({{1e-9, 0.125}, {2.5, 0.125}}, 24)).find("two ends") != std::string::npos);
}

TEST_CASE("an outline and its half give the same needle", "[scene][shape][analytic]")
{
    const Outline whole{{0, 0}, {0.125, 1.5}, {0.125, 2.5}, {-0.125, 2.5}, {-0.125, 1.5}};
    const Outline half{{0, 0}, {0.125, 1.5}, {0.125, 2.5}, {0, 2.5}};
    Outline turned;
    for (const auto& [x, y] : whole) turned.push_back({4 + 0.6 * x + 0.8 * y, 0.6 * y - 0.8 * x});
    for (const Outline& outline : {whole, half, turned}) {
        const auto shape = scene::shape_of(outline, 1e-3, "a.dxf");
        for (const double z : {0.1, 0.7, 1.4, 2.0})
            CHECK(radius_at(shape, z * 1e-3) == Approx(std::min(z / 1.5, 1.0) * 0.125e-3).epsilon(1e-4));
        CHECK(shape.length == Approx(2.5e-3));
    }
}
