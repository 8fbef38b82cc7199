#include "dermavox/study/front.hpp"

#include "engine/study/search/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dermavox::study {
namespace {

/// Mean and sample standard deviation of column `k` over the design's finished rows.
void add_figure(Design& design, const std::vector<const Table::Row*>& rows, std::size_t k)
{
    double sum = 0, squares = 0, count = 0;
    for (const Table::Row* row : rows)
        if (std::isfinite(row->results[k])) sum += row->results[k], ++count;
    const double mean = count > 0 ? sum / count : std::nan("");
    for (const Table::Row* row : rows)
        if (std::isfinite(row->results[k])) squares += (row->results[k] - mean) * (row->results[k] - mean);
    design.mean.push_back(mean);
    design.sd.push_back(count > 1 ? std::sqrt(squares / (count - 1)) : 0);
}

}  // namespace

std::vector<Design> designs_of(const Table& table)
{
    std::vector<Design> designs;
    for (auto at = table.rows.begin(); at != table.rows.end();) {
        const auto end = std::find_if(at, table.rows.end(), [&](const auto& row) { return row.point != at->point; });
        Design design{at->point, 0, at->cells, at->inputs, {}, {}, 0, 0};
        std::vector<const Table::Row*> done;
        for (; at != end; ++at) {
            if (at->state == State::done) done.push_back(&*at);
            design.failed += at->state == State::failed;
        }
        if (done.empty()) continue;
        design.first_case = done.front()->id;
        design.done = done.size();
        for (std::size_t k = 0; k < table.results.size(); ++k) add_figure(design, done, k);
        designs.push_back(std::move(design));
    }
    return designs;
}

Merit merit_of(const Design& design, const Table& table, const scene::Study& study)
{
    Merit merit;
    const auto figure = [&](const std::string& key) {
        const auto k = table.result(key);
        return k ? design.mean[*k] : std::nan("");
    };
    const auto outside = [&](double by, double limit) {
        if (by > 0) merit.excess += by / std::max(std::abs(limit), 1e-300);
    };
    merit.known = true;
    for (const scene::Objective& objective : study.objectives) {
        const double value = figure(objective.key);
        merit.objectives.push_back(objective.maximise ? -value : value);
        if (!std::isfinite(value)) merit.known = false;
    }
    for (const scene::ResultLimit& limit : study.limits) {
        const double value = figure(limit.key);
        merit.limited.push_back(value);
        if (!std::isfinite(value)) merit.known = false;
        if (limit.least) outside(*limit.least - value, *limit.least);
        if (limit.most) outside(value - *limit.most, *limit.most);
    }
    if (const double severe = figure("validity.severe_marks"); !study.design.outside_validity && severe > 0)
        merit.excess += severe;
    return merit;
}

std::vector<std::size_t> front_of(const std::vector<Merit>& merits)
{
    std::vector<std::size_t> within;
    for (std::size_t i = 0; i < merits.size(); ++i)
        if (merits[i].known && merits[i].excess == 0 && !merits[i].objectives.empty()) within.push_back(i);
    if (within.empty()) return {};
    const auto first = [&](std::size_t i) { return merits[i].objectives.front(); };
    std::ranges::stable_sort(within, {}, first);
    if (merits[within.front()].objectives.size() == 1) return {within.front()};
    std::vector<std::vector<double>> points;
    for (const std::size_t i : within) points.push_back(merits[i].objectives);
    if (points.size() == 1) return within;
    std::vector<std::size_t> front;
    auto best = fronts_of(points).front();
    std::ranges::sort(best);
    for (const auto i : best) front.push_back(within[i]);
    return front;
}

Point point_of(const Design& design, const scene::Study& study, const Space& space)
{
    Point point = design.inputs;
    for (std::size_t i = 0; i < point.size(); ++i) {
        if (space.numeric(i)) continue;
        const bool variant = space.size() > study.parameters.size() && i == 0;
        const std::size_t count = variant ? study.variants.size() : std::size_t(space.most(i)) + 1;
        for (std::size_t k = 0; k < count; ++k)
            if (space.cell(i, double(k)) == design.cells[i]) point[i] = double(k);
    }
    return point;
}

std::vector<Point> neighbours(const Point& point, const scene::Study& study, const Space& space)
{
    std::vector<Point> points;
    for (const std::string& key : study.design.slopes) {
        const std::size_t i = space.index_of(key);
        for (const double factor : {0.9, 1.1}) {
            points.push_back(point);
            points.back()[i] = space.rounded(i, point[i] * factor);
        }
    }
    return points;
}

}  // namespace dermavox::study
