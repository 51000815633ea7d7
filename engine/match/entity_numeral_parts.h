// The characters of numbers and the arithmetic that stays inside its limits.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/match/entity_numerals.h"

namespace xiaoer::entities {

// Far above what anybody counts, far below where a product of two of them would
// overflow. Thousandths.
constexpr std::int64_t kNumeralLimit = 1'000'000'000'000 * kMilli;
constexpr std::int64_t kWan = 10'000;
constexpr std::int64_t kYi = 100'000'000;

// 十 10 … 亿 10^8; 0 for anything else.
std::int64_t UnitValue(char16_t c);
// 壹 1 … 玖 9; -1 for anything else.
int CapitalDigit(char16_t c);

// Both stop at the limit. Neither is negative.
inline std::int64_t Times(std::int64_t a, std::int64_t b) {
  return a > kNumeralLimit / b ? kNumeralLimit : a * b;
}
inline std::int64_t Plus(std::int64_t a, std::int64_t b) { return std::min(kNumeralLimit, a + b); }

// What may stand behind any number: 多, 几, 来; 点五 before a unit. Moves `pos`
// over it.
void ReadNumeralTail(const EntityLine& line, std::uint32_t& pos, Numeral& n);

}  // namespace xiaoer::entities
