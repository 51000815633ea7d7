// Numbers as buyers write them, without what they count: 80, 120.5, 1,200,
// 八十, 一百二, 1千5, 1.2万, 三五十, 几百, 一千多, 80-90.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/entity_line.h"

namespace xiaoer::entities {

constexpr std::int64_t kMilli = 1000;

struct Numeral {
  Span units;
  std::int64_t low = 0;  // thousandths
  std::int64_t high = 0;
  std::int64_t step = kMilli;  // thousandths: the place of its last digit (1百2: ten), for 多
  bool approximate = false;    // 几百, 一千多, 十来, 七八十
  bool plain = false;          // ASCII digits, maybe with a point, and nothing else
  bool spelled = false;        // Chinese digits one by one: 八五, 二零二六
  bool small_word = false;     // Chinese digits without 十, 百, …: a number only beside a unit
  bool joined = false;         // a range of two numbers: 80-90, 二到三
  bool ordinal = false;        // 第3
  bool code = false;           // part of something that is no number: a4, 1.2.3, 1-2-3,
                               // beside a mask
  std::uint32_t digits = 0;    // ASCII digits or spelled ones before the point

  bool exact() const { return low == high; }
  bool whole() const { return low % kMilli == 0 && high % kMilli == 0; }
  // The value in whole units, if it is one exact whole number.
  std::optional<std::int64_t> Count() const {
    if (!exact() || !whole() || approximate) return std::nullopt;
    return low / kMilli;
  }
};

// 0-9 for 零一二…九 and 〇, 2 for 两; -1 for anything else.
int HanDigit(char16_t c);
bool IsHanUnit(char16_t c);  // 十百千万亿

// All of them, ascending, never overlapping, none over blocked units. Values
// beyond 10^12 are `code`.
std::vector<Numeral> ReadNumerals(const EntityLine& line);

// The next numeral that begins exactly at `pos`, or null. Logarithmic.
const Numeral* NumeralAt(const std::vector<Numeral>& numerals, std::uint32_t pos);

}  // namespace xiaoer::entities
