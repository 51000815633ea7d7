// Respond is total: any bytes, in any conversation, in any order.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/unit/dialog/mini_pack.h"

namespace xiaoer::testing {
namespace {

// A generator of our own: the same numbers with every library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::size_t Below(std::size_t n) { return static_cast<std::size_t>(Next() % n); }

 private:
  std::uint64_t state_;
};

const std::vector<std::string> kPieces = {
    "在吗",
    "便宜点",
    "80",
    "包邮",
    "好的",
    "嗯",
    "到哪了",
    "投诉",
    "坏了",
    "谢谢",
    " ",
    "，",
    "{order.number}",
    "双胞胎",
    "怪问题",
    "什么快递",
    "\xff\xfe",
    "😊",
    "99999999999999999999块",
    "便宜點",
    "\n",
    "吗？？？",
    "帆布包",
    "一百亿亿块",
    std::string("\0", 1),
};

std::string RandomBytes(Random& random) {
  std::string text(random.Below(40), '\0');
  for (char& c : text) c = static_cast<char>(random.Next());
  return text;
}

std::string RandomLine(Random& random) {
  std::string text;
  for (std::size_t i = random.Below(5); i-- > 0;) text += kPieces[random.Below(kPieces.size())];
  return text;
}

void ExpectSound(const Talk& talk) {
  const Turn& turn = talk.last;
  EXPECT_LE(turn.next.stack.size(), 4u);
  EXPECT_LE(turn.next.recent_texts.size(), 12u);
  EXPECT_LE(turn.next.last_text.size(), 512u);
  if (!turn.needs.empty()) {
    EXPECT_TRUE(turn.replies.empty());
    return;
  }
  for (const Outbound& reply : turn.replies) {
    EXPECT_FALSE(reply.text.empty());
    EXPECT_EQ(reply.text.find('{'), std::string::npos) << reply.text;
  }
  if (turn.next.owner == Owner::kHuman) {
    EXPECT_TRUE(turn.replies.empty());
  }
  if (turn.replies.empty() && turn.suggestions.empty()) {
    EXPECT_FALSE(turn.receipt.acts.empty()) << "silence without a reason";
  }
}

void Converse(std::uint64_t seed, bool bytes) {
  Random random(seed);
  Talk talk(DefaultPack());
  ASSERT_NE(talk.pack, nullptr);
  for (int i = 0; i < 400; ++i) {
    if (i % 40 == 0) {
      talk.conversation = Conversation{};
      talk.facts = Facts{};
      talk.facts.mode = static_cast<Mode>(random.Below(3));
      talk.facts.order_state = static_cast<Facts::State>(random.Below(4));
      if (random.Below(2) == 0) talk.facts.orders.push_back(MakeOrder("1", "paid"));
    }
    talk.Wait(std::chrono::minutes(random.Below(90)));
    const std::string line = bytes ? RandomBytes(random) : RandomLine(random);
    const std::vector<std::string> recent = talk.conversation.recent_texts;
    if (random.Below(30) == 0) {
      talk.AgentSays(line);
    } else {
      talk.Say(line);
    }
    ExpectSound(talk);
    for (const Outbound& reply : talk.last.replies) {
      EXPECT_EQ(std::count(recent.begin(), recent.end(), reply.text), 0) << reply.text;
    }
  }
}

TEST(HostileTest, AnyBytes) { Converse(0x9E3779B97F4A7C15u, true); }
TEST(HostileTest, AnyConversation) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) Converse(seed * 7919, false);
}

TEST(HostileTest, LongLineIsBounded) {
  Talk talk(DefaultPack());
  ASSERT_NE(talk.pack, nullptr);
  std::string line;
  for (int i = 0; i < 20000; ++i) line += "便宜";
  talk.Say(line);
  ExpectSound(talk);
  EXPECT_EQ(talk.State(), "haggle.value");
}

TEST(HostileTest, StateOfAFlowThatIsGone) {
  Talk talk(DefaultPack());
  ASSERT_NE(talk.pack, nullptr);
  talk.conversation.stack = {{"removed", "x", talk.now, 0}, {"haggle", "gone", talk.now, 7}};
  talk.conversation.said["shipping.courier"] = {99, -1, 0};
  talk.Say("什么快递");
  EXPECT_EQ(talk.Ids(), "shipping.courier");
  EXPECT_TRUE(talk.conversation.stack.empty());
}

}  // namespace
}  // namespace xiaoer::testing
