/// Balance of all needles of an array on one skin, along a stroke of the device.
///
/// Needle i travels t_i past the skin's level. With its graph tau(sigma), F(sigma) (needle_contact.hpp) and the
/// skin's displacement u(F) (array_bands.hpp) the balance is
///     tau_i(sigma_i) + u_i(F(sigma)) = t_i
/// u is the gradient of a convex energy and the graphs are monotone, so there is one balance. It is found by Newton
/// steps in sigma, damped and shortened, accepted where the energy has fallen, (F' - F) . r' <= 0, or the residual r
/// has halved; where these get nowhere, each load in turn.
///
/// Parts of the device that press on the skin beside the needles (patches of a stamp's base, of a drum) are
/// unilateral: F >= 0, skin at least t below its level, one of the two an equality. They act through the linear part
/// alone.
///
/// In: balance; needles whose next layer breaks pass it, all together, and balance again until none does.
/// Out: of the needles that slide, the one with the largest gap comes out to where it is held, or altogether, and the
/// rest balance again; L only falls, so it ends. A needle that its neighbours pull out on the way in does the same.
/// The shares omega of a load in the bands are set from L as a step begins. Same input, same bits. SI.
#pragma once

#include "dermavox/mechanics/array_bands.hpp"
#include "dermavox/mechanics/needle_contact.hpp"

#include <memory>
#include <span>
#include <vector>

namespace dermavox::mechanics {

/// One needle of the array along a stroke.
struct NeedleState {
    NeedleContact::Standing stands{};
    std::uint16_t type = 0;
    double travel = 0;  ///< t, set by whoever moves the device
    double sigma = 0;
    double force = 0;  ///< F on the skin
    double bone = 0;   ///< force that bone bears on top
    double bone_energy = 0;
    double face = 0;  ///< share of F beyond what drives the needle: what the face bears on its root
    double peak = 0;  ///< largest F + bone so far
};

/// One part of the device that touches the skin or not.
struct PartState {
    double travel = 0;  ///< of its surface past the skin's level at rest, set by whoever moves the device
    double sigma = 0;
    double force = 0;
};

/// All that touches the skin. In linear parts and vectors of forces the needles come first.
struct Loads {
    std::span<NeedleState> needles;
    std::span<PartState> parts{};
    std::size_t count() const { return needles.size() + parts.size(); }
};

class ArrayContact
{
public:
    /// types: one for each type of needle, by NeedleState::type; of the same bands as `bands`.
    ArrayContact(std::shared_ptr<const ArrayBands> bands, std::vector<std::shared_ptr<const NeedleContact>> types);

    /// How exactly to balance.
    struct Accuracy {
        double residual = 1e-9;  ///< [m]
        double gain = 10;        ///< of a step below which the Hessian is formed anew
        int most_steps = 400;
    };
    /// All that an evaluation needs; one per thread. Contents carry nothing from one stroke to the next.
    struct Workspace {
        ArrayBands::Workspace bands;
        std::vector<NeedleContact::Step> steps;
        std::vector<NeedleContact::Point> points, tried;
        Eigen::VectorXd scale, sigma, sigma_tried, force, force_tried, residual, residual_tried, step, product;
        Eigen::MatrixXd hessian, matrix;
        Eigen::LLT<Eigen::MatrixXd> factor;
        bool has_hessian = false;
        int newton_steps = 0;  ///< taken so far, for benchmarks
    };
    Workspace workspace(std::size_t parts = 0) const;

    /// One step of the device on the way in, to the needles' travels; breaks layers. Before the first step the
    /// needles' sigma may be anything. `hessian`: one found near this state, or null. event: called with all in
    /// balance before layers break or a needle slides. Throws core::Failure (3) where no balance is found.
    template <class Event>
    void move_in(const Loads& loads, const LinearPart* linear, Workspace& at, const Accuracy& accuracy,
                 const Eigen::MatrixXd* hessian, const Event& event) const
    {
        begin(loads, linear, at, hessian);
        for (;;) {
            balance(loads, linear, at, accuracy);
            const std::size_t slides = sliding(loads, at);
            if (slides == loads.needles.size() && !breaks(at)) break;
            event();
            if (slides < loads.needles.size())
                slide(loads, linear, slides, at);
            else
                break_layers(loads, at);
        }
    }
    /// The same on the way out, where nothing breaks; event: before a needle slides.
    template <class Event>
    void move_out(const Loads& loads, const LinearPart* linear, Workspace& at, const Accuracy& accuracy,
                  const Event& event) const
    {
        begin(loads, linear, at, nullptr);
        for (;;) {
            balance(loads, linear, at, accuracy);
            const std::size_t slides = sliding(loads, at);
            if (slides == loads.needles.size()) break;
            event();
            slide(loads, linear, slides, at);
        }
    }

    /// Elastic energy stored in the skin at the balance found last, sum F (u + w) - W* [J]; with what needles that
    /// are about to slide or to break a layer have taken in on the way there.
    double stored(const Loads& loads, const LinearPart* linear, const Workspace& at) const;

    const ArrayBands& bands() const { return *m_bands; }
    const NeedleContact& type(std::size_t i) const { return *m_types[i]; }
    /// The same array in skin that relaxes where all stands still (NeedleContact::relaxed()).
    ArrayContact relaxed(double kept) const;

private:
    void begin(const Loads& loads, const LinearPart* linear, Workspace& at, const Eigen::MatrixXd* hessian) const;
    void take_omega(const Loads& loads, Workspace& at) const;
    void balance(const Loads& loads, const LinearPart* linear, Workspace& at, const Accuracy& accuracy) const;
    double evaluate(const Loads& loads, const LinearPart* linear, Workspace& at) const;
    bool newton_step(const Loads& loads, const LinearPart* linear, Workspace& at, double damping,
                     double& error) const;
    static void accept(Workspace& at);
    double step_down(const Loads& loads, const LinearPart* linear, Workspace& at, const Accuracy& accuracy,
                     double error) const;
    double take_turns(const Loads& loads, const LinearPart* linear, Workspace& at) const;
    bool breaks(const Workspace& at) const;
    void break_layers(const Loads& loads, Workspace& at) const;
    std::size_t sliding(const Loads& loads, const Workspace& at) const;
    void slide(const Loads& loads, const LinearPart* linear, std::size_t needle, Workspace& at) const;

    std::shared_ptr<const ArrayBands> m_bands;
    std::vector<std::shared_ptr<const NeedleContact>> m_types;
};

}  // namespace dermavox::mechanics
