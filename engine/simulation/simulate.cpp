#include "dermavox/simulation/simulate.hpp"

#include "dermavox/core/unit_names.hpp"
#include "dermavox/device/tolerance.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/mechanics/needle_strength.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/metrics/strikes.hpp"
#include "dermavox/motion/kinematics.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/simulation/motor.hpp"
#include "dermavox/simulation/mouths.hpp"
#include "dermavox/skin/appendages.hpp"
#include "dermavox/skin/stretch.hpp"
#include "dermavox/wound/carve.hpp"
#include "dermavox/wound/resolution.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/simulation/known_wound.hpp"
#include "engine/simulation/press_all.hpp"
#include "engine/simulation/solute_passage.hpp"
#include "engine/simulation/summaries.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::simulation {
namespace {

/// Shares of a run's time, measured on the demo scene; they only pace the progress line.
struct Stage {
    const char* name;
    double begin, end;
};
constexpr Stage k_skin{"skin", 0, 0.05}, k_needles{"needles into skin", 0.05, 0.5}, k_wound{"wound", 0.5, 0.7},
    k_metrics{"measures", 0.7, 0.85}, k_water{"water loss", 0.85, 1};

core::Lattice lattice_of(const scene::Scene& scene)
{
    const double h = scene.grid.voxel.si;
    const auto whole = [h](Length length) { return std::max(1, int(std::lround(length.si / h))); };
    return {
        .voxel = h, .nx = whole(scene.motion.width), .ny = whole(scene.motion.height), .nz = whole(scene.grid.depth)};
}

class Run
{
public:
    Run(const scene::Scene& scene, const Watch& watch, const Carving& carving) : m_watch(watch), m_carving(carving)
    {
        m_outcome.scene = scene;
        m_lattice = lattice_of(scene);
        round_patch();
        find_domain();
    }

    Outcome result()
    {
        at(k_skin, 0);
        if (m_outcome.scene.wound)
            open_known_wound();
        else
            press_needles();
        if (asked(scene(), "wound")) carve();
        if (m_outcome.wound && asked(scene(), "metrics")) measure();
        if (m_outcome.wound && asked(scene(), "transport")) lose_water();
        summarise();
        at(k_water, 1);
        return std::move(m_outcome);
    }

private:
    const scene::Scene& scene() const { return m_outcome.scene; }
    core::Notes& notes() { return m_outcome.notes; }
    void at(const Stage& stage, double done) const
    {
        if (m_watch) m_watch(stage.name, stage.begin + done * (stage.end - stage.begin));
    }
    void not_modelled(const std::string& text) { notes().warnings.push_back({"not_modelled", text}); }

    /// The patch is a whole number of voxels: what the lattice holds is what every figure refers to.
    void round_patch()
    {
        motion::Plan& plan = m_outcome.scene.motion;
        const double off = std::max(std::abs(m_lattice.width() / plan.width.si - 1),
                                    std::abs(m_lattice.height() / plan.height.si - 1));
        if (off > 1e-9)
            notes().warnings.push_back(
                {"patch_rounded", fmt::format("motion.area is taken as {:.6g} x {:.6g} mm, a whole number of voxels",
                                              1e3 * m_lattice.width(), 1e3 * m_lattice.height())});
        plan.width = {m_lattice.width()};
        plan.height = {m_lattice.height()};
    }

    void build_skin(const skin::Stack& stack)
    {
        if (stack.stretch_x != 1 || stack.stretch_y != 1)
            notes().warnings.push_back(
                {"stretched_skin",
                 fmt::format("every figure is of the skin as it is held, stretched {:g} x {:g}; let "
                             "go, it carries {:.3g} times the density "
                             "(density.released_channels_per_cm2)",
                             stack.stretch_x, stack.stretch_y,
                             skin::released_density(1, {stack.stretch_x, stack.stretch_y}))});
        warn_of_idle_tension();
        m_outcome.skin.emplace(stack, m_lattice.width(), m_lattice.height(), scene().seed);
    }

    void warn_of_idle_tension()
    {
        const skin::Stack& skin = scene().skin;
        if (skin.tension_ratio >= 1 || (skin.tension.si > 0 && !scene().wound)) return;
        notes().warnings.push_back(
            {"tension_ratio_idle", scene().wound ? "skin.tension_ratio draws out no openings that are given ([wound])"
                                                 : "skin.tension_ratio draws out no openings in slack skin: give "
                                                   "skin.tension, such as \"20 N/m\""});
    }

