/// What the type of a member says of the row that fills it: kind, dimension, and how a setting becomes its value.
/// Private to scene.
#pragma once

#include "dermavox/core/units.hpp"
#include "dermavox/skin/property.hpp"
#include "engine/scene/read/settings.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace dermavox::scene {

template <class Q>
constexpr core::Dimension dimension_of()
{
    using D = core::Dimension;
    constexpr std::pair<bool, D> known[] = {{std::is_same_v<Q, Length>, D::length},
                                            {std::is_same_v<Q, Time>, D::time},
                                            {std::is_same_v<Q, Frequency>, D::frequency},
                                            {std::is_same_v<Q, Speed>, D::speed},
                                            {std::is_same_v<Q, Mass>, D::mass},
                                            {std::is_same_v<Q, Density>, D::density},
                                            {std::is_same_v<Q, Force>, D::force},
                                            {std::is_same_v<Q, Pressure>, D::pressure},
                                            {std::is_same_v<Q, Tension>, D::tension},
                                            {std::is_same_v<Q, Temperature>, D::temperature},
                                            {std::is_same_v<Q, Diffusivity>, D::diffusivity},
                                            {std::is_same_v<Q, FluxDensity>, D::flux_density}};
    for (const auto& [same, dimension] : known)
        if (same) return dimension;
    return D::none;
}

template <class T>
struct Member {  // integers
    static constexpr Kind kind = std::is_floating_point_v<T> ? Kind::number : Kind::integer;
    static constexpr core::Dimension dimension = core::Dimension::none;
    static void fill(const Setting& setting, T& member) { member = T(setting.numbers.front()); }
};
template <>
struct Member<bool> {
    static constexpr Kind kind = Kind::flag;
    static constexpr core::Dimension dimension = core::Dimension::none;
    static void fill(const Setting& setting, bool& member) { member = setting.numbers.front() != 0; }
};
template <>
struct Member<std::string> {
    static constexpr Kind kind = Kind::text;
    static constexpr core::Dimension dimension = core::Dimension::none;
    static void fill(const Setting& setting, std::string& member) { member = setting.texts.front(); }
};
template <int L, int M, int T, int K>
struct Member<Quantity<L, M, T, K>> {
    using Q = Quantity<L, M, T, K>;
    static constexpr core::Dimension dimension = dimension_of<Q>();
    static constexpr Kind kind = dimension == core::Dimension::none ? Kind::number : Kind::quantity;
    static void fill(const Setting& setting, Q& member) { member.si = setting.numbers.front(); }
};
template <class Q>
struct Member<skin::Property<Q>> {
    static constexpr core::Dimension dimension = Member<Q>::dimension;
    static constexpr Kind kind = Member<Q>::kind;
    static void fill(const Setting& s, skin::Property<Q>& member)
    {
        member = {{s.numbers.front()}, s.spread, s.basis, s.source};
    }
};
template <>
struct Member<skin::Property<Quantity<-2, 0, 0>>> {  // keys count per mm2
    static constexpr core::Dimension dimension = core::Dimension::none;
    static constexpr Kind kind = Kind::number;
    static void fill(const Setting& s, skin::Property<Quantity<-2, 0, 0>>& member)
    {
        member = {{s.numbers.front() * 1e6}, s.spread, s.basis, s.source};
    }
};
template <class Q>
struct Member<std::vector<Q>> {
    static constexpr core::Dimension dimension = Member<Q>::dimension;
    static constexpr Kind kind = Kind::quantities;
    static void fill(const Setting& setting, std::vector<Q>& member)
    {
        member.clear();
        for (const double number : setting.numbers) member.push_back({number});
    }
};

}  // namespace dermavox::scene
