#include "dermavox/imaging/spots.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/imaging/drawn_picture.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numeric>

using namespace dermavox;
using namespace dermavox::imaging;
using dermavox::imaging::drawn::Ellipse;
using dermavox::imaging::drawn::Look;

namespace {

const Ellipse& nearest(const std::vector<Ellipse>& truth, const Spot& spot)
{
    return *std::ranges::min_element(truth, {},
                                     [&](const Ellipse& e) { return std::hypot(e.x - spot.x, e.y - spot.y); });
}

double total(const std::vector<Ellipse>& truth)
{
    return std::accumulate(truth.begin(), truth.end(), 0.0,
                           [](double sum, const Ellipse& e) { return sum + e.area(); });
}

double total(const std::vector<Spot>& spots)
{
    return std::accumulate(spots.begin(), spots.end(), 0.0, [](double sum, const Spot& s) { return sum + s.area; });
}

double median_error(const std::vector<Ellipse>& truth, const std::vector<Spot>& spots)
{
    std::vector<double> errors;
    for (const Spot& spot : spots) errors.push_back(spot.area / nearest(truth, spot).area() - 1);
    std::ranges::sort(errors);
    return errors[errors.size() / 2];
}

}  // namespace

TEST_CASE("at contrast 0.3 spots are counted to 2 %, their areas right to 5 %, under noise, blur and uneven light")
{
    if (!can_find_spots()) return;
    const auto [blur, noise, light] =
        GENERATE(table<double, double, bool>({{0.6, 0.03, false}, {1.0, 0.02, true}, {1.0, 0.05, false}}));
    const Look look{.blur = blur,
                    .noise = noise,
                    .background = light ? 0.5 : 0.7,  // leaves room for what is lighter
                    .bits = light ? 16 : 8,
                    .light = light};
    const std::vector<Ellipse> truth = drawn::scattered(7, look);
    const SpotFindings found = find_spots(drawn::picture_of(truth, look), {.light = light});
    CAPTURE(blur, noise, light);
    CHECK_THAT(double(found.spots.size()), WithinRel(double(truth.size()), 0.02));
    CHECK_THAT(total(found.spots), WithinRel(total(truth), 0.05));
    CHECK(std::abs(median_error(truth, found.spots)) < 0.03);
    CHECK_THAT(found.contrast, WithinAbs(0.3, 0.04));
}

TEST_CASE("blur moves no area: pi s^2 puts back what half height loses on curved outlines")
{
    if (!can_find_spots()) return;
    const double blur = GENERATE(0.0, 1.5, 2.5);
    const Look look{.columns = 300, .rows = 300, .contrast = 0.5, .blur = blur, .noise = 0.005, .vignetting = 0};
    std::vector<Ellipse> truth;
    for (int k = 0; k < 9; ++k) truth.push_back({60.3 + 87.2 * (k % 3), 57.7 + 91.4 * (k / 3), 9, 9, 0});
    const SpotFindings found = find_spots(drawn::picture_of(truth, look));
    REQUIRE(found.spots.size() == truth.size());
    CAPTURE(blur);
    CHECK_THAT(total(found.spots), WithinRel(total(truth), 0.02));
    CHECK_THAT(found.blur, WithinAbs(std::hypot(std::hypot(blur, 1.0), 0.29), 0.2));  // own smoothing, pixel width
}

TEST_CASE("place, axes and angle of an ellipse are those that it was drawn with")
{
    if (!can_find_spots()) return;
    const double angle = GENERATE(-1.2, 0.0, 0.4, 1.1);
    const Look look{.columns = 200, .rows = 160, .contrast = 0.6, .blur = 1, .noise = 0.01};
    const std::vector<Ellipse> truth{{90.4, 71.8, 16, 9, angle}};
    const SpotFindings found = find_spots(drawn::picture_of(truth, look));
    REQUIRE(found.spots.size() == 1);
    const Spot& spot = found.spots.front();
    CAPTURE(angle);
    CHECK_THAT(spot.x, WithinAbs(90.4, 0.15));
    CHECK_THAT(spot.y, WithinAbs(71.8, 0.15));
    CHECK_THAT(spot.long_axis, WithinRel(32, 0.03));
    CHECK_THAT(spot.short_axis, WithinRel(18, 0.03));
    CHECK_THAT(spot.angle, WithinAbs(angle, 0.05));
    CHECK(spot.confidence > 0.9);
}