    void open_known_wound()
    {
        KnownOpenings known = known_openings(scene(), notes());
        build_skin(known.skin);
        m_needles = known.needle;
        m_near = known.insertions;
        m_edges = motion::Edges::periodic;  // a lattice goes on beyond the patch
        m_strokes_inside = m_near.size();
        not_modelled("force, slit, depth: the openings are the scene's own ([wound])");
    }

    void press_needles()
    {
        const scene::Scene& s = scene();
        build_skin(s.skin);
        m_needles = device::needles_of(s.device);
        m_edges = s.motion.edges;
        if (s.device.kind == device::Kind::roller) m_drum = s.device.roller.radius;
        at(k_needles, 0);
        device::Device piece = device::as_built(s.device, s.tolerances, s.seed, s.piece);
        if (asked(s, "mechanics") && s.device.drive.motor) start_motor(piece);
        const motion::Programme programme(piece, s.motion, s.seed);
        append(programme.notes());
        m_outcome.motion = Motion{.kinematics = {},
                                  .strokes = double(programme.cycles()) * double(programme.needles()),
                                  .duration = programme.duration(),
                                  .strokes_left_out = 0};
        std::optional<mechanics::Press> press;
        if (asked(s, "mechanics")) {
            press.emplace(s.skin, piece, s.mechanics, s.seed, s.motion.speed);
            append(press->notes());
            warn_of_cap(*press);
            if (s.device.drive.motor) m_peak_torque = peak_torque(*press, piece);
        } else {
            not_modelled("mechanics: left out by run.stages; needles go to their dial depth in rigid skin");
        }
        Length widest{};
        for (const device::Needle& needle : m_needles.types) widest = std::max(widest, needle.diameter);
        const double reach = widest.si + device::visit(piece, device::deepest(piece), s.motion.speed).slit.si;
        const PressJob job{programme, press ? &*press : nullptr, m_needles, s.skin.layers.front().recoil.value,
                           reach};
        Pressed pressed = press_all(job, [&](double done) { at(k_needles, done); });
        m_near = std::move(pressed.insertions);
        m_strokes_inside = pressed.strokes_inside;
        m_outcome.motion->strokes_left_out = double(pressed.strokes_left_out);
        m_loads = std::move(pressed.loads);
        m_pressed = press.has_value();
    }

    /// The needles' work slows the motor; what it then runs at is the drive's frequency from here on.
    void start_motor(device::Device& piece)
    {
        const Frequency set = piece.drive.frequency, running = motor_frequency(scene(), piece);
        m_running = running.si;
        if (running.si > 0)
            m_outcome.scene.device.drive.frequency = piece.drive.frequency = running;
        else
            notes().warnings.push_back(
                {"motor_stalls",
                 fmt::format("the needles ask for more torque on the mean than the motor has at any "
                             "speed: the pen stops. What follows is at {}; a motor of more torque "
                             "(device.drive.motor_torque), fewer needles or a shallower dial would run",
                             core::format_quantity(set.si, core::Dimension::frequency))});
        if (running.si > 0 && running < 0.95 * set)
            notes().warnings.push_back(
                {"motor_speed",
                 fmt::format("the motor turns these needles at {:.4g} Hz, not at {}: strokes, speeds and "
                             "power are those of the slower drive",
                             running.si, core::format_quantity(set.si, core::Dimension::frequency))});
    }

    static double peak_torque(const mechanics::Press& press, const device::Device& device)
    {
        constexpr int points = 60;
        return mechanics::peak_torque(mechanics::force_curve(press, points, {}, mechanics::Follow::way_in),
                                      device.drive, device.depth)
            .si;
    }

    void append(const core::Notes& more)
    {
        notes().warnings.insert(notes().warnings.end(), more.warnings.begin(), more.warnings.end());
        notes().assumed.insert(notes().assumed.end(), more.assumed.begin(), more.assumed.end());
    }

    void carve()
    {
        at(k_wound, 0);
        wound::CarveOptions options(m_edges);
        options.drum = m_drum;
        std::vector<skin::Appendage> appendages;
        if (!scene().wound)
            appendages =
                skin::appendages_on(scene().skin.appendages, m_lattice.width(), m_lattice.height(), scene().seed);
        options.appendages = appendages;
        options.grids = m_carving.tile_edge == 0;
        const auto wound =
            std::make_shared<wound::Wound>(wound::carve(m_near, m_needles, *m_outcome.skin, m_lattice, options));
        m_outcome.wound = wound;
        m_outcome.resolution =
            options.grids ? wound::resolution_of(*wound) : wound::resolution_of(*wound, carve_by_tiles(*wound));
        append({wound::resolution_warnings(*wound, *m_outcome.resolution), {}});
    }

