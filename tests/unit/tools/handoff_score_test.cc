#include "tools/xiaoer/handoff_score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace xiaoer {
namespace {

TEST(GoldenTransfer, NothingWantedAndNothingDecidedIsRight) {
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, false}, {false, false}}, 1), 1);
  EXPECT_DOUBLE_EQ(GoldenTransfer({}, 1), 1);
}

TEST(GoldenTransfer, AFalseAlarmAndATotalMissAreWorthNothing) {
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, false}, {true, false}}, 3), 0);
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, true}, {false, false}}, 3), 0);
}

TEST(GoldenTransfer, TheRightLineIsWorthOneAndItsNeighbourLess) {
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, true}, {false, true}}, 1), 1);
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, true}, {true, false}}, 1), std::exp(-0.5));
  EXPECT_DOUBLE_EQ(GoldenTransfer({{false, true}, {true, false}}, 2), std::exp(-1.0 / 8));
  EXPECT_DOUBLE_EQ(GoldenTransfer({{true, false, false, false}, {false, false, false, true}}, 3),
                   std::exp(-0.5));
}

TEST(GoldenTransfer, IsTheMeanOverDecisionsOfTheNearestWantedLine) {
  const HandoffDialogue dialogue = {{true, false, false, true}, {false, true, false, true}};
  EXPECT_DOUBLE_EQ(GoldenTransfer(dialogue, 1), (std::exp(-0.5) + 1) / 2);
}

TEST(ScoreHandoffs, CountsLinesOfAllDialoguesAndAveragesTheirTransfers) {
  const HandoffScore score = ScoreHandoffs({
      {{true, false, true}, {true, true, false}},
      {{false}, {false}},
  });
  EXPECT_EQ(score.right, 1);
  EXPECT_EQ(score.wrong, 1);
  EXPECT_EQ(score.missed, 1);
  EXPECT_DOUBLE_EQ(score.precision(), 0.5);
  EXPECT_DOUBLE_EQ(score.recall(), 0.5);
  EXPECT_DOUBLE_EQ(score.f1(), 0.5);
  EXPECT_DOUBLE_EQ(score.golden[0], ((1 + std::exp(-0.5)) / 2 + 1) / 2);
}

TEST(ScoreHandoffs, NothingGivesZerosAndNoDivisionByZero) {
  const HandoffScore score = ScoreHandoffs({});
  EXPECT_DOUBLE_EQ(score.precision(), 0);
  EXPECT_DOUBLE_EQ(score.recall(), 0);
  EXPECT_DOUBLE_EQ(score.f1(), 0);
  EXPECT_DOUBLE_EQ(score.golden[0], 0);
}

}  // namespace
}  // namespace xiaoer
