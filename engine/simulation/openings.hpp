/// Channels that are open so far, found by place: what re-entry asks. Private to simulation.
#pragma once

#include <cstdint>
#include <vector>

namespace dermavox::simulation {

/// A round residual opening in the surface; slits have closed. SI.
struct Opening {
    double x, y;
    double radius;
    double depth;
};

/// The patch that openings are looked up in; outside it the border buckets serve, or the far side where it is
/// periodic.
struct OpeningField {
    double width, height;  ///< [m], > 0
    double cell;           ///< edge of a bucket [m], > 0; best about the largest opening
    bool periodic;
};

class Openings
{
public:
    explicit Openings(const OpeningField& field);

    void add(const Opening& opening);
    /// Depth of the deepest channel whose opening holds (x, y); 0 where the skin is intact.
    double depth_at(double x, double y) const;

private:
    struct Axis {
        double length, cell;
        int count;
        bool periodic;
        int bucket(double v) const;
        double nearest_image(double difference) const;
    };
    bool holds(const Opening& opening, double x, double y) const;

    Axis m_x, m_y;
    std::vector<Opening> m_openings;
    std::vector<std::vector<std::uint32_t>> m_buckets;
};

}  // namespace dermavox::simulation
