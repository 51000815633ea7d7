// Days: 明天, 下周三, 3号, 3月5号, 2026-03-05, 双十一, 618. Relative ones stay
// relative: who knows the time makes days of them.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

bool IsMonthDay(std::int64_t month, std::int64_t day) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1];
}

Entity MonthDay(Span units, std::int64_t month, std::int64_t day) {
  const std::int64_t value = month * 100 + day;
  return MakeEntity(EntityType::kDate, units, value, value, "month_day");
}

int WeekdayOf(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kDays = u"一二三四五六日天";
  const char16_t c = line.At(pos);
  if (c >= u'1' && c <= u'7')
    return IsAlnum(line.At(pos + 1)) || line.At(pos + 1) == u'.' ? 0 : c - u'0';
  if (c == u'末') return 6;
  const std::size_t at = c == 0 ? std::u16string_view::npos : kDays.find(c);
  if (at == std::u16string_view::npos) return 0;
  return at == 7 ? 7 : static_cast<int>(at) + 1;
}

// 周五, 下周一, 星期天. The text keeps which week is meant.
std::uint32_t ReadWeekday(ReadState& state, std::uint32_t pos) {
  static constexpr std::u16string_view kWeeks[] = {u"周", u"星期", u"礼拜"};
  static constexpr std::u16string_view kWhich[] = {u"下",   u"下下", u"上",   u"这", u"本",
                                                   u"下个", u"上个", u"这个", u"每", u"上上"};
  EntityLine& line = state.line;
  const std::uint32_t length = line.AnyAt(pos, kWeeks);
  if (length == 0) return pos;
  const char16_t before = line.Before(pos);
  // 一周一次, 3周, 一个星期一次
  if (before != 0 &&
      (HanDigit(before) >= 0 || IsDigit(before) || before == u'几' || before == u'十')) {
    return pos;
  }
  const int day = WeekdayOf(line, pos + length);
  const bool counted = before == u'个' && pos >= 2 && line.At(pos - 2) != u'下' &&
                       line.At(pos - 2) != u'上' && line.At(pos - 2) != u'这';
  if (day == 0 || counted) return pos;
  const std::uint32_t which = line.AnyBefore(pos, kWhich);
  const Span units{pos - which, pos + length + 1};
  Entity e = MakeEntity(EntityType::kDate, units, day, day, "weekday");
  e.text = line.line().ToUtf8(units);
  state.line.Block(units);
  state.found.push_back(std::move(e));
  return units.end;
}

struct Digits {
  std::uint32_t end = 0;
  std::int64_t value = 0;
};

// At most four digits that are not part of a longer run.
std::optional<Digits> DigitsAt(const EntityLine& line, std::uint32_t pos) {
  Digits d{pos, 0};
  while (IsDigit(line.At(d.end))) {
    if (d.end - pos == 4) return std::nullopt;
    d.value = d.value * 10 + (line.At(d.end++) - u'0');
  }
  return d.end == pos ? std::nullopt : std::optional(d);
}

std::string IsoDate(std::int64_t year, std::int64_t month, std::int64_t day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year),
                static_cast<int>(month), static_cast<int>(day));
  return text;
}