TEST_CASE("nothing is found in noise under uneven light, and spots on the other side of the light are left alone")
{
    if (!can_find_spots()) return;
    const Look look{.columns = 400, .rows = 300, .noise = 0.05};
    CHECK(find_spots(drawn::picture_of({}, look)).spots.empty());
    const Look light{.columns = 400, .rows = 300, .noise = 0.02, .background = 0.5, .light = true};
    const Picture picture = drawn::picture_of(drawn::scattered(3, light), light);
    CHECK(find_spots(picture, {.light = false}).spots.empty());
    CHECK(find_spots(picture, {.light = true}).spots.size() > 10);
}

TEST_CASE("faint, blurred and cut spots have less confidence, with the reason")
{
    if (!can_find_spots()) return;
    const Look look{.columns = 300, .rows = 200, .contrast = 0.6, .blur = 1, .noise = 0.01};
    Picture picture =
        drawn::picture_of({{60, 60, 9, 9, 0}, {150, 60, 9, 9, 0}, {240, 60, 9, 9, 0}, {0, 120, 9, 9, 0}}, look);
    const Look faint{.columns = 300, .rows = 200, .contrast = 0.2, .blur = 1, .noise = 0.01};
    const Picture other = drawn::picture_of({{150, 150, 9, 9, 0}}, faint);
    std::copy(other.samples.begin() + 300 * 130, other.samples.begin() + 300 * 170,
              picture.samples.begin() + 300 * 130);
    const SpotFindings found = find_spots(picture);
    REQUIRE(found.spots.size() == 5);
    CHECK(found.spots[0].note.empty());
    CHECK(found.spots[3].note == "edge");
    CHECK(found.spots[4].note == "faint");
    CHECK(found.spots[4].confidence < found.spots[0].confidence);
}

TEST_CASE("of a colour picture the channel is taken in which spots stand out most")
{
    if (!can_find_spots()) return;
    const Look look{.columns = 200, .rows = 160, .contrast = 0.5};
    const Picture dye = drawn::picture_of({{50, 50, 8, 8, 0}, {120, 90, 8, 8, 0}}, look),
                  plain = drawn::picture_of({}, look);
    Picture colour{.columns = 200, .rows = 160, .channels = 3};
    for (std::size_t i = 0; i < dye.pixels(); ++i)
        for (const auto value : {dye.samples[i], plain.samples[i], plain.samples[i]}) colour.samples.push_back(value);
    const SpotFindings found = find_spots(colour);
    CHECK(found.channel == Channel::red);  // what a blue dye absorbs
    CHECK(found.spots.size() == 2);
    CHECK(find_spots(colour, {.channel = Channel::blue}).spots.empty());
}

TEST_CASE("a region leaves out what lies beside it, and must lie in the picture")
{
    if (!can_find_spots()) return;
    const Look look{.columns = 200, .rows = 160, .contrast = 0.5};
    const Picture picture = drawn::picture_of({{50, 50, 8, 8, 0}, {150, 120, 8, 8, 0}}, look);
    const SpotFindings found = find_spots(picture, {.region = {{100, 80, 100, 80}}});
    REQUIRE(found.spots.size() == 1);
    CHECK_THAT(found.spots.front().x, WithinAbs(150, 0.3));
    CHECK_THROWS_AS(find_spots(picture, {.region = {{150, 80, 100, 80}}}), core::InputError);
    CHECK_THROWS_AS(find_spots(picture, {.region = {{-5, 0, 100, 80}}}), core::InputError);
}

TEST_CASE("the overlay is a PNG as large as the picture")
{
    if (!can_find_spots()) return;
    const Look look{.columns = 120, .rows = 90, .contrast = 0.5};
    const Picture picture = drawn::picture_of({{50, 40, 8, 8, 0}}, look);
    const std::string png = overlay_png(picture, find_spots(picture));
    CHECK(png.starts_with("\x89PNG"));
    CHECK((unsigned char)(png[19]) == 120);
    CHECK((unsigned char)(png[23]) == 90);
}
