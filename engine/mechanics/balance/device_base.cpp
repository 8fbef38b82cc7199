#include "engine/mechanics/balance/device_base.hpp"

#include "engine/mechanics/kernel/radial_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr int across = 60;                   // candidates over the diameter
constexpr std::size_t most = 96;             // patches
constexpr double finest = 1.0 / across / 3;  // of d^2/s over the diameter

struct Candidate {
    double x, y;
    double seat;        // distance to the nearest seat
    double taken;       // distance to the nearest patch
    std::size_t owner;  // that patch, or seat
};

std::vector<Candidate> candidates(const std::vector<device::Seat>& seats, double radius)
{
    std::vector<Candidate> made;
    const double step = 2 * radius / across, row = step * std::sqrt(3.0) / 2;
    const int rows = int(radius / row), columns = int(radius / step) + 1;
    for (int j = -rows; j <= rows; ++j)
        for (int i = -columns; i <= columns; ++i) {
            const double x = (i + (j % 2 == 0 ? 0 : 0.5)) * step, y = j * row;
            if (std::hypot(x, y) > radius) continue;
            double nearest = std::numeric_limits<double>::infinity();
            std::size_t owner = 0;
            for (std::size_t k = 0; k < seats.size(); ++k) {
                const double d = std::hypot(x - seats[k].x, y - seats[k].y);
                if (d < nearest) nearest = d, owner = k;
            }
            made.push_back({x, y, nearest, nearest, owner});
        }
    return made;
}

}  // namespace

std::vector<Patch> base_patches(const std::vector<device::Seat>& seats, double radius)
{
    std::vector<Candidate> all = candidates(seats, radius);
    std::vector<Patch> patches;
    for (const device::Seat& seat : seats) patches.push_back({seat.x, seat.y, 0, 0});
    while (patches.size() < seats.size() + most) {
        const auto worth = [](const Candidate& c) { return c.seat > 0 ? c.taken * c.taken / c.seat : 0; };
        const auto best = std::max_element(
            all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) { return worth(a) < worth(b); });
        if (worth(*best) < finest * 2 * radius) break;
        const Candidate place = *best;
        for (Candidate& c : all) {
            const double d = std::hypot(c.x - place.x, c.y - place.y);
            if (d < c.taken) c.taken = d, c.owner = patches.size();
        }
        patches.push_back({place.x, place.y, 0, 0});
    }
    std::vector<int> share(patches.size());
    for (const Candidate& c : all) ++share[c.owner];
    for (std::size_t k = 0; k < patches.size(); ++k)
        patches[k].radius = radius * std::sqrt(std::max(share[k], 1) / double(all.size()));
    return patches;
}

std::vector<Patch> drum_patches(const device::Roller& roller)
{
    constexpr int along = 13, over = 10;  // across the line of contact, over the width
    constexpr double half_angle = 0.9;    // [rad] that may touch
    const double radius = roller.radius.si, width = roller.width.si;
    const double dx = width / over, dy = 2 * radius * std::sin(half_angle) / along;
    std::vector<Patch> patches;
    const int half = along / 2;
    for (int j = 0; j < along; ++j)
        for (int i = 0; i < over; ++i) {
            const double x = (i + 0.5) * dx - width / 2, y = (j - half) * dy;
            patches.push_back(
                {x, y, std::sqrt(dx * dy / std::numbers::pi), radius - std::sqrt(radius * radius - y * y)});
        }
    return patches;
}

// Radii are rounded to steps of a quarter, so that few tables serve all pairs.
Eigen::MatrixXd base_matrix(const SurfaceResponse& surface, const std::vector<Place>& needles, double scale,
                            const std::vector<Patch>& patches)
{
    struct At {
        double x, y, s;
    };
    std::vector<At> all;
    for (const Place& p : needles) all.push_back({p.x, p.y, scale});
    for (const Patch& p : patches)
        all.push_back({p.x, p.y, std::pow(1.25, std::round(std::log(p.radius) / std::log(1.25)))});
    double widest = 0;
    for (const At& a : all)
        for (const At& b : all) widest = std::max(widest, std::hypot(a.x - b.x, a.y - b.y));
    std::map<double, RadialTable> tables;
    const Eigen::Index n = Eigen::Index(all.size());
    Eigen::MatrixXd made(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j <= i; ++j) {
            const At &a = all[std::size_t(i)], &b = all[std::size_t(j)];
            const double s = (a.s + b.s) / 2;
            const auto seen = [&](double r) { return surface.smoothed(s, r); };
            const auto table = tables.try_emplace(s, seen, s, widest).first;
            made(i, j) = made(j, i) = table->second(std::hypot(a.x - b.x, a.y - b.y));
        }
    return made;
}

void DeviceBase::lower(Descent& at, double level, ArrayContact::Workspace& space,
                       ArrayContact::Accuracy accuracy) const
{
    for (std::size_t i = 0; i < needles.size(); ++i) at.needles[i].travel = needles[i].set + level;
    for (std::size_t k = 0; k < patches.size(); ++k) at.parts[k].travel = level - patches[k].gap;
    contact->move_in({at.needles, at.parts}, &linear, space, accuracy, nullptr, [] {});
    const double before = at.force;
    at.force = parts_force(at);
    for (const NeedleState& needle : at.needles) at.force += needle.force + needle.bone;
    at.work += (level - at.level) * (before + at.force) / 2;
    at.level = level;
}

double DeviceBase::parts_force(const Descent& at)
{
    double sum = 0;
    for (const PartState& part : at.parts) sum += part.force;
    return sum;
}

LinearPart DeviceBase::eliminated(const Descent& at) const
{
    const Eigen::Index n = Eigen::Index(needles.size());
    std::vector<Eigen::Index> touching;
    for (std::size_t k = 0; k < at.parts.size(); ++k)
        if (at.parts[k].force > 0) touching.push_back(Eigen::Index(k));
    const Eigen::Index m = Eigen::Index(touching.size());
    LinearPart made{linear.matrix.topLeftCorner(n, n), Eigen::VectorXd::Zero(n)};
    if (m == 0) return made;
    Eigen::MatrixXd across_parts(n, m), among_parts(m, m);
    Eigen::VectorXd travel(m);
    for (Eigen::Index a = 0; a < m; ++a) {
        across_parts.col(a) = linear.matrix.block(0, n + touching[std::size_t(a)], n, 1);
        travel[a] = at.parts[std::size_t(touching[std::size_t(a)])].travel;
        for (Eigen::Index b = 0; b < m; ++b)
            among_parts(a, b) = linear.matrix(n + touching[std::size_t(a)], n + touching[std::size_t(b)]);
    }
    const Eigen::LLT<Eigen::MatrixXd> factor(among_parts);
    made.matrix -= across_parts * factor.solve(across_parts.transpose());
    made.matrix = (made.matrix + made.matrix.transpose().eval()) / 2;
    made.offset = across_parts * factor.solve(travel);
    return made;
}

}  // namespace dermavox::mechanics
