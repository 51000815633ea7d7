// Numbers in a canonical line: 80, 120.5, 1,200, 八十, 一百二, 1百2, 1.2万, 三五十, 几百, 十来,
// 一千多.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalized.h"

namespace xiaoer {

struct Number {
  Span units;
  std::int64_t milli = 0;      // thousandths; the lower end of a range
  std::int64_t milli_max = 0;  // equal to milli for an exact number
  bool approximate = false;    // 几百, 一千多, 十来
  bool arabic = false;         // began with a digit
  bool small_word = false;  // a lone 一 or 两: a number only in front of a measure word or a unit
  bool digits_only =
      false;  // digits without unit, point or separator: could be a discount (85) or an id
  std::uint32_t digits = 0;  // how many digits, if so
};

// In order, without overlap. Numerals inside words that are no numbers (一样, 万一, 三星) are left
// out, and so is what is too large for prices and quantities: more than a dozen digits.
std::vector<Number> FindNumbers(std::u16string_view text);

}  // namespace xiaoer
