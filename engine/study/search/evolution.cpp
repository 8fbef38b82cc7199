#include "engine/study/search/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace dermavox::study {
namespace {

double uniform(Engine& engine) { return double(engine() >> 11) * 0x1p-53; }

bool beats(const std::vector<double>& a, const std::vector<double>& b)
{
    bool somewhere = false;
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (a[k] > b[k]) return false;
        somewhere = somewhere || a[k] < b[k];
    }
    return somewhere;
}

/// Half the distance of the children over half that of the parents, for a parent that stands `room` from its bound.
double spread(double room, double distance, double eta, double u)
{
    const double alpha = 2 - std::pow(1 + 2 * room / distance, -(eta + 1));
    return std::pow(u <= 1 / alpha ? u * alpha : 1 / (2 - u * alpha), 1 / (eta + 1));
}

void cross_real(double& one, double& two, double low, double high, double eta, Engine& engine)
{
    const double least = std::min(one, two), most = std::max(one, two), distance = most - least;
    if (!(distance > 1e-14 * (high - low))) return;
    const double u = uniform(engine), middle = (least + most) / 2;
    one = std::max(low, middle - spread(least - low, distance, eta, u) * distance / 2);
    two = std::min(high, middle + spread(high - most, distance, eta, u) * distance / 2);
    if (uniform(engine) < 0.5) std::swap(one, two);
}

double moved(double gene, double low, double high, double eta, double u)
{
    const double range = high - low, power = 1 / (eta + 1);
    if (u < 0.5) {
        const double room = 1 - (gene - low) / range;
        return std::max(low, gene + range * (std::pow(2 * u + (1 - 2 * u) * std::pow(room, eta + 1), power) - 1));
    }
    const double room = 1 - (high - gene) / range;
    const double step = 1 - std::pow(2 * (1 - u) + 2 * (u - 0.5) * std::pow(room, eta + 1), power);
    return std::min(high, gene + range * step);
}

double another(double gene, double low, double high, Engine& engine)
{
    const double others = high - low;  // one fewer than there are values
    if (others < 1) return gene;
    const double drawn = low + std::floor(uniform(engine) * others);
    return drawn < gene ? drawn : drawn + 1;
}

}  // namespace

std::vector<std::vector<std::size_t>> fronts_of(const std::vector<std::vector<double>>& objectives)
{
    const std::size_t count = objectives.size();
    std::vector<std::size_t> beaten_by(count, 0);
    std::vector<std::vector<std::size_t>> beaten(count);
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < count; ++b)
            if (beats(objectives[a], objectives[b])) beaten[a].push_back(b), ++beaten_by[b];
    std::vector<std::vector<std::size_t>> fronts(1);
    for (std::size_t a = 0; a < count; ++a)
        if (beaten_by[a] == 0) fronts.front().push_back(a);
    while (!fronts.back().empty()) {
        std::vector<std::size_t> next;
        for (const std::size_t a : fronts.back())
            for (const std::size_t b : beaten[a])
                if (--beaten_by[b] == 0) next.push_back(b);
        std::ranges::sort(next);
        fronts.push_back(std::move(next));
    }
    fronts.pop_back();
    return fronts;
}

std::vector<double> crowding_of(const std::vector<std::vector<double>>& front)
{
    constexpr double alone = std::numeric_limits<double>::infinity();
    std::vector<double> crowding(front.size(), front.size() < 3 ? alone : 0);
    if (front.size() < 3) return crowding;
    std::vector<std::size_t> order(front.size());
    for (std::size_t k = 0; k < front.front().size(); ++k) {
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return front[i][k]; });
        const double extent = front[order.back()][k] - front[order.front()][k];
        crowding[order.front()] = crowding[order.back()] = alone;
        if (!(extent > 0)) continue;
        for (std::size_t i = 1; i + 1 < order.size(); ++i)
            crowding[order[i]] += (front[order[i + 1]][k] - front[order[i - 1]][k]) / extent;
    }
    return crowding;
}

void cross(Genes& one, Genes& two, const GeneBounds& bounds, double eta, Engine& engine)
{
    const std::size_t real = one.size() - bounds.whole;
    for (std::size_t k = 0; k < one.size(); ++k) {
        if (uniform(engine) < 0.5) continue;
        if (k < real)
            cross_real(one[k], two[k], bounds.low[k], bounds.high[k], eta, engine);
        else
            std::swap(one[k], two[k]);
    }
}

void mutate(Genes& genes, const GeneBounds& bounds, double chance, double eta, Engine& engine)
{
    const std::size_t real = genes.size() - bounds.whole;
    for (std::size_t k = 0; k < genes.size(); ++k) {
        if (uniform(engine) >= chance || !(bounds.high[k] > bounds.low[k])) continue;
        genes[k] = k < real ? moved(genes[k], bounds.low[k], bounds.high[k], eta, uniform(engine))
                            : another(genes[k], bounds.low[k], bounds.high[k], engine);
    }
}

}  // namespace dermavox::study
