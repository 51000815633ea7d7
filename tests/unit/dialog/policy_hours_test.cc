#include <gtest/gtest.h>

#include "engine/policy/hours.h"

namespace xiaoer {
namespace {

Hours Week() {
  Hours hours;
  hours.zone = *TimeZone::Find("Asia/Shanghai");
  for (int day = 0; day < 5; ++day) hours.week[day] = {{540, 720}, {810, 1080}};  // 9-12, 13:30-18
  return hours;
}

Instant At(const Hours& hours, const char* date, int hour, int minute = 0) {
  return hours.zone.ToInstant(*ParseCivilDate(date), hour * 60 + minute);
}

TEST(CivilTime, KnowsTheCalendar) {
  EXPECT_EQ(Weekday(*ParseCivilDate("2026-11-11")), 2);  // a Wednesday
  EXPECT_FALSE(ParseCivilDate("2026-02-29"));
  EXPECT_TRUE(ParseCivilDate("2028-02-29"));
  EXPECT_EQ(FormatCivilDate(AddDays(*ParseCivilDate("2026-12-31"), 1)), "2027-01-01");
  EXPECT_EQ(ParseClock("9:05"), 545);
  EXPECT_FALSE(ParseClock("9:60"));
  EXPECT_FALSE(ParseClock("-1:00"));
  EXPECT_FALSE(TimeZone::Find("Mars/Olympus"));
}

TEST(CivilTime, ShanghaiIsEightHoursAhead) {
  const TimeZone zone = *TimeZone::Find("Asia/Shanghai");
  const Instant t = zone.ToInstant(*ParseCivilDate("1970-01-02"), 8 * 60);
  EXPECT_EQ(ToMillis(t), 86'400'000);
  EXPECT_EQ(zone.ToCivil(t).minute, 480);
}

TEST(CivilTime, SummerTimeIsRespected) {
  const TimeZone zone = *TimeZone::Find("Europe/Berlin");
  for (const char* date : {"2026-01-15", "2026-07-15"}) {
    const Instant noon = zone.ToInstant(*ParseCivilDate(date), 12 * 60);
    EXPECT_EQ(zone.ToCivil(noon).minute, 720) << date;
  }
  EXPECT_EQ(ToMillis(zone.ToInstant(*ParseCivilDate("2026-07-15"), 0)) % 86'400'000, 79'200'000);
}

TEST(Hours, LunchAndNightAreClosed) {
  const Hours hours = Week();
  EXPECT_TRUE(IsOpen(hours, At(hours, "2026-11-11", 9)));
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-11-11", 12)));
  EXPECT_TRUE(IsOpen(hours, At(hours, "2026-11-11", 13, 30)));
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-11-11", 18)));
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-11-14", 10)));  // Saturday
}

TEST(Hours, NextOpeningSkipsTheWeekend) {
  const Hours hours = Week();
  EXPECT_EQ(NextOpening(hours, At(hours, "2026-11-13", 18)), At(hours, "2026-11-16", 9));
  EXPECT_EQ(NextOpening(hours, At(hours, "2026-11-11", 12)), At(hours, "2026-11-11", 13, 30));
  EXPECT_EQ(NextOpening(hours, At(hours, "2026-11-11", 10)), At(hours, "2026-11-11", 10));
}

TEST(Hours, HolidaysCloseAndMakeUpDaysOpen) {
  Hours hours = Week();
  hours.holidays.push_back(
      {*ParseCivilDate("2026-10-01"), *ParseCivilDate("2026-10-07"), "国庆", {}});
  hours.make_up_days.push_back(*ParseCivilDate("2026-10-10"));  // a Saturday
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-10-05", 10)));
  EXPECT_TRUE(IsOpen(hours, At(hours, "2026-10-10", 10)));
  EXPECT_EQ(NextOpening(hours, At(hours, "2026-10-01", 0)), At(hours, "2026-10-08", 9));
}

TEST(Hours, AHolidayMayHaveHoursOfItsOwn) {
  Hours hours = Week();
  hours.holidays.push_back(
      {*ParseCivilDate("2026-10-01"), *ParseCivilDate("2026-10-01"), "国庆", {{600, 660}}});
  EXPECT_TRUE(IsOpen(hours, At(hours, "2026-10-01", 10, 30)));
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-10-01", 14)));
}

TEST(Hours, ANightShiftGoesOnPastMidnight) {
  Hours hours = Week();
  hours.week[4] = {{20 * 60, 26 * 60}};  // Friday 20:00 to Saturday 2:00
  EXPECT_TRUE(IsOpen(hours, At(hours, "2026-11-14", 1, 59)));
  EXPECT_FALSE(IsOpen(hours, At(hours, "2026-11-14", 2)));
  EXPECT_EQ(ClosingTime(hours, At(hours, "2026-11-13", 23)), At(hours, "2026-11-14", 2));
  EXPECT_EQ(LastClosing(hours, At(hours, "2026-11-14", 9)), At(hours, "2026-11-14", 2));
}

TEST(Hours, AShopThatNeverOpensHasNoOpening) {
  Hours hours = Week();
  for (auto& day : hours.week) day.clear();
  EXPECT_FALSE(NextOpening(hours, FromMillis(0)));
  EXPECT_FALSE(LastClosing(hours, FromMillis(0)));
}

TEST(Hours, TimesAreSaidAsPeopleSayThem) {
  const Hours hours = Week();
  const Instant now = At(hours, "2026-11-11", 20);  // Wednesday
  EXPECT_EQ(SayTime(hours, At(hours, "2026-11-11", 21), now), "今天21点");
  EXPECT_EQ(SayTime(hours, At(hours, "2026-11-12", 9, 30), now), "明天9点半");
  EXPECT_EQ(SayTime(hours, At(hours, "2026-11-13", 9), now), "后天9点");
  EXPECT_EQ(SayTime(hours, At(hours, "2026-11-15", 9, 5), now), "周日09:05");
  EXPECT_EQ(SayTime(hours, At(hours, "2026-11-16", 9), now), "11月16日9点");
}

}  // namespace
}  // namespace xiaoer
