// One number at one position; what stands around it is judged in
// entity_numerals.cc.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/match/entity_numerals.h"

namespace xiaoer::entities {

// The number that begins at `pos`, as long as it goes. Its end is behind `pos`.
// Constant time but for the length of what it reads.
std::optional<Numeral> ParseNumeral(const EntityLine& line, std::uint32_t pos);

}  // namespace xiaoer::entities
