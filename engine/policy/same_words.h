// Whether two lines say the same in nearly the same words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace xiaoer {

// The pairs of neighbouring Hanzi of a line (well-formed UTF-8, canonical), sorted, each once.
// Letters, numbers and masks do not count.
std::vector<std::uint64_t> HanPairs(std::string_view text);

// Lines with fewer pairs are too short to tell.
inline constexpr std::size_t kFewestPairs = 4;

// Share of the pairs that two lines have in common, in per mille (Dice). 0 where either has less
// than `fewest`.
int Likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
             std::size_t fewest = kFewestPairs);

// From this likeness on, one says the same as the other.
inline constexpr int kSameWords = 650;

}  // namespace xiaoer
