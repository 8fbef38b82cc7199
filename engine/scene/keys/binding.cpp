#include "engine/scene/keys/binding.hpp"

namespace dermavox::scene {
namespace {

void fill_bound(const Settings& settings, std::string_view start, bool marked, Scene& scene)
{
    for (const Setting& setting : settings.all())
        if (setting.row->to.fill && setting.key.starts_with(start) && mark_in(setting.row->key).empty() != marked)
            setting.row->to.fill(setting, scene);
}

}  // namespace

void fill(const Settings& settings, std::string_view start, Scene& scene)
{
    fill_bound(settings, start, false, scene);
}

void fill_one(const Settings& settings, std::string_view table, Scene& scene)
{
    fill_bound(settings, table, true, scene);
}

}  // namespace dermavox::scene
