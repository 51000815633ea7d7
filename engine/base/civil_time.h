// Local days and times of a place, daylight saving included. The time zone data is ICU's.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"

namespace xiaoer {

// A day of the Gregorian calendar; always a day that exists if it came from ParseCivilDate or
// AddDays.
struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

// "2026-11-11"; nothing for anything else or a day that does not exist. Years 1970 to 9999.
std::optional<CivilDate> ParseCivilDate(std::string_view text);
std::string FormatCivilDate(const CivilDate& date);  // "2026-11-11"
CivilDate AddDays(const CivilDate& date, int days);
int Weekday(const CivilDate& date);  // 0 = Monday … 6 = Sunday

// "9:00", "18:30", up to "48:00" (for shifts past midnight) in minutes; nothing for anything else.
std::optional<int> ParseClock(std::string_view text);
std::string FormatClock(
    int minute);  // of a day, "09:00"; 1440 and more wrap to the next day's clock

struct CivilTime {
  CivilDate date;
  int minute = 0;  // of the day
};

// A copy is cheap and shares immutable data; safe to use from any number of threads.
class TimeZone {
 public:
  TimeZone();  // UTC
  // An IANA name, "Asia/Shanghai"; nothing for an unknown one.
  static std::optional<TimeZone> Find(const std::string& name);

  const std::string& name() const { return name_; }
  CivilTime ToCivil(Instant t) const;
  // The instant of a local minute (minute may be 1440 and more). A minute that the clocks skip
  // counts as the one an hour later; one that comes twice is the first.
  Instant ToInstant(const CivilDate& date, int minute) const;

 private:
  struct Impl;
  std::string name_ = "UTC";
  std::shared_ptr<const Impl> impl_;  // null: UTC
};

}  // namespace xiaoer