    wound::VoxelCount carve_by_tiles(const wound::Wound& wound)
    {
        const int edge = m_carving.tile_edge;
        const double tiles = double(wound::tiles_of(m_lattice, edge).size());
        const wound::Tracts tracts = wound.periodic ? wound::with_images(wound.tracts, m_lattice) : wound.tracts;
        wound::VoxelCount voxels;
        double done = 0;
        wound::carve_tiles(tracts, *m_outcome.skin, m_lattice, edge, [&](const wound::Tile& tile) {
            voxels += wound::count_voxels(tile.grids);
            if (m_carving.take) m_carving.take(tile, m_outcome);
            at(k_wound, ++done / tiles);
        });
        return voxels;
    }

    /// The treated part, where a region leaves out some of the patch.
    void find_domain()
    {
        const motion::Plan& plan = scene().motion;
        if (plan.region.whole() || scene().wound) return;
        m_domain = std::make_shared<metrics::Domain>(plan.region, plan.width.si, plan.height.si);
        if (!(m_domain->area() > 0))
            throw core::InputError({{scene().source_name, 0, 0, "motion.region", "a region without any area",
                                     "a part of the patch that is treated", ""}});
    }

    void measure()
    {
        at(k_metrics, 0);
        const scene::Scene& s = scene();
        metrics::MeasureOptions options;
        options.zone_radius = s.report.zone_radius.si;
        options.set_depth = s.device.depth.si;
        options.strokes = m_strokes_inside;
        options.swath_width = device::swath_of(s.device.cartridge, s.device.needle).si;
        options.swath_mark = s.device.needle.diameter.si;
        options.seed = s.seed;
        options.domain = m_domain;
        options.depths.clear();
        for (const Length depth : s.report.depths) options.depths.push_back(depth.si);
        for (const device::Seat& seat : s.device.cartridge.seats) options.swath_tracks.push_back(seat.x);
        m_outcome.measures = metrics::measure(*m_outcome.wound, m_near, *m_outcome.skin, options);
        append({m_outcome.measures->notes, {}});
        const metrics::Strikes strikes(*m_outcome.wound, m_near, *m_outcome.skin, m_domain.get());
        m_outcome.inclusions = strikes.inclusions();
        if (!s.wound) m_outcome.appendages = strikes.appendages();
        m_outcome.passes = metrics::after_passes(*m_outcome.wound, m_near, m_domain.get());
        m_outcome.spacing = spacing_of(*m_outcome.wound, m_near, m_domain, s.seed);
        if (s.skin.layers.size() > skin::first_of(s.skin, skin::Role::dermis))
            notes().assumed.push_back(
                {"report.capillary_plane", core::format_quantity(options.capillary_offset, core::Dimension::length),
                 "depth of the first capillaries below the epidermis; no measurement behind it"});
    }

    void lose_water()
    {
        at(k_water, 0);
        std::vector<transport::Mouth> mouths = mouths_of(*m_outcome.wound);
        if (m_domain) std::erase_if(mouths, [this](const auto& m) { return !m_domain->contains(m.x, m.y); });
        const transport::Patch patch{mouths, m_lattice.width(), m_lattice.height(), true,
                                     m_domain ? m_domain->area() : 0};
        if (scene().solute)
            m_outcome.solute = solute_passage(scene(), *m_outcome.wound, patch, m_domain.get(), notes());
        const skin::Stack& stack = scene().skin;
        m_outcome.water_loss = transport::water_loss(stack, scene().environment, patch, scene().transport, notes());
        if (!m_outcome.water_loss || mouths.empty()) return;
        at(k_water, 0.2);
        core::Notes known;  // the same assumptions as above
        lose_water_by_pass(known);
        m_outcome.sample_tile = transport::sample_tile(stack, scene().environment, patch, scene().transport, known);
        at(k_water, 0.8);
        const recovery::TreatedSkin treated{stack, scene().environment, patch, scene().transport};
        m_outcome.closure = recovery::closure(treated, scene().closure, notes());
    }

