// Times of day (下午3点半) and durations (3-5天, 两个半小时, 半个月).
#include <optional>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMonth = 30 * kDay;
constexpr std::int64_t kYear = 365 * kDay;

constexpr std::u16string_view kNoon[] = {u"中午"};

struct DurationUnit {
  std::u16string_view word;
  std::int64_t minutes;
  bool can_have_half;  // 两天半, 一个半小时
};
// Longest first where one begins another.
constexpr DurationUnit kDurations[] = {
    {u"个工作日", kDay, false},  {u"工作日", kDay, false},    {u"个自然日", kDay, false},
    {u"个小时", kHour, true},    {u"个钟头", kHour, true},    {u"小时", kHour, true},
    {u"个钟", kHour, true},      {u"分钟", 1, true},          {u"个星期", 7 * kDay, true},
    {u"星期", 7 * kDay, true},   {u"个礼拜", 7 * kDay, true}, {u"礼拜", 7 * kDay, true},
    {u"周", 7 * kDay, false},    {u"个月", kMonth, true},     {u"个多月", kMonth, false},
    {u"个多小时", kHour, false}, {u"天", kDay, true},         {u"日内", kDay, false},
    {u"年", kYear, true},        {u"h", kHour, false},        {u"min", 1, false}};

const DurationUnit* DurationAt(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kNot[] = {u"年级", u"年货", u"年份", u"年糕", u"年款",
                                                 u"年装", u"周岁", u"周边", u"周年", u"天猫",
                                                 u"天线", u"天窗", u"周转", u"年龄", u"年代"};
  if (line.AnyAt(pos, kNot) > 0) return nullptr;
  for (const DurationUnit& unit : kDurations) {
    if (!line.Has(pos, unit.word)) continue;
    if (IsLatin(unit.word[0]) && IsAlnum(line.At(pos + unit.word.size()))) return nullptr;
    return &unit;
  }
  return nullptr;
}

std::uint32_t EndOf(const DurationUnit& unit, std::uint32_t pos) {
  // 日内: the 内 is not part of it.
  return pos + static_cast<std::uint32_t>(unit.word == u"日内" ? 1 : unit.word.size());
}

// 下午, 早上, …, in front of a time; its length. 今晚 and 明早 are days too and
// keep their own reading.
std::uint32_t PeriodBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kPeriods[] = {u"凌晨", u"早上", u"早晨", u"清晨",
                                                     u"上午", u"中午", u"下午", u"傍晚",
                                                     u"晚上", u"夜里", u"半夜", u"晚间"};
  return line.AnyBefore(pos, kPeriods);
}

// A time may be read although nothing says so: 3点发货 but not 便宜3点 or
// 3点建议.
bool IsClockAlone(const EntityLine& line, const Numeral& n, std::uint32_t end) {
  static constexpr std::u16string_view kBefore[] = {
      u"便宜", u"优惠", u"少", u"贵", u"高", u"低", u"大", u"小", u"多", u"快",   u"慢",
      u"差",   u"有",   u"这", u"那", u"说", u"提", u"几", u"降", u"涨", u"以下", u"如下"};
  static constexpr std::u16string_view kAfter[] = {
      u"钱", u"小", u"大",   u"意思", u"建议", u"要求", u"原因", u"问题", u"水", u"东西",
      u"货", u"儿", u"以下", u"如下", u"疑问", u"瑕疵", u"缺点", u"评",   u"击", u"赞"};
  return n.low >= 2 * kMilli && line.AnyBefore(n.units.begin, kBefore) == 0 &&
         line.AnyAt(end, kAfter) == 0;
}

struct Minutes {
  std::uint32_t end = 0;
  std::int64_t value = 0;
  bool said = false;
};

// What follows 点: 半, 一刻, 20分, 钟.
Minutes MinutesAt(ReadState& state, std::uint32_t pos) {
  const EntityLine& line = state.line;
  static constexpr std::u16string_view kFull[] = {u"钟", u"整"};
  if (const std::uint32_t full = line.AnyAt(pos, kFull); full > 0) return {pos + full, 0, true};
  if (line.At(pos) == u'半' && line.At(pos + 1) != u'价' && line.At(pos + 1) != u'斤')
    return {pos + 1, 30, true};
  if (line.Has(pos, u"一刻")) return {pos + 2, 15, true};
  if (line.Has(pos, u"三刻")) return {pos + 2, 45, true};
  const Numeral* n = state.NumeralAt(pos);
  const auto value = n == nullptr ? std::nullopt : n->Count();
  if (!value || *value > 59) return {pos, 0, false};
  const std::uint32_t minute =
      line.At(n->units.end) == u'分' && line.At(n->units.end + 1) != u'钟' ? 1 : 0;
  const bool two_digits = n->digits == 2 || (n->digits == 0 && *value >= 10);
  if (minute == 0 && (!two_digits || CountsSomething(state, n->units.end))) return {pos, 0, false};
  state.Claim(*n);
  return {n->units.end + minute, *value, true};
}

}  // namespace

