#include "adapters/codec/iso_time.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

TEST(IsoTime, ReadsZonesAndFractions) {
  EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:00Z"), FromMillis(0));
  EXPECT_EQ(ParseIsoTime("2026-11-11T20:00:00+08:00"), ParseIsoTime("2026-11-11T12:00:00Z"));
  EXPECT_EQ(ParseIsoTime("2026-11-11T20:00+0800"), ParseIsoTime("2026-11-11T12:00:00Z"));
  EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:01.5Z"), FromMillis(1500));
  EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:00.123456Z"), FromMillis(123));
}

TEST(IsoTime, RefusesWhatIsNoTime) {
  for (const char* bad :
       {"", "now", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-11T24:00:00Z",
        "2026-11-11T20:00:00", "2026-11-11T20:00:00+99:00", "2026-11-11T20:00:00Zx",
        "1969-12-31T23:59:59Z", "2026-11-11T20:00:00.Z", "2026-11-11"}) {
    EXPECT_FALSE(ParseIsoTime(bad)) << bad;
  }
}

TEST(IsoTime, WritesWhatItReads) {
  EXPECT_EQ(FormatIsoTime(FromMillis(1'794'398'400'042)), "2026-11-11T12:00:00.042Z");
  EXPECT_EQ(ParseIsoTime(FormatIsoTime(FromMillis(1'794'398'400'042))),
            FromMillis(1'794'398'400'042));
}

}  // namespace
}  // namespace xiaoer
