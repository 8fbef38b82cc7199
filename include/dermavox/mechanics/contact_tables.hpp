/// Laws of contact of one skin, solved by large-strain finite elements and kept.
///
/// A table grows one load in steps: forces, displacements, and the height of the skin above the tool's lowest point
/// at a few distances from the axis. It is made once for a skin and a part of a device (about a second of one core),
/// kept in a cache folder under the hash of all that it was made from, and read again from there; a file that is
/// damaged, or of other input, is made anew. Same input, same bits, cached or not. Limits: large_strain.hpp; mesh and
/// steps add 1 % to the errors there (tests/mechanics/contact_tables_test.cpp).
///
/// Forces scale: where all moduli and the tension are f times as large, so are the forces at the same displacements.
/// SI.
#pragma once

#include "dermavox/core/shelf.hpp"
#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/contact_laws.hpp"
#include "dermavox/mechanics/large_strain.hpp"
#include "dermavox/mechanics/parameters.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace dermavox::mechanics {

/// A skin for the solver: its elastic layers with their prestress, on 0.2 m of its backing (rigid: none). Ogden's
/// exponent is that of `parameters` (stiffening_exponent) in epidermis and dermis, 2 in the barrier, a thin stiff
/// sheet that bends, and 4 in fat and backing. `stiffening` multiplies every modulus. Values are rounded to six
/// digits, so that a table is found again for a skin that was computed another way.
large_strain::Body solid_skin(const skin::Stack& skin, const Parameters& parameters, double stiffening = 1);

/// All that a table depends on.
struct ContactCase {
    large_strain::Body body;
    large_strain::Load load;
    double last_force = 0;         ///< [N], drum [N/m]
    double last_displacement = 0;  ///< [m]; the table ends at whichever comes first
    /// Text that is the same for the same case only.
    std::string canonical() const;
};

/// Broad tools end at the depth of the skin above a rigid backing at the latest, two radii further on a soft one.
/// Edges of a cap are rounded with 0.15 mm, of a base with 0.3 mm, of narrower ones with a quarter of their width.
ContactCase cap_case(large_strain::Body skin, double inner, double outer, double last_force);
ContactCase base_case(large_strain::Body skin, double radius, double last_force);
ContactCase needle_case(large_strain::Body skin, double radius, double last_displacement);
ContactCase sphere_case(large_strain::Body skin, double radius, double last_force);
/// Plane strain, 60 mm to each side: a wide drum, newtons per metre of its width. The backing is 25 mm thick.
ContactCase drum_case(large_strain::Body skin, double radius, double last_force);

/// What presses the whole skin under a device: the ring of a pen's cap up to 6 N, the base of a stamp up to 15 N,
/// taken as flat, a roller's drum up to 1000 N/m; up to 1.25 times the device's own force where that is more.
ContactCase device_case(const skin::Stack& skin, const device::Device& device, const Parameters& parameters);

struct ContactTable {
    std::vector<double> force, displacement;   ///< both rise from 0
    std::vector<double> radius;                ///< where the surface is read, from 0
    std::vector<std::vector<double>> surface;  ///< [radius][row]: displacement of the skin there
    bool complete = true;                      ///< false: the solver found no balance beyond the last row
    bool operator==(const ContactTable&) const = default;

    ContactCurve by_force() const { return {force, displacement}; }
    ContactCurve by_displacement() const { return {displacement, force}; }
    /// The force at which the skin has taken up this much energy, int F dw; beyond the last row as the last slope
    /// goes on.
    double force_taking(double energy) const;
    /// Of a cap: plane and bulge by force.
    CapLaw cap() const;
};

/// Solves a case. A soft backing goes on below the solver's bed: what a half-space of it gives way more, linear in
/// the force, is added (0.03 mm/N of muscle; not in plane strain, where it has no limit). Throws core::Failure (3)
/// where not even the first step has a balance: stack, load and step.
ContactTable solved(const ContactCase& of);

/// lambda of the closed form F = w/c(b + lambda w) of a needle's own dimple: the one that meets the table's force at
/// this displacement, of a needle or disc of radius b. 0 where the table is softer than that. About 1 in whole dry
/// skin, less where the barrier is soft or missing.
double dimple_growth(const SurfaceResponse& skin, const ContactTable& needle, double radius, double displacement);

/// Tables from folders, or solved and kept in the first of them; those last asked for in memory too. Thread-safe.
class ContactTables
{
public:
    /// `cache`: written and read; empty: tables are not kept. `shipped`: read only. `progress`: called with a line
    /// before a table is solved.
    explicit ContactTables(std::filesystem::path cache = {}, std::filesystem::path shipped = {},
                           std::function<void(const std::string&)> progress = {});

    /// One table for every case, such as a fit's trials of a skin near the one that it was solved for.
    explicit ContactTables(ContactTable held);

    ContactTable get(const ContactCase& of) const;
    /// The name of a case's file in those folders.
    static std::string file_of(const ContactCase& of);

private:
    ContactTable found_or_solved(const ContactCase& of, const std::string& input) const;

    std::optional<ContactTable> m_held;
    std::filesystem::path m_cache, m_shipped;
    std::function<void(const std::string&)> m_progress;
    mutable core::Shelf<std::string, ContactTable> m_kept{64};
};

/// $XDG_CACHE_HOME/dermavox, else ~/.cache/dermavox; empty where neither is set.
std::filesystem::path cache_folder();

}  // namespace dermavox::mechanics
