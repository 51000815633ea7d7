// Money is a whole number of fen (1 yuan = 100 fen). There is no floating point anywhere near a
// price.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace xiaoer {

struct Fen {
  std::int64_t value = 0;

  friend auto operator<=>(Fen, Fen) = default;
  friend Fen operator+(Fen a, Fen b) { return {a.value + b.value}; }
  friend Fen operator-(Fen a, Fen b) { return {a.value - b.value}; }
  friend Fen operator*(Fen a, std::int64_t n) { return {a.value * n}; }
};

// "80", "80.5", "0.05", "-3": yuan without trailing zeros, as a shop writes it.
std::string FormatYuan(Fen amount);

}  // namespace xiaoer
