// The decision to call a person over a whole talk, on the demo shop: what is remembered, for how
// long, and what each mode makes of it.
#include "engine/policy/escalation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/dialog/mini_pack.h"

namespace xiaoer::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::shared_ptr<const Pack> DemoShop() {
  static const std::shared_ptr<const Pack> pack = [] {
    Diagnostics diagnostics;
    auto loaded = LoadPack(XIAOER_SOURCE_DIR "/dialogs/shop.example", nullptr, diagnostics);
    if (loaded == nullptr) ADD_FAILURE() << diagnostics.ToString();
    return loaded;
  }();
  return pack;
}

const HandOver* CallOf(const Turn& turn) {
  for (const Act& act : turn.receipt.acts) {
    if (const auto* call = std::get_if<HandOver>(&act)) return call;
  }
  return nullptr;
}

class Escalation : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(talk.pack, nullptr);
    talk.facts.order_state = Facts::State::kNone;
  }
  bool Calls(std::string_view line) { return CallOf(talk.Say(line)) != nullptr; }
  Talk talk{DemoShop()};
};

TEST_F(Escalation, UrgingAgainIsACallOnlyAfterAnAnswer) {
  talk.facts.mode = Mode::kSuggest;
  EXPECT_FALSE(Calls("怎么还没发货"));
  talk.AgentSays("亲，请稍等");
  EXPECT_FALSE(Calls("都三天了还不发"));
  talk.AgentSays("亲，仓库这两天爆单了");
  EXPECT_TRUE(Calls("能不能快点发啊"));
}

TEST_F(Escalation, TheReceiptSaysWhichRuleAndWhere) {
  talk.facts.mode = Mode::kSuggest;
  talk.Say("怎么还没发货");
  talk.AgentSays("亲，仓库这两天爆单了");
  EXPECT_THAT(talk.Say("能不能快点发啊").receipt.rules,
              Contains(HasSubstr("(handoff.asked_again)")));
  EXPECT_THAT(talk.Say("差点触电了").receipt.rules, Contains(HasSubstr("signals/buyer.yaml:")));
}

TEST_F(Escalation, AnotherQuestionOfTheSameKindIsNone) {
  talk.facts.mode = Mode::kSuggest;
  EXPECT_FALSE(Calls("有什么优惠活动吗"));
  talk.AgentSays("亲，满299减20哦");
  EXPECT_FALSE(Calls("优惠券在哪里领"));
  talk.AgentSays("首页就可以领");
  EXPECT_FALSE(Calls("两个可以一起用吗"));
}

TEST_F(Escalation, TheNextDayTheSameWordsAreNoRepetition) {
  EXPECT_FALSE(Calls("大概什么时候可以发货"));
  EXPECT_TRUE(Calls("大概什么时候可以发货"));
  talk.Wait(std::chrono::hours(20));
  EXPECT_FALSE(Calls("大概什么时候可以发货"));
}

TEST_F(Escalation, AProblemThatWasPromisedToBeSolvedStaysOpenOverNight) {
  talk.facts.mode = Mode::kSuggest;
  EXPECT_FALSE(Calls("怎么还没发货"));
  talk.AgentSays("亲，这边帮您催一下仓库");
  talk.Wait(std::chrono::hours(20));
  const Turn turn = talk.Say("昨天催了到今天还没发货");
  ASSERT_NE(CallOf(turn), nullptr);
  EXPECT_EQ(CallOf(turn)->reason, "答应处理以后买家又来问");
}

TEST_F(Escalation, AdviceLeavesTheTalkToTheMachine) {
  talk.Say("大概什么时候可以发货");
  const Turn turn = talk.Say("大概什么时候可以发货");
  ASSERT_NE(CallOf(turn), nullptr);
  EXPECT_TRUE(CallOf(turn)->advice);
  EXPECT_EQ(turn.next.owner, Owner::kBot);
  EXPECT_FALSE(turn.next.handoff.has_value());
  EXPECT_FALSE(turn.replies.empty());
}

TEST_F(Escalation, InSuggestModeAdviceIsShownAndNothingIsSent) {
  talk.facts.mode = Mode::kSuggest;
  const Turn turn = talk.Say("我要退货");
  ASSERT_TRUE(turn.next.handoff.has_value());
  EXPECT_EQ(turn.next.owner, Owner::kBot);
  EXPECT_TRUE(turn.replies.empty());
}

TEST_F(Escalation, EachLineMakesOneCallTheMostUrgent) {
  const Turn turn = talk.Say("插上就漏电触电了 你们这些骗子 我要退款");
  int calls = 0;
  for (const Act& act : turn.receipt.acts) calls += std::holds_alternative<HandOver>(act) ? 1 : 0;
  EXPECT_EQ(calls, 1);
  ASSERT_NE(CallOf(turn), nullptr);
  EXPECT_FALSE(CallOf(turn)->advice);
  EXPECT_EQ(CallOf(turn)->urgency, Urgency::kUrgent);
}

TEST_F(Escalation, MemoryIsBounded) {
  talk.facts.mode = Mode::kSuggest;
  for (int i = 0; i < 200; ++i) {
    std::string line = "第" + std::to_string(i) + "句 ";
    for (int k = 0; k < 300; ++k) line += "很长";
    talk.Say(line);
  }
  EXPECT_LE(talk.conversation.attention.lines.size(), 12u);
  for (const HeardLine& line : talk.conversation.attention.lines) {
    EXPECT_LE(line.text.size(), 240u);
  }
}

TEST_F(Escalation, AnAgentsLineOfAnyBytesIsHeard) {
  talk.facts.mode = Mode::kSuggest;
  talk.Say("怎么还没发货");
  talk.AgentSays("\xff\xfe" + std::string(5000, '\xe4'));
  talk.AgentSays("");
  EXPECT_EQ(talk.conversation.owner, Owner::kHuman);
}

TEST(MostUrgent, IsTheFirstOfEquals) {
  EXPECT_EQ(MostUrgent({}), nullptr);
  const std::vector<Call> calls = {{{Urgency::kNormal, "a"}, false, ""},
                                   {{Urgency::kHigh, "b"}, false, ""},
                                   {{Urgency::kHigh, "c"}, true, ""}};
  EXPECT_EQ(MostUrgent(calls)->rule.reason, "b");
}

}  // namespace
}  // namespace xiaoer::testing
