// Values that buyers write: money, discounts, quantities, sizes, dates, numbers of all kinds. Read
// before templates are matched, so that 便宜20元 is an amount and not a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalized.h"

namespace xiaoer {

enum class EntityType : std::uint8_t {
  kMoney,     // value: fen. 80块, ￥80, 八十块五, 1百2; lot: 两件150 has quantity 2
  kMoneyOff,  // value: fen to take off. 少20, 便宜十块, 减5元
  kDiscount,  // value: per mille of the price that remains. 八折 = 800, 打85折 = 850, 一半 = 500
  kRoundOff,  // value: 0. 抹零, 去个零头
  kNumber,    // value: thousandths ("milli"), so that 1.5 is whole. A bare number;
              // or, with its unit as `text`, one that counts something (3天)
  kQuantity,  // value: pieces. 两件, 3个, 一箱 (unit = the measure word)
  kSize,      // value: number of a numeric size or 0; unit = "xl", "38", "均码"
  kHeight,    // value: millimetres. 160, 1米6, 163cm
  kWeight,    // value: grams. 50kg, 100斤, 一百零五斤
  kDate,  // value by unit: day_offset (明天 = 1), month_day (MMDD), weekday (1..7), day (of month)
  kTime,         // value: minute of the day. 下午3点 = 900
  kDuration,     // value: minutes. 三天, 两小时
  kPhone,        // value: 0; the digits are in `text`
  kOrderNumber,  // value: 0; text
  kTracking,     // value: 0; text
  kProduct,      // value: 0; text = catalogue id, item number or link
};
std::string_view ToString(EntityType type);  // "money", "money_off", "discount", …

// The unit's name as JSON shows it: "fen", "per_mille", "milli", "piece", "mm", "g", "minute", …
struct Entity {
  EntityType type{};
  Span units;  // in Normalized::text
  std::int64_t value = 0;
  std::int64_t value_max =
      0;  // end of a range (三五十: 3000..5000); equal to value for an exact one
  std::int64_t quantity = 0;  // for a lot (两件150): the pieces; 0 = not said
  bool approximate = false;   // 几百块, 一千多, 大概50
  bool bare = false;  // a number without a unit, read as this type only where it is asked for
  std::string unit;
  std::string text;  // canonical form of what was read ("xl", "13800138000", "p-300")

  friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace xiaoer
