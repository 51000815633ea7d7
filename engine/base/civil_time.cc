#include "engine/base/civil_time.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <charconv>
#include <chrono>
#include <cstdio>

namespace xiaoer {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;

std::chrono::sys_days ToDays(const CivilDate& date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

CivilDate FromDays(std::chrono::sys_days days) {
  const std::chrono::year_month_day ymd(days);
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

// Exactly `digits` (or, for -1, one or more) decimal digits.
std::optional<int> ParseNumber(std::string_view text, std::size_t min, std::size_t max) {
  if (text.size() < min || text.size() > max) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text[0] == '-') {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::optional<CivilDate> ParseCivilDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseNumber(text.substr(0, 4), 4, 4);
  const auto month = ParseNumber(text.substr(5, 2), 2, 2);
  const auto day = ParseNumber(text.substr(8, 2), 2, 2);
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  const std::chrono::year_month_day ymd(std::chrono::year{*year},
                                        std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)});
  if (!ymd.ok()) return std::nullopt;
  return CivilDate{*year, *month, *day};
}

std::string FormatCivilDate(const CivilDate& date) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

CivilDate AddDays(const CivilDate& date, int days) {
  return FromDays(ToDays(date) + std::chrono::days(days));
}

int Weekday(const CivilDate& date) {
  return static_cast<int>(std::chrono::weekday(ToDays(date)).iso_encoding()) - 1;
}

std::optional<int> ParseClock(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto hour = ParseNumber(text.substr(0, colon), 1, 2);
  const auto minute = ParseNumber(text.substr(colon + 1), 2, 2);
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 48 * 60) return std::nullopt;
  return *hour * 60 + *minute;
}

std::string FormatClock(int minute) {
  const int of_day = ((minute % 1440) + 1440) % 1440;
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", of_day / 60, of_day % 60);
  return text;
}

// Shared between threads and never changed: ICU's const functions on a TimeZone are safe.
struct TimeZone::Impl {
  std::unique_ptr<const icu::TimeZone> zone;
};

TimeZone::TimeZone() = default;

std::optional<TimeZone> TimeZone::Find(const std::string& name) {
  auto impl = std::make_shared<Impl>();
  impl->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  // ICU answers an unknown name with a zone of its own called Etc/Unknown.
  if (impl->zone == nullptr || *impl->zone == icu::TimeZone::getUnknown()) return std::nullopt;
  TimeZone zone;
  zone.name_ = name;
  zone.impl_ = std::move(impl);
  return zone;
}

CivilTime TimeZone::ToCivil(Instant t) const {
  std::int64_t local = ToMillis(t);
  if (impl_ != nullptr) {
    int32_t raw = 0;
    int32_t dst = 0;
    UErrorCode status = U_ZERO_ERROR;
    impl_->zone->getOffset(static_cast<UDate>(local), false, raw, dst, status);
    if (U_SUCCESS(status)) local += raw + dst;
  }
  const auto days = std::chrono::floor<std::chrono::days>(FromMillis(local));
  const std::int64_t in_day = local - std::int64_t{days.time_since_epoch().count()} * kDayMs;
  return {FromDays(days), static_cast<int>(in_day / kMinuteMs)};
}

Instant TimeZone::ToInstant(const CivilDate& date, int minute) const {
  const std::int64_t local =
      std::int64_t{ToDays(date).time_since_epoch().count()} * kDayMs + minute * kMinuteMs;
  if (impl_ == nullptr) return FromMillis(local);
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  // Local → offset: what ICU decides for skipped and repeated minutes is fixed by the options.
  const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(impl_->zone.get());
  if (basic != nullptr) {
    basic->getOffsetFromLocal(static_cast<UDate>(local), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                              raw, dst, status);
  } else {
    impl_->zone->getOffset(static_cast<UDate>(local), true, raw, dst, status);
  }
  if (U_FAILURE(status)) return FromMillis(local);
  return FromMillis(local - raw - dst);
}

}  // namespace xiaoer
