// Dates, times of day and durations, as people write them in a chat. Relative dates stay relative:
// the engine that knows the time turns them into days.
#include <array>

#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

struct RelativeDay {
  std::u16string_view word;
  int offset;
};
constexpr std::array<RelativeDay, 20> kRelativeDays = {
    {{u"大后天", 3}, {u"大前天", -3}, {u"今天", 0},  {u"今日", 0},  {u"今儿", 0},
     {u"今晚", 0},   {u"今早", 0},    {u"明天", 1},  {u"明日", 1},  {u"明儿", 1},
     {u"明早", 1},   {u"明晚", 1},    {u"后天", 2},  {u"后日", 2},  {u"昨天", -1},
     {u"昨日", -1},  {u"昨儿", -1},   {u"昨晚", -1}, {u"前天", -2}, {u"前日", -2}}};

struct NamedDay {
  std::u16string_view word;
  int month_day;
};
constexpr std::array<NamedDay, 5> kNamedDays = {
    {{u"双十一", 1111}, {u"双11", 1111}, {u"双十二", 1212}, {u"双12", 1212}, {u"六一八", 618}}};

void ClaimInside(EntityScan& scan, Span units) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.numbers()[i].units.Overlaps(units)) scan.Claim(i);
  }
}

int Weekday(char16_t c) {
  constexpr std::u16string_view kDays = u"一二三四五六";
  if (c == u'日' || c == u'天' || c == u'末') return 7;
  if (c >= u'1' && c <= u'7') return c - u'0';
  const std::size_t at = kDays.find(c);
  return at == std::u16string_view::npos ? 0 : static_cast<int>(at) + 1;
}

void ReadDayWords(EntityScan& scan) {
  const std::u16string_view text = scan.text();
  for (std::uint32_t pos = 0; pos < text.size(); ++pos) {
    std::uint32_t length = 0;
    for (const RelativeDay& day : kRelativeDays) {
      if (text.substr(pos, day.word.size()) != day.word) continue;
      length = static_cast<std::uint32_t>(day.word.size());
      scan.Add(EntityType::kDate, {pos, pos + length}, day.offset, "day_offset");
      break;
    }
    for (const NamedDay& day : kNamedDays) {
      if (length > 0 || text.substr(pos, day.word.size()) != day.word) continue;
      length = static_cast<std::uint32_t>(day.word.size());
      scan.Add(EntityType::kDate, {pos, pos + length}, day.month_day, "month_day");
    }
    if (const std::uint32_t week = scan.WordAt(pos, {u"周", u"星期", u"礼拜"});
        length == 0 && week > 0) {
      if (const int day = Weekday(scan.At(pos + week)); day > 0) {
        // 周末 and 周日 are days; 周天猫 is not.
        length = week + 1;
        const std::uint32_t next = scan.WordBefore(pos, {u"下", u"下个"});
        scan.Add(EntityType::kDate, {pos - next, pos + length}, day, "weekday").text =
            next > 0 ? "next" : "";
      }
    }
    if (length > 0) {
      ClaimInside(scan, {pos, pos + length});
      pos += length - 1;
    }
  }
}

// 3月5号, 3号, 5.1 is left to be a number
bool ReadDate(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  if (n.milli % 1000 != 0 || n.approximate) return false;
  const std::int64_t value = n.milli / 1000;
  if (scan.At(n.units.end) == u'月' && value >= 1 && value <= 12) {
    const int day = scan.NumberAt(n.units.end + 1);
    if (day < 0) return false;
    const Number d = scan.numbers()[static_cast<std::size_t>(day)];
    const std::int64_t day_value = d.milli / 1000;
    if (day_value < 1 || day_value > 31) return false;
    const std::uint32_t unit = scan.WordAt(d.units.end, {u"号", u"日"});
    scan.Claim(i);
    scan.Claim(static_cast<std::size_t>(day));
    scan.Add(EntityType::kDate, {n.units.begin, d.units.end + unit}, value * 100 + day_value,
             "month_day");
    return true;
  }
  if (scan.WordAt(n.units.end, {u"号", u"日"}) > 0 && value >= 1 && value <= 31 &&
      scan.WordAt(n.units.end, {u"号店", u"号线", u"号楼", u"日内"}) == 0) {
    scan.Claim(i);
    scan.Add(EntityType::kDate, {n.units.begin, n.units.end + 1}, value, "day");
    return true;
  }
  return false;
}

