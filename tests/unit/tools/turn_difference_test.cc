#include "tools/xiaoer/turn_difference.h"

#include <gmock/gmock.h>

namespace xiaoer {
namespace {

TEST(TurnDifference, NamesThePartsThatDiffer) {
  Turn before;
  before.receipt.intents.resize(1);
  before.receipt.intents[0].name = "bargain";
  before.receipt.acts = {Say{"bargain.value"}};
  before.replies = {{"亲", "bargain.value", 0}};
  Turn after = before;
  EXPECT_TRUE(Differences(PartsOf(before), PartsOf(after)).empty());

  Slot offer{"offer", {}};
  offer.entity.type = EntityType::kMoney;
  offer.entity.value = 8000;
  after.receipt.intents[0].slots.push_back(offer);
  after.receipt.acts = {Silent{"no"}};
  after.replies.clear();
  const auto differences = Differences(PartsOf(before), PartsOf(after));
  ASSERT_EQ(differences.size(), 3u);
  EXPECT_EQ(differences[0].what, "slots");
  EXPECT_THAT(differences[0].after, ::testing::ElementsAre("offer=8000"));
  EXPECT_EQ(differences[1].what, "acts");
  EXPECT_THAT(differences[1].before, ::testing::ElementsAre("say bargain.value"));
  EXPECT_EQ(differences[2].what, "replies");
}

}  // namespace
}  // namespace xiaoer