    void lose_water_by_pass(core::Notes& known)
    {
        for (const metrics::AfterPass& after : m_outcome.passes) {
            const std::vector<transport::Mouth> mouths = mouths_after(*m_outcome.wound, m_near, after.passes);
            const transport::Patch patch{mouths, m_lattice.width(), m_lattice.height(), true};
            const auto loss =
                transport::water_loss(scene().skin, scene().environment, patch, scene().transport, known);
            if (loss)
                m_outcome.pass_loss.push_back(
                    {after.passes, loss->calibrated, loss->calibrated_p10, loss->calibrated_p90});
        }
    }

    void summarise()
    {
        std::vector<mechanics::Insertion> inside;
        std::copy_if(m_near.begin(), m_near.end(), std::back_inserter(inside), [&](const mechanics::Insertion& i) {
            return i.x >= 0 && i.y >= 0 && i.x < m_lattice.width() && i.y < m_lattice.height();
        });
        m_outcome.insertions = std::move(inside);
        const double opening = mean_opening();
        if (m_outcome.motion) find_kinematics(opening);
        if (m_pressed && !m_outcome.insertions.empty()) {
            m_outcome.force = forces(scene(), m_outcome.insertions, m_loads);
            notes().assumed.push_back(
                {"force.needle_yield",
                 core::format_quantity(mechanics::soft_steel_yield.si, core::Dimension::pressure),
                 "of annealed stainless steel, beside the bending stress; no measurement of needles behind it"});
            if (m_peak_torque)
                m_outcome.force->motor = motor_load(scene(), m_outcome.force->work, *m_peak_torque, m_running);
            m_outcome.slit = slit_limits(m_outcome, opening);
        }
        m_outcome.verdicts = verdicts(m_outcome, notes());
    }

    /// Mean width of the openings that single needles leave at the surface, whatever they merge into.
    double mean_opening() const
    {
        if (!m_outcome.wound) return 0;
        const auto openings = wound::residuals_at(m_outcome.wound->tracts, 0);
        double sum = 0;
        for (const wound::Opening& o : openings) sum += 2 * o.radius;
        return openings.empty() ? 0 : sum / double(openings.size());
    }

    /// Linear theory overstates how far a cap sinks into soft tissue once the strain is large.
    void warn_of_cap(const mechanics::Press& press)
    {
        const skin::Stack& stack = scene().skin;
        const double thickness = skin::depth_of(stack, stack.layers.size()).si;
        if (press.plane() > 0.2 * thickness)
            notes().warnings.push_back(
                {"cap_sinks_deep",
                 fmt::format(
                     "by linear theory the cap sinks {:.2g} mm into {:.2g} mm of soft tissue, and the skin in the "
                     "aperture stands {:+.2g} mm past its plane; both are overstated at such strains, and reached "
                     "depths carry the error",
                     1e3 * press.plane(), 1e3 * thickness, -1e3 * press.aperture_level())});
    }

    /// The figures of the motion itself, and what they warn of: grooves, long slits, rows that hit earlier holes.
    void find_kinematics(double opening)
    {
        const scene::Scene& s = scene();
        const motion::Openings openings{.slit_allowance = slit_allowance(s), .residual = {opening}};
        const motion::Kinematics figures = motion::kinematics_of(s.motion, s.device, openings);
        m_outcome.motion->kinematics = figures;
        append(motion::notes_of(figures, s.motion, s.device));
    }

    Watch m_watch;
    Carving m_carving;
    Outcome m_outcome;
    core::Lattice m_lattice;
    device::NeedleSet m_needles;
    std::shared_ptr<const metrics::Domain> m_domain;  ///< none: the whole patch is treated
    motion::Edges m_edges = motion::Edges::margin;
    std::vector<mechanics::Insertion> m_near;  ///< in the patch and round it
    std::vector<CycleLoad> m_loads;
    std::size_t m_strokes_inside = 0;
    double m_running = 0;                 ///< frequency of the motor, 0 where it stalls or there is none [1/s]
    std::optional<double> m_peak_torque;  ///< of the needles on the drive's shaft [N m]
    Length m_drum{};                      ///< radius of a roller's; 0 = none
    bool m_pressed = false;               ///< mechanics ran
};

}  // namespace

Outcome simulate(const scene::Scene& scene, const Watch& watch, const Carving& carving)
{
    return Run(scene, watch, carving).result();
}

}  // namespace dermavox::simulation