bool ReadTimeOfDay(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  if (n.milli % 1000 != 0 || n.approximate) return false;
  std::int64_t hour = n.milli / 1000;
  if (hour > 24) return false;
  std::int64_t minute = 0;
  std::uint32_t end = n.units.end;
  const std::uint32_t colon = scan.WordAt(end, {u":", u"：", u"点", u"点钟"});
  if (colon == 0 || scan.WordAt(end, {u"点评", u"点击", u"点赞", u"点儿"}) > 0) return false;
  const bool clock = scan.At(end) == u':' || scan.At(end) == u'：';
  end += colon;
  if (scan.At(end) == u'半' && !clock) {
    minute = 30;
    ++end;
  } else if (const int rest = scan.NumberAt(end); rest >= 0) {
    const Number m = scan.numbers()[static_cast<std::size_t>(rest)];
    if (m.milli / 1000 >= 60) return false;
    minute = m.milli / 1000;
    end = m.units.end + scan.WordAt(m.units.end, {u"分"});
    scan.Claim(static_cast<std::size_t>(rest));
  } else if (clock) {
    return false;
  }
  std::uint32_t begin = n.units.begin;
  const std::uint32_t evening = scan.WordBefore(begin, {u"下午", u"晚上", u"傍晚", u"晚"});
  const std::uint32_t noon = scan.WordBefore(begin, {u"中午"});
  const std::uint32_t morning = scan.WordBefore(begin, {u"上午", u"早上", u"凌晨", u"早晨", u"早"});
  if ((evening > 0 && hour < 12) || (noon > 0 && hour < 3)) hour += 12;
  begin -= evening + noon + morning;
  scan.Claim(i);
  scan.Add(EntityType::kTime, {begin, end}, hour * 60 + minute, "minute_of_day");
  return true;
}

struct DurationUnit {
  std::u16string_view word;
  std::int64_t minutes;
};
constexpr std::array<DurationUnit, 15> kDurations = {{{u"个工作日", 1440},
                                                      {u"工作日", 1440},
                                                      {u"个小时", 60},
                                                      {u"个星期", 10080},
                                                      {u"个礼拜", 10080},
                                                      {u"个月", 43200},
                                                      {u"小时", 60},
                                                      {u"分钟", 1},
                                                      {u"星期", 10080},
                                                      {u"礼拜", 10080},
                                                      {u"周", 10080},
                                                      {u"天", 1440},
                                                      {u"日内", 1440},
                                                      {u"年", 525600},
                                                      {u"h", 60}}};

const DurationUnit* DurationAt(const EntityScan& scan, std::uint32_t pos) {
  for (const DurationUnit& unit : kDurations) {
    if (scan.text().substr(pos, unit.word.size()) != unit.word) continue;
    if (unit.word == u"年" && scan.At(pos + 1) == u'级') return nullptr;
    return &unit;
  }
  return nullptr;
}

bool ReadDuration(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  std::uint32_t end = n.units.end;
  std::int64_t most = n.milli_max;
  const int range = scan.RangeEnd(i);
  if (range >= 0) {
    end = scan.numbers()[static_cast<std::size_t>(range)].units.end;
    most = scan.numbers()[static_cast<std::size_t>(range)].milli_max;
  }
  const DurationUnit* unit = DurationAt(scan, end);
  // Years such as 2026年 are no durations, and a century is enough for everything else.
  if (unit == nullptr || most / 1000 > 36'500 || (unit->word == u"年" && most / 1000 > 100))
    return false;
  scan.Claim(i);
  if (range >= 0) scan.Claim(static_cast<std::size_t>(range));
  const Span units{n.units.begin, end + static_cast<std::uint32_t>(unit->word.size())};
  Entity& e = scan.Add(EntityType::kDuration, units, n.milli * unit->minutes / 1000, "minute");
  e.value_max = most * unit->minutes / 1000;
  e.approximate = n.approximate;
  return true;
}

void ReadHalves(EntityScan& scan) {
  for (std::uint32_t pos = 0; pos < scan.text().size(); ++pos) {
    if (scan.At(pos) != u'半') continue;
    const DurationUnit* unit = DurationAt(scan, pos + 1);
    // 半天 says how long it feels, not how long it was.
    if (unit == nullptr || unit->minutes == 1 || unit->word == u"天") continue;
    scan.Add(EntityType::kDuration, {pos, pos + 1 + static_cast<std::uint32_t>(unit->word.size())},
             unit->minutes / 2, "minute");
  }
}

}  // namespace

void ReadTimes(EntityScan& scan) {
  ReadDayWords(scan);
  ReadHalves(scan);
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.claimed(i)) continue;
    if (ReadDate(scan, i) || ReadTimeOfDay(scan, i)) continue;
    ReadDuration(scan, i);
  }
}

}  // namespace xiaoer
