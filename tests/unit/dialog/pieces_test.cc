// One thought in pieces, through Respond.
#include <gtest/gtest.h>

#include "engine/engine.h"

namespace xiaoer {
namespace {

class Pieces : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics diagnostics;
    pack_ = LoadPack(XIAOER_SOURCE_DIR "/dialogs/shop.example", nullptr, diagnostics);
    if (pack_ == nullptr) ADD_FAILURE() << diagnostics.ToString();
  }
  static void TearDownTestSuite() { pack_.reset(); }
  void SetUp() override { ASSERT_NE(pack_, nullptr); }

  Turn Say(const std::string& text, Millis after, Sender sender = Sender::kBuyer) {
    now_ += after;
    Inbound in;
    in.key = {"s", "c", "1"};
    in.sender = sender;
    in.text = text;
    Turn turn = Respond(*pack_, conversation_, in, {}, now_);
    conversation_ = turn.next;
    return turn;
  }

  static inline std::shared_ptr<const Pack> pack_;
  Conversation conversation_;
  Instant now_ = FromMillis(1'700'000'000'000);
};

TEST_F(Pieces, OffsetsCountTheLastMessage) {
  EXPECT_TRUE(Say("什么时候", Millis(0)).receipt.intents.empty());
  const Receipt receipt = Say("能发货呢", Millis(2000)).receipt;
  EXPECT_TRUE(receipt.joined);
  EXPECT_EQ(receipt.text, "能发货呢");
  ASSERT_EQ(receipt.intents.size(), 1u);
  EXPECT_EQ(receipt.intents[0].name, "ask_ship_time");
  EXPECT_EQ(receipt.intents[0].bytes.begin, 0u);
  EXPECT_LE(receipt.intents[0].bytes.end, receipt.text.size());
}

TEST_F(Pieces, AfterThePauseItIsAnotherThought) {
  Say("什么时候", Millis(0));
  EXPECT_FALSE(Say("能发货呢", pack_->shop.hearing.pause).receipt.joined);
}

TEST_F(Pieces, AnAgentBetweenThemEndsTheThought) {
  Say("什么时候", Millis(0));
  Say("您说", Millis(1000), Sender::kAgent);
  EXPECT_FALSE(Say("能发货呢", Millis(1000)).receipt.joined);
}

TEST_F(Pieces, AtMostFourAreKeptAndNoLongOne) {
  for (int i = 0; i < 9; ++i) Say("那个", Millis(100));
  EXPECT_EQ(conversation_.pieces.size(), 4u);
  Say(std::string(3000, 'x'), Millis(100));
  EXPECT_TRUE(conversation_.pieces.empty());
}

}  // namespace
}  // namespace xiaoer