bool ReadClock(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const std::uint32_t pos = n.units.end;
  const std::uint32_t period = PeriodBefore(line, n.units.begin);
  const bool oclock = line.At(pos) == u'点' || (line.At(pos) == u'时' && period > 0);
  if (!oclock || !n.whole() || n.approximate || n.high > 24 * kMilli || n.spelled) return false;
  const Minutes minutes = MinutesAt(state, pos + 1);
  const bool afternoon = IsAfternoonBefore(line, n.units.begin);
  const bool noon = line.AnyBefore(n.units.begin, kNoon) > 0;
  if (period == 0 && !afternoon && !minutes.said && !n.joined && !IsClockAlone(line, n, pos + 1))
    return false;
  state.Claim(n);
  const auto hour_of = [&](std::int64_t milli) {
    const std::int64_t hour = milli / kMilli;
    if (afternoon) return hour < 12 ? hour + 12 : hour == 12 ? 0 : hour % 24;
    if (noon && hour < 10) return hour + 12;
    return hour % 24;
  };
  Entity e = MakeEntity(
      EntityType::kTime, {n.units.begin - period, minutes.end > pos ? minutes.end : pos + 1},
      hour_of(n.low) * kHour + minutes.value, hour_of(n.high) * kHour + minutes.value, "minute");
  state.Add(std::move(e));
  return true;
}

bool ReadDuration(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  std::uint32_t pos = line.SkipSpace(n.units.end);
  // 一个半小时, 两个半月
  const bool half_inside = line.Has(pos, u"个半") && n.exact();
  std::uint32_t unit_pos = half_inside ? pos + 2 : pos;
  const DurationUnit* unit = DurationAt(line, unit_pos);
  std::int64_t minutes = unit == nullptr ? 0 : unit->minutes;
  std::uint32_t end = unit == nullptr ? pos : EndOf(*unit, unit_pos);
  if (half_inside && line.At(unit_pos) == u'月') {
    minutes = kMonth;
    end = unit_pos + 1;
  }
  if (minutes == 0 || n.high > 100'000 * kMilli) return false;
  state.Claim(n);
  std::int64_t half = half_inside ? minutes / 2 : 0;
  if (unit != nullptr && unit->can_have_half && line.At(end) == u'半' && n.exact() &&
      line.At(end + 1) != u'价') {
    half = minutes / 2;
    ++end;
  }
  Entity e =
      MakeEntity(EntityType::kDuration, {n.units.begin, end}, n.low * minutes / kMilli + half,
                 n.high * minutes / kMilli + half, "minute");
  e.approximate = n.approximate;
  // 三天多, 一个多月
  if (line.At(end) == u'多' && line.At(end + 1) != u'少' && line.At(end + 1) != u'久') {
    e.approximate = true;
    e.value_max += minutes;
    ++e.units.end;
  } else if (unit != nullptr && unit->word.find(u'多') != std::u16string_view::npos) {
    e.approximate = true;
    e.value_max += minutes;
  }
  state.Add(std::move(e));
  if (half == 0) state.AddCounting(n, {pos, end});
  return true;
}

void ReadHalves(ReadState& state) {
  const EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size(); ++pos) {
    if (line.At(pos) != u'半' || line.IsBlocked(pos)) continue;
    const char16_t before = line.Before(pos);
    // 两个半小时 and 三点半 are read with their numbers; 大半年 and 下半年 are
    // none.
    static constexpr std::u16string_view kNotBefore = u"个点天时年月斤块折大小上下前后多";
    if (pos > 0 && kNotBefore.find(before) != std::u16string_view::npos) continue;
    if (line.At(pos + 1) == u'斤') {
      state.Add(MakeEntity(EntityType::kWeight, {pos, pos + 2}, 250, 250, "g"));
      continue;
    }
    const DurationUnit* unit = DurationAt(line, pos + 1);
    // 半天 means long.
    if (unit == nullptr || unit->minutes <= 1 || unit->word == u"天" || unit->word == u"周")
      continue;
    const std::int64_t value = unit->minutes / 2;
    state.Add(
        MakeEntity(EntityType::kDuration, {pos, EndOf(*unit, pos + 1)}, value, value, "minute"));
  }
}

}  // namespace xiaoer::entities
