#include "tools/xiaoer/missed_groups.h"

#include <gmock/gmock.h>

#include "tests/unit/tools/demo_pack.h"

namespace xiaoer {
namespace {

TEST(MissedGroups, LinesThatShareWordsComeTogetherAndTheMostFrequentFirst) {
  const MissedReport report =
      GroupMissed(DemoPack(),
                  {"在吗", "滑板鞋底怎样上蜡", "鞋底怎样上蜡比较亮", "鞋底怎樣上蠟比較亮😊",
                   "蜂巢要装几号螺丝钉", "蜂巢要装几号螺丝钉子呀", "紫禁城"},
                  {});
  EXPECT_EQ(report.lines, 7u);
  EXPECT_EQ(report.missed, 6u);
  ASSERT_EQ(report.groups.size(), 2u);
  EXPECT_THAT(report.groups[0].share, ::testing::HasSubstr("蜡"));
  EXPECT_EQ(report.groups[0].count, 3u);
  // The same line in another script is the same line.
  EXPECT_EQ(report.groups[0].lines.front().count, 2u);
  EXPECT_EQ(report.groups[1].count, 2u);
  ASSERT_EQ(report.alone.size(), 1u);
  EXPECT_EQ(report.alone[0].text, "紫禁城");
}

TEST(MissedGroups, ABareNumberOrAWordOfPolitenessIsNotMissed) {
  EXPECT_EQ(GroupMissed(DemoPack(), {"80", "好的", "[数字x]", "😊", ""}, {}).missed, 0u);
}

TEST(MissedGroups, NothingIsNothing) {
  const MissedReport report = GroupMissed(DemoPack(), {}, {});
  EXPECT_EQ(report.lines, 0u);
  EXPECT_TRUE(report.groups.empty());
}

}  // namespace
}  // namespace xiaoer
