/// A picture of how skin bears a cap, base or drum: displacement against force, and the surface under four forces.
/// What `dermavox contact --plot` writes.
#pragma once

#include "dermavox/mechanics/contact_tables.hpp"

#include <string>

namespace dermavox::report {

/// A complete SVG file. `unit`: of the force, "N" or "N/m". `title`: plain text.
std::string contact_plot(const mechanics::ContactTable& table, const std::string& unit, const std::string& title);

}  // namespace dermavox::report
