/// Student's t for 95 % intervals.
#pragma once

namespace dermavox::core {

/// 97.5 % point for n >= 1 degrees of freedom: exact for 1 and 2, where it has closed forms, tan(0.475 pi) and
/// 0.95 sqrt(2/(1 - 0.95^2)); above by the Cornish-Fisher expansion in 1/n (Abramowitz and Stegun 26.7.5), to 3e-3 at
/// n = 3 and closer beyond. n need not be whole.
double student_975(double n);

}  // namespace dermavox::core
