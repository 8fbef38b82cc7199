/// What is cut in taut skin, as it lies when the skin is let go.
///
/// Taut skin is the released skin stretched by lambda_x along x and lambda_y along y, uniformly:
///
///     X_taut = diag(lambda_x, lambda_y) X_released
///
/// so lengths shrink by 1/lambda on release, areas by 1/(lambda_x lambda_y), and as many channels stand on
/// less skin: n_0 = n lambda_x lambda_y. Limits: small openings (they follow the skin as material lines do),
/// no stretch gradient, no contraction across the cut by itself.
#pragma once

namespace dermavox::skin {

struct Stretch {
    double x = 1, y = 1;  ///< lambda_x, lambda_y, > 0
};

/// An elliptic opening: full axes [m] and the angle of the long one from +x, (-pi/2, pi/2] [rad].
struct Ellipse {
    double long_axis = 0, short_axis = 0, angle = 0;
};

/// n_0 of channels [1/m2] that number n per area of taut skin.
double released_density(double taut_density, Stretch stretch);

/// The same ellipse on released skin: with A = diag(1/lambda) R(angle) diag(long, short), its axes are the
/// singular values of A and its direction the first left singular vector. A circle stays at angle 0.
Ellipse released(const Ellipse& taut, Stretch stretch);

/// The inverse: an opening of the released skin, drawn taut.
Ellipse drawn_taut(const Ellipse& relaxed, Stretch stretch);

}  // namespace dermavox::skin
