#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "engine/base/civil_time.h"
#include "engine/base/diagnostics.h"
#include "engine/base/money.h"
#include "engine/base/status.h"

namespace xiaoer {
namespace {

TEST(Money, IsWrittenAsAShopWritesIt) {
  EXPECT_EQ(FormatYuan({8000}), "80");
  EXPECT_EQ(FormatYuan({8050}), "80.5");
  EXPECT_EQ(FormatYuan({8005}), "80.05");
  EXPECT_EQ(FormatYuan({5}), "0.05");
  EXPECT_EQ(FormatYuan({0}), "0");
  EXPECT_EQ(FormatYuan({-300}), "-3");
  EXPECT_EQ(FormatYuan({std::numeric_limits<std::int64_t>::min()}), "-92233720368547758.08");
}

TEST(Status, TellsWhereAnErrorHappened) {
  const Status status = Unavailable("the database is locked").WithContext("storing a message");
  EXPECT_EQ(status.ToString(), "unavailable: storing a message: the database is locked");
  EXPECT_TRUE(Status().WithContext("anything").ok());
}

TEST(Diagnostics, AreShownInTheOrderOfTheFile) {
  Diagnostics diagnostics;
  diagnostics.Warning({"b.yaml", 1, 1}, "late");
  diagnostics.Error({"a.yaml", 12, 7}, "middle", "do this");
  EXPECT_TRUE(diagnostics.has_errors());
  diagnostics.Error({"a.yaml", 2, 9}, "first");
  EXPECT_EQ(diagnostics.ToString(),
            "a.yaml:2:9: error: first\n"
            "a.yaml:12:7: error: middle (do this)\n"
            "b.yaml:1:1: warning: late\n");
}

TEST(Diagnostics, WarningsAreNoErrors) {
  Diagnostics diagnostics;
  diagnostics.Warning({}, "careful");
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(CivilTime, ReadsDaysThatExist) {
  EXPECT_EQ(ParseCivilDate("2028-02-29"), (CivilDate{2028, 2, 29}));
  for (const char* wrong :
       {"2026-02-29", "2026-13-01", "2026-1-1", "1969-12-31", "", "2026-11-11x"}) {
    EXPECT_FALSE(ParseCivilDate(wrong)) << wrong;
  }
  EXPECT_EQ(FormatCivilDate(AddDays({2026, 12, 31}, 1)), "2027-01-01");
  EXPECT_EQ(Weekday({2026, 11, 23}), 0);
}

TEST(CivilTime, ReadsClocksPastMidnight) {
  EXPECT_EQ(ParseClock("9:00"), 540);
  EXPECT_EQ(ParseClock("48:00"), 2880);
  for (const char* wrong : {"48:01", "9:60", "9", "9:5", "-1:00", "9:-5", "", ":"}) {
    EXPECT_FALSE(ParseClock(wrong)) << wrong;
  }
  EXPECT_EQ(FormatClock(1500), "01:00");
}

TEST(CivilTime, KnowsThePlaceOfTheShop) {
  const auto shanghai = TimeZone::Find("Asia/Shanghai");
  ASSERT_TRUE(shanghai);
  const Instant t = shanghai->ToInstant({2026, 11, 11}, 30);
  EXPECT_EQ(ToMillis(t), 1794328200000);  // 2026-11-10T16:30:00Z
  EXPECT_EQ(shanghai->ToCivil(t).date, (CivilDate{2026, 11, 11}));
  EXPECT_EQ(shanghai->ToCivil(t).minute, 30);
  EXPECT_FALSE(TimeZone::Find("Asia/Nowhere"));
}

TEST(CivilTime, SkippedAndRepeatedMinutes) {
  const auto berlin = TimeZone::Find("Europe/Berlin");
  ASSERT_TRUE(berlin);
  // 2:30 does not exist on this night: it counts as 3:30, 1:30 in UTC.
  EXPECT_EQ(ToMillis(berlin->ToInstant({2026, 3, 29}, 150)), 1774747800000);
  // 2:30 comes twice on this night: the first one is 0:30 in UTC.
  EXPECT_EQ(ToMillis(berlin->ToInstant({2026, 10, 25}, 150)), 1792888200000);
}

}  // namespace
}  // namespace xiaoer
