// The turn as a whole, on the mini pack: what is answered, in which order, and what is remembered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/dialog/interpreter.h"
#include "tests/unit/dialog/mini_pack.h"

namespace xiaoer::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class RespondTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(talk.pack, nullptr); }
  Talk talk{DefaultPack()};
};

TEST_F(RespondTest, GreetsOncePerVisit) {
  talk.Say("在吗");
  EXPECT_EQ(talk.Ids(), "greeting.hello");
  talk.Say("在吗");
  EXPECT_EQ(talk.Ids(), "greeting.again");
  talk.Wait(std::chrono::hours(24));
  talk.Say("你好");
  EXPECT_EQ(talk.Ids(), "greeting.hello");
}

TEST_F(RespondTest, AnswersSeveralThingsInOneTurnGreetingFirstQuestionLast) {
  talk.Say("能便宜点吗 包邮不 在吗");
  EXPECT_EQ(talk.Ids(), "greeting.hello haggle.value shipping.fee haggle.what_price");
  EXPECT_EQ(talk.State(), "haggle.value");
}

TEST_F(RespondTest, SecondGreetingInALineWithMoreIsPassedOver) {
  talk.Say("在吗");
  talk.Say("在吗 什么快递");
  EXPECT_EQ(talk.Ids(), "shipping.courier");
}

TEST_F(RespondTest, FlowRunsToItsEnd) {
  talk.Say("便宜点");
  EXPECT_EQ(talk.Ids(), "haggle.value haggle.what_price");
  talk.Say("80");
  EXPECT_EQ(talk.Ids(), "haggle.agreed_number");
  EXPECT_EQ(talk.State(), "");
  EXPECT_EQ(talk.conversation.slots["offer"], "80");
}

TEST_F(RespondTest, BareNumberMeansNothingOutsideTheFlow) {
  talk.Say("80");
  EXPECT_EQ(talk.Ids(), "fallback");
}

TEST_F(RespondTest, InterruptionIsAnsweredAndLedBack) {
  talk.Say("便宜点");
  talk.Say("包邮吗");
  EXPECT_EQ(talk.Ids(), "shipping.fee haggle.back");
  EXPECT_EQ(talk.State(), "haggle.value");
}

TEST_F(RespondTest, NoLeadingBackToWhatTheSameTurnTalksAbout) {
  talk.Say("便宜点");
  talk.Say("便宜点吧 包邮吗");
  EXPECT_EQ(talk.Ids(), "haggle.again shipping.fee");
}

TEST_F(RespondTest, InterruptingFlowReturnsWhenItEnds) {
  talk.Say("便宜点");
  talk.Say("坏了");
  EXPECT_EQ(talk.State(), "dispute.what");
  EXPECT_EQ(talk.conversation.stack.size(), 2u);
  talk.Say("好的");
  EXPECT_EQ(talk.Ids(), "dispute.done haggle.back");
  EXPECT_EQ(talk.State(), "haggle.value");
}

TEST_F(RespondTest, BreakLeavesTheFlow) {
  talk.Say("便宜点");
  talk.facts.order_state = Facts::State::kNone;
  talk.Say("到哪了");
  EXPECT_EQ(talk.Ids(), "order.which");
  EXPECT_EQ(talk.State(), "");
}

TEST_F(RespondTest, ElseTakesWhatIsUnderstoodButNotHandled) {
  talk.Say("便宜点");
  talk.Say("没人管");
  EXPECT_EQ(talk.Ids(), "haggle.else");
}

TEST_F(RespondTest, RetriesAreLimited) {
  talk.Say("便宜点");
  talk.Say("嘟嘟嘟哩");
  EXPECT_EQ(talk.Ids(), "haggle.what_price");
  talk.Say("哩哩哩嘟");
  EXPECT_EQ(talk.Ids(), "haggle.what_price");
  talk.Say("哒哒嘟");
  EXPECT_EQ(talk.Ids(), "haggle.pause");
  EXPECT_EQ(talk.State(), "");
}

