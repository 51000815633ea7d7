#include "engine/match/main_readings.h"

#include <algorithm>

namespace xiaoer {
namespace {

bool LiesInside(const Entity& inner, const Entity& outer) {
  return outer.units.begin <= inner.units.begin && inner.units.end <= outer.units.end &&
         outer.units.size() > inner.units.size();
}

bool OnlyServesTemplates(const Entity& entity, const Entity& longer) {
  return entity.bare || entity.type == EntityType::kNumber || entity.type == longer.type;
}

}  // namespace

std::vector<Entity> MainReadings(const std::vector<Entity>& readings) {
  std::vector<Entity> main;
  // Readings come by begin, the longest first, so whatever holds one has been seen before it. Only
  // those that reach beyond its begin can: a line of a thousand amounts stays linear.
  std::vector<const Entity*> open;
  for (const Entity& entity : readings) {
    std::erase_if(open, [&](const Entity* e) { return e->units.end <= entity.units.begin; });
    const bool hidden = std::any_of(open.begin(), open.end(), [&](const Entity* longer) {
      return LiesInside(entity, *longer) && OnlyServesTemplates(entity, *longer);
    });
    if (!hidden) main.push_back(entity);
    open.push_back(&entity);
  }
  return main;
}

}  // namespace xiaoer
