#include <gtest/gtest.h>

#include "engine/policy/masking.h"
#include "engine/policy/waiting.h"

namespace xiaoer {
namespace {

Instant Minute(int minute) { return FromMillis(1'000'000 + minute * 60'000); }

Conversation Queued(const std::string& id, Urgency urgency, int since, int promised) {
  Conversation c;
  c.key = {"shop", "web", id};
  c.buyer_id = "buyer-" + id;
  c.owner = Owner::kQueued;
  c.last_buyer_at = Minute(since);
  c.handoff = Handoff{urgency, "要改地址", "买家：要改地址。", {}, Minute(since), Minute(promised)};
  return c;
}

std::vector<std::string> Order(const std::vector<Conversation>& conversations, int now) {
  std::vector<WaitingCase> cases;
  for (const Conversation& c : conversations) {
    if (auto waiting = WaitingCaseOf(c, {}, Minute(now))) cases.push_back(*waiting);
  }
  SortByUrgency(cases);
  std::vector<std::string> ids;
  for (const WaitingCase& c : cases) ids.push_back(c.key.conversation);
  return ids;
}
using Ids = std::vector<std::string>;

TEST(Waiting, UrgencyThenOverdueThenAge) {
  EXPECT_EQ(Order({Queued("young", Urgency::kNormal, 9, 99), Queued("old", Urgency::kNormal, 1, 99),
                   Queued("late", Urgency::kNormal, 5, 6), Queued("high", Urgency::kHigh, 8, 99),
                   Queued("urgent", Urgency::kUrgent, 9, 99)},
                  10),
            (Ids{"urgent", "high", "late", "old", "young"}));
}

TEST(Waiting, OnlyWhatAPersonIsToAnswerWaits) {
  Conversation bot = Queued("bot", Urgency::kNormal, 1, 99);
  bot.owner = Owner::kBot;
  bot.handoff.reset();
  Conversation noted = Queued("noted", Urgency::kNormal, 2, 99);
  noted.owner = Owner::kBot;
  Conversation settled = noted;
  settled.key.conversation = "settled";
  settled.last_agent_at = Minute(3);
  Conversation closed = Queued("closed", Urgency::kUrgent, 1, 2);
  closed.owner = Owner::kClosed;
  Conversation answered = Queued("answered", Urgency::kHigh, 1, 2);
  answered.owner = Owner::kHuman;
  answered.last_agent_at = Minute(5);
  Conversation left = answered;
  left.key.conversation = "left";
  left.last_buyer_at = Minute(6);
  EXPECT_EQ(Order({bot, noted, settled, closed, answered, left}, 10), (Ids{"left", "noted"}));
}

TEST(Waiting, APromiseThatAPersonTookOverIsNotOverdue) {
  Conversation c = Queued("c", Urgency::kNormal, 1, 2);
  c.owner = Owner::kHuman;
  c.last_agent_at = Minute(3);
  c.last_buyer_at = Minute(4);
  const auto waiting = WaitingCaseOf(c, {}, Minute(10));
  ASSERT_TRUE(waiting);
  EXPECT_FALSE(waiting->overdue);
  EXPECT_EQ(waiting->since, Minute(4));
}

TEST(Waiting, PrivateDataIsMaskedButOrderNumbersStay) {
  Conversation c = Queued("c", Urgency::kHigh, 1, 99);
  c.handoff->summary = "买家：要改地址。原话：“改到杭州市西湖区文三路88号，电话13800138000”。";
  c.handoff->facts = {{"order", "20261111000001"}, {"problem", "打13800138000"}};
  const auto waiting = WaitingCaseOf(c, {"我电话138 0013 8000"}, Minute(2));
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->facts.at("order"), "20261111000001");
  EXPECT_EQ(waiting->facts.at("problem"), "打138******00");
  EXPECT_EQ(waiting->last_words, (std::vector<std::string>{"我电话138 **** **00"}));
  EXPECT_EQ(waiting->summary.find("文三路"), std::string::npos) << waiting->summary;
  EXPECT_NE(waiting->summary.find("西湖区"), std::string::npos) << waiting->summary;
}

TEST(Masking, NumbersInAnyWriting) {
  EXPECT_EQ(MaskPrivate("１３８００１３８０００"), "１３８******００");
  EXPECT_EQ(MaskPrivate("138-0013-8000"), "138-****-**00");
  EXPECT_EQ(MaskPrivate("两件150，12天"), "两件150，12天");
  EXPECT_EQ(MaskPrivate("330102199001011234"), "330*************34");
}

TEST(Masking, AddressesKeepTheTownOnly) {
  for (const char* text : {"浙江省杭州市西湖区文三路88号3栋502室", "杭州市西湖區文三路88號",
                           "上海市浦东新区张江镇科苑路8号", "文三路88号",
                           "北京市朝阳区幸福小区3号楼", "建设路十八号"}) {
    const std::string masked = MaskPrivate(text);
    EXPECT_NE(masked, text);
    for (const char* part : {"文三", "88", "科苑", "502", "幸福", "建设"}) {
      EXPECT_EQ(masked.find(part), std::string::npos) << masked;
    }
  }
  for (const char* text :
       {"有几号能到", "1号发货吗", "我在杭州市", "第二层有吗", "发到北京要几天", "两个路由器"}) {
    EXPECT_EQ(MaskPrivate(text), text);
  }
}

TEST(Masking, IllFormedTextStaysAsItIs) { EXPECT_EQ(MaskPrivate("a\xFF\x80"), "a\xFF\x80"); }

}  // namespace
}  // namespace xiaoer
