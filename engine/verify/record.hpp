/// Collects checks under a topic while the parts run.
#pragma once

#include "dermavox/verify/report.hpp"

#include <cmath>

#include <string>
#include <utility>

namespace dermavox::verify {

class Record
{
public:
    explicit Record(bool full) { m_report.full = full; }

    bool full() const { return m_report.full; }
    void topic(std::string name) { m_topic = std::move(name); }
    /// Of the checks that follow.
    void source(std::string text) { m_source = std::move(text); }

    void relative(std::string name, double got, double expected, double tolerance, std::string unit = {})
    {
        add(std::move(name), got, expected, tolerance, Judge::relative, std::move(unit));
    }
    void absolute(std::string name, double got, double expected, double tolerance, std::string unit = {})
    {
        add(std::move(name), got, expected, tolerance, Judge::absolute, std::move(unit));
    }
    void at_most(std::string name, double got, double limit, std::string unit = {})
    {
        add(std::move(name), got, limit, 0, Judge::at_most, std::move(unit));
    }
    void at_least(std::string name, double got, double limit, std::string unit = {})
    {
        add(std::move(name), got, limit, 0, Judge::at_least, std::move(unit));
    }
    /// Keeps the series and checks its observed order.
    void order(Series series, double expected, double tolerance)
    {
        absolute("order of " + series.title, rounded_order(series), expected, tolerance);
        m_report.series.push_back(std::move(series));
    }
    void order_at_least(Series series, double least)
    {
        at_least("order of " + series.title, rounded_order(series), least);
        m_report.series.push_back(std::move(series));
    }
    void series(Series series) { m_report.series.push_back(std::move(series)); }
    void measurement(Measurement row) { m_report.measurements.push_back(std::move(row)); }

    Report take() { return std::move(m_report); }

private:
    /// To two digits: the third depends on where a solver stopped.
    static double rounded_order(const Series& series)
    {
        return std::round(100 * observed_order(series).value_or(std::nan(""))) / 100;
    }
    void add(std::string name, double got, double expected, double tolerance, Judge judge, std::string unit)
    {
        m_report.checks.push_back(
            {m_topic, std::move(name), std::move(unit), expected, got, tolerance, judge, m_source});
    }

    Report m_report;
    std::string m_topic, m_source;
};

}  // namespace dermavox::verify
