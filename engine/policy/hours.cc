#include "engine/policy/hours.h"

#include <algorithm>

namespace xiaoer {
namespace {

constexpr int kHorizonDays = 60;
constexpr int kDayMinutes = 1440;

const SpecialDay* Find(const std::vector<SpecialDay>& days, const CivilDate& date) {
  const auto it = std::find_if(days.begin(), days.end(), [&](const SpecialDay& day) {
    return day.from <= date && date <= day.to;
  });
  return it == days.end() ? nullptr : &*it;
}

struct OpenSpan {
  Instant begin;
  Instant end;
};

// The spans that touch the days `first`..`last`, as instants, joined where one follows on another
// (a night shift that ends when the next day's begins).
std::vector<OpenSpan> OpenSpans(const Hours& hours, const CivilDate& first, const CivilDate& last) {
  std::vector<OpenSpan> all;
  for (CivilDate day = first; day <= last; day = AddDays(day, 1)) {
    for (const DaySpan& span : SpansOn(hours, day)) {
      const OpenSpan open{hours.zone.ToInstant(day, span.begin),
                          hours.zone.ToInstant(day, span.end)};
      if (!all.empty() && open.begin <= all.back().end) {
        all.back().end = std::max(all.back().end, open.end);
      } else {
        all.push_back(open);
      }
    }
  }
  return all;
}

std::optional<OpenSpan> SpanAt(const Hours& hours, Instant t) {
  const CivilDate today = hours.zone.ToCivil(t).date;
  // Three days on: an end that lies behind a joined night shift is found too.
  for (const OpenSpan& span : OpenSpans(hours, AddDays(today, -2), AddDays(today, 3))) {
    if (span.begin <= t && t < span.end) return span;
  }
  return std::nullopt;
}

constexpr const char* kWeekdays[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

// "9点", "14点半", "9:05": as one says it.
std::string SayClock(int minute) {
  const int of_day = minute % kDayMinutes;
  const std::string hour = std::to_string(of_day / 60);
  if (of_day % 60 == 0) return hour + "点";
  if (of_day % 60 == 30) return hour + "点半";
  return FormatClock(of_day);
}

}  // namespace

const std::vector<DaySpan>& SpansOn(const Hours& hours, const CivilDate& date) {
  if (const SpecialDay* sale = Find(hours.promotions, date)) return sale->spans;
  const auto made_up = std::find(hours.make_up_days.begin(), hours.make_up_days.end(), date);
  if (made_up != hours.make_up_days.end()) return hours.week[0];
  if (const SpecialDay* holiday = Find(hours.holidays, date)) return holiday->spans;
  return hours.week[static_cast<std::size_t>(Weekday(date))];
}

const SpecialDay* HolidayOn(const Hours& hours, const CivilDate& date) {
  const SpecialDay* holiday = Find(hours.holidays, date);
  if (holiday == nullptr || !holiday->spans.empty()) return nullptr;
  return SpansOn(hours, date).empty() ? holiday : nullptr;
}

bool IsOpen(const Hours& hours, Instant t) { return SpanAt(hours, t).has_value(); }

std::optional<Instant> NextOpening(const Hours& hours, Instant t) {
  if (IsOpen(hours, t)) return t;
  const CivilDate today = hours.zone.ToCivil(t).date;
  for (int i = 0; i < kHorizonDays; ++i) {
    const CivilDate day = AddDays(today, i);
    for (const DaySpan& span : SpansOn(hours, day)) {
      const Instant begin = hours.zone.ToInstant(day, span.begin);
      if (begin >= t) return begin;
    }
  }
  return std::nullopt;
}

std::optional<Instant> ClosingTime(const Hours& hours, Instant t) {
  const auto span = SpanAt(hours, t);
  if (!span) return std::nullopt;
  return span->end;
}

std::optional<Instant> LastClosing(const Hours& hours, Instant t) {
  const CivilDate today = hours.zone.ToCivil(t).date;
  std::optional<Instant> found;
  for (const OpenSpan& span : OpenSpans(hours, AddDays(today, -kHorizonDays), today)) {
    if (span.end <= t) found = span.end;
  }
  return found;
}

std::optional<CivilDate> NextWorkingDay(const Hours& hours, const CivilDate& date) {
  for (int i = 0; i < kHorizonDays; ++i) {
    const CivilDate day = AddDays(date, i);
    if (!SpansOn(hours, day).empty()) return day;
  }
  return std::nullopt;
}

std::string SayDay(const Hours& hours, const CivilDate& day, Instant now) {
  const CivilDate today = hours.zone.ToCivil(now).date;
  if (day == today) return "今天";
  if (day == AddDays(today, 1)) return "明天";
  if (day == AddDays(today, 2)) return "后天";
  // A weekday's name is clear only within the same week.
  if (day > today && day < AddDays(today, 7 - Weekday(today))) {
    return kWeekdays[static_cast<std::size_t>(Weekday(day))];
  }
  return std::to_string(day.month) + "月" + std::to_string(day.day) + "日";
}

std::string SayTime(const Hours& hours, Instant t, Instant now) {
  const CivilTime local = hours.zone.ToCivil(t);
  return SayDay(hours, local.date, now) + SayClock(local.minute);
}

std::string SayBy(const Hours& hours, Instant by, Instant now) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(by - now).count();
  if (minutes <= 60) return std::to_string(std::max<std::int64_t>(minutes, 1)) + "分钟内";
  return SayTime(hours, by, now) + "前";
}

}  // namespace xiaoer
