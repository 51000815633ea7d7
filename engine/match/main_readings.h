// What a person would say stands in the line: the readings without those that only serve templates.
#pragma once

#include <vector>

#include "engine/match/entity.h"

namespace xiaoer {

// Leaves out a plain number, a bare reading or a shorter one of the same type that lies inside a
// longer reading: in 便宜20 the amount to take off, and not the 20; in 打8折 the longer of the two
// discounts. A bare 80 on its own keeps both of its readings. `readings` are as EntityReader orders
// them.
std::vector<Entity> MainReadings(const std::vector<Entity>& readings);

}  // namespace xiaoer