TEST_F(RespondTest, TimeoutEndsTheFlowSilently) {
  talk.Say("便宜点");
  ASSERT_EQ(NextTimeout(*talk.pack, talk.conversation), talk.now + std::chrono::minutes(30));
  talk.Wait(std::chrono::minutes(31));
  talk.Say("80");
  EXPECT_EQ(talk.Ids(), "fallback");
  EXPECT_EQ(talk.last.receipt.rules.front(), "data/flow.yaml:27:14");
}

TEST_F(RespondTest, AsksForTheOrderBeforeItAnswers) {
  const Turn turn = talk.Say("到哪了");
  ASSERT_EQ(turn.needs.size(), 1u);
  EXPECT_EQ(turn.needs[0].kind, "order");
  EXPECT_TRUE(turn.replies.empty());
  talk.facts.order_state = Facts::State::kFound;
  talk.facts.orders = {MakeOrder("1", "shipped", "杭州")};
  talk.Say("到哪了");
  ASSERT_EQ(talk.Ids(), "order.where");
  EXPECT_THAT(talk.last.replies[0].text, HasSubstr("杭州"));
  talk.facts.order_state = Facts::State::kTimeout;
  talk.Say("到哪了呀");
  EXPECT_EQ(talk.Ids(), "order.later");
}

TEST_F(RespondTest, NotUnderstoodThreeTimesCallsAPerson) {
  talk.Say("嘟嘟嘟哩");
  EXPECT_EQ(talk.Ids(), "fallback");
  talk.Say("哩哩哩嘟");
  EXPECT_EQ(talk.Ids(), "fallback.again");
  EXPECT_EQ(talk.conversation.owner, Owner::kBot);
  talk.Say("哒哒嘟");
  EXPECT_EQ(talk.Ids(), "handoff.promise");
  EXPECT_EQ(talk.conversation.owner, Owner::kQueued);
  EXPECT_EQ(talk.conversation.epoch, 1u);
  ASSERT_TRUE(talk.conversation.handoff.has_value());
}

TEST_F(RespondTest, UnderstandingSomethingEndsTheCountOfMisses) {
  talk.Say("嘟嘟嘟哩");
  talk.Say("什么快递");
  talk.Say("哩哩哩嘟");
  talk.Say("哒哒嘟");
  EXPECT_EQ(talk.conversation.owner, Owner::kBot);
}

TEST_F(RespondTest, SameQuestionGetsNewWordingThenAPerson) {
  const std::string first = talk.Say("包邮吗").replies.at(0).text;
  const std::string second = talk.Say("包邮吗").replies.at(0).text;
  EXPECT_NE(first, second);
  talk.Say("包邮吗");
  EXPECT_EQ(talk.Ids(), "handoff.promise");
}

TEST_F(RespondTest, ATextIsNeverRepeated) {
  talk.Say("几点下班");
  EXPECT_EQ(talk.Ids(), "fixed.only");
  talk.Say("几点下班");
  EXPECT_EQ(talk.Ids(), "handoff.promise");
}

TEST_F(RespondTest, AmbiguityIsAskedBack) {
  talk.Say("双胞胎");
  EXPECT_EQ(talk.Ids(), "clarify");
  EXPECT_THAT(talk.last.replies[0].text, HasSubstr("twin_a"));
  EXPECT_EQ(talk.last.receipt.ambiguous.size(), 1u);
}

TEST_F(RespondTest, HandoffIntentSoothesAndCallsAPersonOnce) {
  talk.Say("我要投诉");
  EXPECT_EQ(talk.Ids(), "regulator.calm handoff.promise");
  EXPECT_EQ(talk.conversation.owner, Owner::kQueued);
  EXPECT_EQ(talk.conversation.handoff->urgency, Urgency::kUrgent);
  talk.Say("什么快递");  // policy is still answered
  EXPECT_EQ(talk.Ids(), "shipping.courier");
  talk.Say("我要投诉你们");
  EXPECT_EQ(talk.Ids(), "");
  EXPECT_EQ(talk.conversation.epoch, 1u);
}

TEST_F(RespondTest, WhileQueuedOtherLinesAreNoted) {
  talk.Say("我要投诉");
  talk.Say("嘟嘟嘟哩");
  EXPECT_EQ(talk.Ids(), "handoff.noted");
  talk.Say("哩哩哩嘟");
  EXPECT_EQ(talk.Ids(), "");
}

