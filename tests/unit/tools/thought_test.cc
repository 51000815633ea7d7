#include "engine/thought.h"

#include <gmock/gmock.h>

#include "tests/unit/tools/demo_pack.h"

namespace xiaoer {
namespace {

using Pieces = std::vector<std::string>;

std::vector<std::string> Names(const Understanding& understood) {
  std::vector<std::string> names;
  for (const Candidate& c : understood.match.winners) {
    names.push_back(DemoPack().matcher->intents()[c.intent].name);
  }
  return names;
}

TEST(Thought, PiecesThatSpeakForThemselvesStayClauses) {
  const Pieces pieces = {"在吗", "那个黑色的", "能便宜点吗", "包邮不"};
  EXPECT_EQ(JoinPieces(DemoPack(), pieces), "在吗\n那个黑色的\n能便宜点吗\n包邮不");
  EXPECT_THAT(Names(UnderstandPieces(DemoPack(), pieces)),
              ::testing::ElementsAre("greet", "bargain", "ask_shipping_fee"));
}

TEST(Thought, AFragmentIsReadWithWhatCompletesIt) {
  const Pieces pieces = {"你好", "什么时候", "能发货"};
  EXPECT_EQ(JoinPieces(DemoPack(), pieces), "你好\n什么时候 能发货");
  const LatePiece late = UnderstandLast(DemoPack(), pieces);
  EXPECT_TRUE(late.joined());
  EXPECT_EQ(late.understood.line.original, "什么时候 能发货");
  EXPECT_THAT(Names(late.understood), ::testing::ElementsAre("ask_ship_time"));
}

TEST(Thought, WhatAnEarlierPieceSaidIsNotSaidAgain) {
  const LatePiece late = UnderstandLast(DemoPack(), Pieces{"包邮吗", "有发票吗"});
  EXPECT_FALSE(late.joined());
  EXPECT_THAT(Names(late.understood), ::testing::ElementsAre("ask_invoice"));
}

TEST(Thought, ALaterPieceMayGiveTheEarlierOneItsQuantity) {
  const LatePiece late = UnderstandLast(DemoPack(), Pieces{"我买三件", "能便宜吗"});
  ASSERT_TRUE(late.joined());
  ASSERT_EQ(late.understood.match.winners.size(), 1u);
  ASSERT_EQ(late.understood.match.winners[0].slots.size(), 1u);
  EXPECT_EQ(late.understood.match.winners[0].slots[0].entity.value, 3);
}

TEST(Thought, EmptyAndIllFormedPiecesAreHarmless) {
  EXPECT_EQ(JoinPieces(DemoPack(), Pieces{}), "");
  EXPECT_TRUE(Names(UnderstandPieces(DemoPack(), Pieces{"", "\xFF", ""})).empty());
  EXPECT_FALSE(UnderstandLast(DemoPack(), Pieces{"在吗", ""}).joined());
}

}  // namespace
}  // namespace xiaoer
