#include "engine/dialog/loops.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

Instant At(int seconds) { return FromMillis(1'000'000) + std::chrono::seconds(seconds); }

TEST(Loops, TheSameLineInARow) {
  Conversation talk;
  const LoopPolicy policy;
  for (int i = 0; i < 4; ++i) {
    NoteLine(talk, policy, "亲，感谢您的光临，编号" + std::to_string(i), At(i));
    EXPECT_FALSE(IsLoop(talk, policy)) << i;
  }
  NoteLine(talk, policy, "亲，感谢您的光临，编号4", At(4));
  EXPECT_TRUE(IsLoop(talk, policy));
  NoteLine(talk, policy, "多少钱", At(5));
  EXPECT_FALSE(IsLoop(talk, policy));
}

TEST(Loops, NearlyTheSameIsTheSame) {
  Conversation talk;
  const LoopPolicy policy;
  const char* ends[] = {"～", "。", "！", "哦", "哈"};
  for (int i = 0; i < 5; ++i) {
    NoteLine(talk, policy, std::string("您好我现在不在电脑旁边稍后会和您联系") + ends[i], At(i));
  }
  EXPECT_TRUE(IsLoop(talk, policy));
}

TEST(Loops, AHagglerWhoTakesTimeIsNone) {
  Conversation talk;
  const LoopPolicy policy;
  for (int i = 0; i < 20; ++i) {
    NoteLine(talk, policy, "再便宜点", At(i * 20));
    EXPECT_FALSE(IsLoop(talk, policy)) << i;
  }
}

TEST(Loops, TooManyInAMinute) {
  Conversation talk;
  const LoopPolicy policy;
  for (int i = 0; i <= policy.rate; ++i) {
    NoteLine(talk, policy, i % 2 == 0 ? "一" : "二", At(i / 2));
  }
  EXPECT_TRUE(IsLoop(talk, policy));
  NoteLine(talk, policy, "三", At(200));
  EXPECT_FALSE(IsLoop(talk, policy));
}

TEST(Loops, ALongLineIsCutBetweenCharacters) {
  Conversation talk;
  std::string line;
  for (int i = 0; i < 100; ++i) line += "亲";
  NoteLine(talk, LoopPolicy{}, "a" + line, At(0));
  EXPECT_EQ(talk.traffic.skeleton.size() % 3, 1U);
}

}  // namespace
}  // namespace xiaoer
