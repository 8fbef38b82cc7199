/// Physical quantities as types: a Length cannot be added to a Force, and a bare double appears only at
/// `.si`.
///
/// Every quantity is held in SI base units (m, kg, s, K). Multiplication and division combine dimensions; a
/// dimensionless result converts to double by itself. Bulk records (strokes, insertions, channels: millions
/// of them) hold SI doubles instead and say so at each field.
#pragma once

#include <compare>

namespace dermavox {

template <int L, int M, int T, int K = 0>
struct Quantity {
    double si = 0;

    constexpr Quantity operator-() const { return {-si}; }
    constexpr Quantity& operator+=(Quantity o) { return si += o.si, *this; }
    constexpr Quantity& operator-=(Quantity o) { return si -= o.si, *this; }
    constexpr Quantity& operator*=(double s) { return si *= s, *this; }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.si + b.si}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.si - b.si}; }
    friend constexpr Quantity operator*(Quantity a, double s) { return {a.si * s}; }
    friend constexpr Quantity operator*(double s, Quantity a) { return {a.si * s}; }
    friend constexpr Quantity operator/(Quantity a, double s) { return {a.si / s}; }
    friend constexpr auto operator<=>(Quantity a, Quantity b) = default;
};

/// A pure number; the one quantity that is also a double.
template <>
struct Quantity<0, 0, 0, 0> {
    double si = 0;
    constexpr Quantity() = default;
    constexpr Quantity(double value) : si(value) {}  // NOLINT(google-explicit-constructor): a number is a number
    constexpr operator double() const { return si; }
};

template <int L, int M, int T, int K, int L2, int M2, int T2, int K2>
constexpr auto operator*(Quantity<L, M, T, K> a, Quantity<L2, M2, T2, K2> b)
{
    return Quantity<L + L2, M + M2, T + T2, K + K2>{a.si * b.si};
}
template <int L, int M, int T, int K, int L2, int M2, int T2, int K2>
constexpr auto operator/(Quantity<L, M, T, K> a, Quantity<L2, M2, T2, K2> b)
{
    return Quantity<L - L2, M - M2, T - T2, K - K2>{a.si / b.si};
}

using Ratio = Quantity<0, 0, 0>;
using Angle = Quantity<0, 0, 0>;  ///< radians
using Length = Quantity<1, 0, 0>;
using Area = Quantity<2, 0, 0>;
using Volume = Quantity<3, 0, 0>;
using Time = Quantity<0, 0, 1>;
using Frequency = Quantity<0, 0, -1>;
using Speed = Quantity<1, 0, -1>;
using Mass = Quantity<0, 1, 0>;
using Density = Quantity<-3, 1, 0>;  ///< also vapour density
using Force = Quantity<1, 1, -2>;
using Tension = Quantity<0, 1, -2>;    ///< N/m
using Toughness = Quantity<0, 1, -2>;  ///< J/m2, the same dimension as a tension
using Pressure = Quantity<-1, 1, -2>;
using Energy = Quantity<2, 1, -2>;  ///< also torque
using Power = Quantity<2, 1, -3>;
using Diffusivity = Quantity<2, 0, -1>;
using FluxDensity = Quantity<-2, 1, -1>;
using Temperature = Quantity<0, 0, 0, 1>;

/// Literals for tests, defaults and headers: 0.25_mm, 110.0_Hz.
inline namespace literals {
constexpr Length operator""_m(long double v) { return {double(v)}; }
constexpr Length operator""_mm(long double v) { return {double(v) * 1e-3}; }
constexpr Length operator""_um(long double v) { return {double(v) * 1e-6}; }
constexpr Time operator""_s(long double v) { return {double(v)}; }
constexpr Frequency operator""_Hz(long double v) { return {double(v)}; }
constexpr Speed operator""_mm_s(long double v) { return {double(v) * 1e-3}; }
constexpr Force operator""_N(long double v) { return {double(v)}; }
constexpr Force operator""_mN(long double v) { return {double(v) * 1e-3}; }
constexpr Tension operator""_N_per_m(long double v) { return {double(v)}; }
constexpr Toughness operator""_J_per_m2(long double v) { return {double(v)}; }
constexpr Pressure operator""_Pa(long double v) { return {double(v)}; }
constexpr Pressure operator""_kPa(long double v) { return {double(v) * 1e3}; }
constexpr Pressure operator""_MPa(long double v) { return {double(v) * 1e6}; }
constexpr Diffusivity operator""_m2_per_s(long double v) { return {double(v)}; }
constexpr Temperature operator""_C(long double v) { return {double(v) + 273.15}; }
constexpr Angle operator""_deg(long double v) { return {double(v) * 0.017453292519943295}; }
/// g/(m2 h), the unit in which water loss is reported.
constexpr FluxDensity operator""_g_m2_h(long double v) { return {double(v) * 1e-3 / 3600}; }
}  // namespace literals

}  // namespace dermavox
