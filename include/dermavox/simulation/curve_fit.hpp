/// Constants of skin and model from the user's own force-depth curve: what `dermavox calibrate` does with one.
///
/// The scene describes the bench: its skin (or gel), its needles, its speed. The model's curve is that of
/// `dermavox indent`. Both curves are compared by their mean force over equal intervals of depth, so that a break
/// which moves a little changes the misfit a little, divided by `error` x the largest measured mean.
#pragma once

#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/fit.hpp"
#include "dermavox/scene/measured.hpp"
#include "dermavox/scene/scene.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace dermavox::simulation {

/// A key of the scene that a fit may move.
struct Adjustable {
    std::string key;
    double value = 0;   ///< SI, > 0
    double spread = 0;  ///< of its logarithm before the fit
    core::Dimension dimension = core::Dimension::none;

    std::string text(double si) const;  ///< as --set takes it, six digits
};

/// Every positive number under skin.<layer>, skin.backing and mechanics. Their spread before the fit is that of the
/// scene, at least 0.5: a bench is not a catalogue.
std::vector<Adjustable> adjustables(const scene::Scene& scene);

/// What a curve usually fixes: the barrier's threshold, then stiffness and toughness (of tissue its cutting
/// factor) of the thickest layer that the
/// needles can reach.
std::vector<std::string> usual_constants(const scene::Scene& scene);

struct CurveInterval {
    double from = 0, to = 0;          ///< set depth [m]
    double measured = 0, fitted = 0;  ///< mean force [N]
};

struct CurveFit {
    std::vector<Adjustable> constants;  ///< before the fit
    mechanics::Fit fit;
    std::vector<CurveInterval> intervals;
    double rms = 0;  ///< of fitted - measured mean force [N]
};

struct CurveFitPlan {
    std::vector<std::string> keys;  ///< one or more of `adjustables`
    double error = 0.03;            ///< that the curve allows, as a share of its largest mean force
    int intervals = 24;
};

/// Gives the scene with some keys set: "key=value".
using SceneWith = std::function<scene::Scene(const std::vector<std::string>& sets)>;

/// Throws core::InputError for unknown keys (with the nearest), for readings that are not finite, not ordered by
/// depth, fewer than 10, or without force; and what fit_constants throws.
CurveFit fit_curve(const SceneWith& scene_with, std::span<const scene::CurveReading> readings,
                   const CurveFitPlan& plan);

/// The fitted values as a file that a scene names by `materials`; says what each value rests on, and every interval.
std::string materials_text(const CurveFit& fit, const scene::Scene& scene, const std::string& curve);

}  // namespace dermavox::simulation