TEST_F(RespondTest, SilentOnceAPersonSpeaks) {
  talk.AgentSays("您好，我是小王");
  EXPECT_EQ(talk.conversation.owner, Owner::kHuman);
  EXPECT_EQ(talk.conversation.epoch, 1u);
  talk.Say("包邮吗");
  EXPECT_EQ(talk.Ids(), "");
  ASSERT_EQ(talk.last.receipt.acts.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<Silent>(talk.last.receipt.acts[0]));
  talk.AgentSays("包邮的");
  EXPECT_EQ(talk.conversation.epoch, 1u);
}

TEST_F(RespondTest, GateVetoBecomesAHandoff) {
  talk.Say("怪问题");  // its reply has a placeholder without a value
  EXPECT_EQ(talk.Ids(), "handoff.promise");
  EXPECT_EQ(talk.conversation.owner, Owner::kQueued);
}

TEST_F(RespondTest, AwayTextOncePerAbsence) {
  talk.Wait(std::chrono::hours(10));  // 20:00
  talk.Say("什么快递");
  EXPECT_EQ(talk.Ids(), "shipping.courier hours.away");
  talk.Wait(std::chrono::minutes(5));
  talk.Say("包邮吗");
  EXPECT_EQ(talk.Ids(), "shipping.fee");
}

TEST_F(RespondTest, SuggestModeSendsNothing) {
  talk.facts.mode = Mode::kSuggest;
  const Conversation before = talk.conversation;
  talk.Say("便宜点");
  EXPECT_TRUE(talk.last.replies.empty());
  ASSERT_FALSE(talk.last.suggestions.empty());
  EXPECT_EQ(talk.State(), "haggle.value");
  EXPECT_TRUE(talk.conversation.recent_texts.empty());
  EXPECT_EQ(talk.conversation.owner, before.owner);
}

TEST_F(RespondTest, SuggestionsAreDifferentApproaches) {
  talk.facts.mode = Mode::kSuggest;
  talk.Say("在吗");
  ASSERT_FALSE(talk.last.suggestions.empty());
  EXPECT_EQ(talk.last.suggestions[0].reply_id, "greeting.hello");
  for (std::size_t i = 1; i < talk.last.suggestions.size(); ++i) {
    EXPECT_NE(talk.last.suggestions[i].text, talk.last.suggestions[0].text);
  }
}

TEST_F(RespondTest, OffModeIsSilentButUnderstands) {
  talk.facts.mode = Mode::kOff;
  talk.Say("便宜点");
  EXPECT_TRUE(talk.last.replies.empty());
  EXPECT_EQ(talk.last.receipt.intents.at(0).name, "bargain");
}

TEST_F(RespondTest, ReceiptSaysWhy) {
  talk.Say("亲 便宜点");
  const Receipt& receipt = talk.last.receipt;
  EXPECT_EQ(receipt.pack_hash, "mini");
  EXPECT_EQ(receipt.state_before, "");
  EXPECT_EQ(receipt.state_after, "haggle.value");
  ASSERT_EQ(receipt.intents.size(), 1u);
  EXPECT_EQ(receipt.intents[0].bytes, (Span{4, 10}));
  EXPECT_THAT(receipt.rules, Contains("data/flow.yaml:1:1"));
  EXPECT_FALSE(receipt.gates.empty());
}

TEST_F(RespondTest, AnswersInTheBuyersScript) {
  talk.Say("能便宜點嗎");
  EXPECT_EQ(talk.last.replies.at(0).text, "這款用料很紮實");
  talk.Say("80");  // says nothing about the script: it stays
  EXPECT_EQ(talk.last.replies.at(0).text, "好的，按您說的");
}

TEST_F(RespondTest, SameInputSameTurn) {
  Talk other{talk.pack};
  for (const char* line : {"在吗 便宜点", "包邮吗", "80", "投诉"}) {
    const Turn a = talk.Say(line);
    const Turn b = other.Say(line);
    EXPECT_EQ(a.next, b.next);
    ASSERT_EQ(a.replies.size(), b.replies.size());
    for (std::size_t i = 0; i < a.replies.size(); ++i)
      EXPECT_EQ(a.replies[i].text, b.replies[i].text);
  }
}

}  // namespace
}  // namespace xiaoer::testing
