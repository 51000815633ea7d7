// Whether two lines say the same in nearly the same words.
#pragma once

#include <cstddef>
#include <string_view>

namespace xiaoer {

// Lines with fewer pairs are too short to tell.
inline constexpr std::size_t kFewestPairs = 4;

// Share of the pairs of neighbouring Hanzi that two lines (well-formed UTF-8, canonical)
// have in common, in per mille (Dice); letters, numbers and masks do not count. 0 where either
// has less than `fewest` different pairs: too short to tell.
int Likeness(std::string_view a, std::string_view b, std::size_t fewest = kFewestPairs);

// From this likeness on, one says the same as the other.
inline constexpr int kSameWords = 650;

}  // namespace xiaoer