// 2026-03-05, 2026/3/5, 2026.3.5; 15:30, 15:30:10
std::uint32_t ReadWritten(ReadState& state, std::uint32_t pos) {
  EntityLine& line = state.line;
  const char16_t before = line.Before(pos);
  if (IsAlnum(before) || before == u':' || before == u'-' || before == u'/' ||
      before == Normalized::kMaskUnit)
    return pos;
  const auto first = DigitsAt(line, pos);
  if (!first) return pos;
  const char16_t sign = line.At(first->end);
  const auto second = DigitsAt(line, first->end + 1);
  if (!second || line.IsBreak(first->end)) return pos;
  const std::uint32_t second_length = second->end - first->end - 1;
  if (sign == u':' && first->end - pos <= 2 && second_length == 2) {
    if (first->value > 24 || second->value > 59) return pos;
    std::uint32_t end = second->end;
    if (const auto seconds = DigitsAt(line, end + 1); line.At(end) == u':' && seconds) {
      end = seconds->end;
    }
    if (line.At(end) == u':') return pos;
    std::int64_t hour = first->value % 24;
    if (hour < 12 && IsAfternoonBefore(line, pos)) hour += 12;
    const std::int64_t minute = hour * 60 + second->value;
    state.line.Block({pos, end});
    state.found.push_back(MakeEntity(EntityType::kTime, {pos, end}, minute, minute, "minute"));
    return end;
  }
  const bool separator = sign == u'-' || sign == u'/' || sign == u'.';
  if (!separator || first->end - pos != 4 || line.At(second->end) != sign ||
      line.IsBreak(second->end)) {
    return pos;
  }
  const auto third = DigitsAt(line, second->end + 1);
  if (!third || !IsMonthDay(second->value, third->value) || IsAlnum(line.At(third->end)))
    return pos;
  const Span units{pos, third->end};
  Entity e = MonthDay(units, second->value, third->value);
  e.text = IsoDate(first->value, second->value, third->value);
  state.line.Block(units);
  state.found.push_back(std::move(e));
  return units.end;
}

// The words around that make a value word something else: 以前天天, 多抹零.
bool IsOther(const EntityLine& line, std::uint32_t pos, std::uint32_t end) {
  if (line.Has(pos, u"前天") || line.Has(pos, u"后天")) {
    const char16_t before = line.Before(pos);
    return before == u'以' || before == u'提' || before == u'之' || before == u'先' ||
           line.At(end) == u'天' || HanDigit(before) > 0 || IsDigit(before);
  }
  static constexpr std::u16string_view kGoods[] = {u"食", u"售", u"件", u"钱", u"配", u"碎"};
  if (line.At(end - 1) == u'零') return line.AnyAt(end, kGoods) > 0;
  // 五一折 and 六一块 are numbers.
  if (line.Has(pos, u"五一") || line.Has(pos, u"六一")) {
    static constexpr std::u16string_view kUnits = u"折块元个件号码点";
    const char16_t before = line.Before(pos);
    const bool number_before = before != 0 && (HanDigit(before) >= 0 || IsHanUnit(before));
    return number_before ||
           (end < line.size() && kUnits.find(line.At(end)) != std::u16string_view::npos);
  }
  return false;
}

std::uint32_t ReadValueWord(ReadState& state, std::uint32_t pos) {
  EntityLine& line = state.line;
  const auto match = state.words.values.LongestAt(line.text(), pos);
  if (!match || line.IsBlocked(pos)) return pos;
  const std::uint32_t end = pos + match->length;
  if (IsOther(line, pos, end)) return pos;
  const ValueWord& word = state.words.value_words[match->value];
  const bool none = word.type == EntityType::kNumber;
  if (!none) {
    Entity e = MakeEntity(word.type, {pos, end}, word.value, word.value, word.unit);
    e.bare = word.bare;
    state.found.push_back(std::move(e));
  }
  line.Block({pos, end});
  return end;
}

// 3天后, 两天前: also a day.
void AddDaysAway(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  static constexpr std::u16string_view kAfter[] = {u"天后", u"天之后", u"天以后"};
  static constexpr std::u16string_view kBefore[] = {u"天前", u"天之前", u"天以前"};
  const std::uint32_t after = line.AnyAt(n.units.end, kAfter);
  const std::uint32_t before = line.AnyAt(n.units.end, kBefore);
  const auto days = n.Count();
  if (!days || *days > 3650 || (after == 0 && before == 0)) return;
  const Span units{n.units.begin, n.units.end + std::max(after, before)};
  const std::int64_t value = after > 0 ? *days : -*days;
  state.Add(MakeEntity(EntityType::kDate, units, value, value, "day_offset"));
}

// The day behind 月: 3月5号, 3月5. Its end, or `pos`.
std::optional<Digits> DayBehind(ReadState& state, std::uint32_t pos) {
  const Numeral* n = state.NumeralAt(pos);
  if (n == nullptr || !n->Count()) return std::nullopt;
  static constexpr std::u16string_view kDay[] = {u"号", u"日"};
  const std::uint32_t unit = state.line.AnyAt(n->units.end, kDay);
  if (unit == 0 && (CountsSomething(state, n->units.end) || state.line.At(n->units.end) == u'块' ||
                    state.line.At(n->units.end) == u'元')) {
    return std::nullopt;
  }
  return Digits{n->units.end + unit, *n->Count()};
}

