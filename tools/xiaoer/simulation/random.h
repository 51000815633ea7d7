// Seeded randomness that is the same everywhere: the standard library's distributions are not.
#pragma once

#include <cstdint>

namespace xiaoer::simulation {

// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // Both ends included. The bias of the remainder is far below anything that is counted here.
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(Next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool Chance(std::int64_t percent) { return Between(1, 100) <= percent; }

 private:
  std::uint64_t state_;
};

}  // namespace xiaoer::simulation
