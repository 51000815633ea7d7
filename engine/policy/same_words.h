// Whether two lines say the same in nearly the same words.
#pragma once

#include <string_view>

namespace xiaoer {

// Share of the pairs of neighbouring letters and Hanzi that two lines (well-formed UTF-8, canonical)
// have in common, in per mille (Dice); numbers, masks and punctuation do not count. 0 where either
// has fewer than four different pairs: too short to tell.
int Likeness(std::string_view a, std::string_view b);

// From this likeness on, one says the same as the other.
inline constexpr int kSameWords = 650;

}  // namespace xiaoer