bool ReadMonth(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  if (line.At(n.units.end) != u'月' || !n.Count()) return false;
  const std::int64_t month = *n.Count();
  const auto day = DayBehind(state, n.units.end + 1);
  if (!day || !IsMonthDay(month, day->value)) return false;
  state.Claim(*state.NumeralAt(n.units.end + 1));
  state.Claim(n);
  state.Add(MonthDay({n.units.begin, day->end}, month, day->value));
  return true;
}

// 2026年3月5日, 二零二六年三月
bool ReadYear(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const auto year = n.Count();
  if (line.At(n.units.end) != u'年' || !year || *year < 1900 || *year > 2199) return false;
  const Numeral* month = state.NumeralAt(n.units.end + 1);
  state.Claim(n);
  if (month == nullptr || !ReadMonth(state, *month)) return true;
  Entity& e = state.found.back();
  e.units.begin = n.units.begin;
  e.text = IsoDate(*year, e.value / 100, e.value % 100);
  return true;
}

}  // namespace

bool IsAfternoonBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"下午", u"晚上", u"傍晚", u"今晚",
                                                   u"明晚", u"昨晚", u"夜里", u"晚"};
  return line.AnyBefore(pos, kWords) > 0;
}

void ReadValueWords(ReadState& state) {
  const EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size();) {
    std::uint32_t end = ReadValueWord(state, pos);
    if (end == pos) end = ReadWeekday(state, pos);
    if (end == pos && IsDigit(line.At(pos)) && !line.IsBlocked(pos)) {
      end = ReadWritten(state, pos);
      while (end == pos || (IsDigit(line.At(end)) && !line.IsBlocked(end))) {
        ++end;  // not again in the middle of a run
      }
    }
    pos = end == pos ? pos + 1 : end;
  }
}

bool ReadDate(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  AddDaysAway(state, n);
  if (ReadYear(state, n) || ReadMonth(state, n)) return true;
  // 618 and 5.1 may be days; they stay numbers all the same.
  if (n.plain && !n.joined && !CountsSomething(state, n.units.end) && n.units.size() <= 5) {
    const std::int64_t month = n.low / kMilli;
    const std::u16string_view text = line.text().substr(n.units.begin, n.units.size());
    const std::size_t point = text.find(u'.');
    std::optional<std::pair<std::int64_t, std::int64_t>> day;
    if (text == u"618") day = {6, 18};
    if (text == u"520") day = {5, 20};
    if (point != std::u16string_view::npos && text.size() - point <= 3) {
      day = {month, text.size() - point == 2 ? n.low % kMilli / 100 : n.low % kMilli / 10};
    }
    if (day && IsMonthDay(day->first, day->second) && line.At(n.units.end) != u'块' &&
        line.At(n.units.end) != u'元') {
      Entity e = MonthDay(n.units, day->first, day->second);
      e.bare = true;
      state.Add(std::move(e));
    }
  }
  static constexpr std::u16string_view kDay[] = {u"号", u"日"};
  // Things that have numbers, and days that are counted.
  static constexpr std::u16string_view kNot[] = {
      u"号店", u"号线", u"号楼", u"号仓", u"号电", u"号色", u"号链", u"号款", u"号门",
      u"号柜", u"号机", u"号码", u"号院", u"号厅", u"号桌", u"日内", u"日游", u"日无",
      u"日用", u"日元", u"号铺", u"号库", u"号字", u"号球", u"号窗", u"号针", u"号客服"};
  const bool day = line.AnyAt(n.units.end, kDay) > 0 && line.AnyAt(n.units.end, kNot) == 0;
  if (!day || !n.whole() || n.approximate || n.low < kMilli || n.high > 31 * kMilli) return false;
  if (n.spelled) return false;
  state.Claim(n);
  state.Add(MakeEntity(EntityType::kDate, {n.units.begin, n.units.end + 1}, n.low / kMilli,
                       n.high / kMilli, "day"));
  return true;
}

}  // namespace xiaoer::entities
