/// Binds a row of the key table to the member of the scene that it fills: the member's type gives the row its kind
/// and dimension. Private to scene.
///
///     {.key = "motion.ramp", .to = to(&Scene::motion, &Plan::ramp), .fallback = "0 mm", ...}
///     {.key = "motion.turn", .to = to(words<Turn>{{"lift", Turn::lift}, ...}, &Scene::motion, &Plan::turn), ...}
///
/// A double is a pure number; where it holds an angle, the row says so (.dimension = D::angle).
#pragma once

#include "dermavox/scene/scene.hpp"
#include "engine/scene/keys/member.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace dermavox::scene {

/// The texts of a choice and what each means.
template <class Enum>
using words = std::vector<std::pair<std::string, Enum>>;

// ---- the way from the scene to a member; an optional on it comes to be

template <class T>
T& present(T& part)
{
    return part;
}
template <class T>
T& present(std::optional<T>& part)
{
    return part ? *part : part.emplace();
}

template <class Part, class Last>
auto& reach(Part& part, Last last)
{
    return present(part.*last);
}
template <class Part, class Next, class... Rest>
auto& reach(Part& part, Next next, Rest... rest)
{
    return reach(present(part.*next), rest...);
}

// ---- bindings

/// To the member of type T that `find` gives.
template <class T, class Find>
Binding bound(Find find)
{
    return {.kind = Member<T>::kind,
            .dimension = Member<T>::dimension,
            .choices = {},
            .fill = [find](const Setting& setting, Scene& scene) { Member<T>::fill(setting, find(setting, scene)); }};
}

/// The same of a choice; its texts are `names`.
template <class Enum, class Find>
Binding bound(const words<Enum>& names, Find find)
{
    Binding binding{.kind = Kind::choice, .choices = {}, .fill = {}};
    for (const auto& [name, value] : names) binding.choices.push_back(name);
    binding.fill = [names, find](const Setting& setting, Scene& scene) {
        for (const auto& [name, value] : names)
            if (name == setting.texts.front()) find(setting, scene) = value;
    };
    return binding;
}

/// By pointers to members from the scene on.
template <class... Steps>
requires(std::is_member_object_pointer_v<Steps>&&...) Binding to(Steps... steps)
{
    using T = std::remove_reference_t<decltype(reach(std::declval<Scene&>(), steps...))>;
    return bound<T>([=](const Setting&, Scene& scene) -> auto& { return reach(scene, steps...); });
}
template <class Enum, class... Steps>
Binding to(const words<Enum>& names, Steps... steps)
{
    return bound(
        names, [=](const Setting&, Scene& scene) -> auto& { return reach(scene, steps...); });
}

/// Of skin.<layer>: a member of the last layer that the scene has so far.
template <class T>
Binding to_layer(T skin::Layer::*member)
{
    return bound<T>([=](const Setting&, Scene& scene) -> T& { return scene.skin.layers.back().*member; });
}
template <class Enum>
Binding to_layer(const words<Enum>& names, Enum skin::Layer::*member)
{
    return bound(names, [=](const Setting&, Scene& scene) -> Enum& { return scene.skin.layers.back().*member; });
}

/// Of device.needle and device.<needle_type>: a member of the device's own needle, or of the last of the others.
template <class T>
auto needle_member(T device::Needle::*member)
{
    return [member](const Setting& setting, Scene& scene) -> T& {
        const bool own = setting.key.starts_with("device.needle.");
        return (own ? scene.device.needle : scene.device.other_needles.back()).*member;
    };
}
template <class T>
Binding to_needle(T device::Needle::*member)
{
    return bound<T>(needle_member(member));
}
template <class Enum>
Binding to_needle(const words<Enum>& names, Enum device::Needle::*member)
{
    return bound(names, needle_member(member));
}

/// Fills every bound key that starts so and has a value, but those of layers and types of needles.
void fill(const Settings& settings, std::string_view start, Scene& scene);
/// Those of one layer or type: "skin.dermis.", "device.needle_type[1].".
void fill_one(const Settings& settings, std::string_view table, Scene& scene);

}  // namespace dermavox::scene
