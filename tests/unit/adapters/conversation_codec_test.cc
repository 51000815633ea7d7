#include "adapters/codec/conversation_codec.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

Conversation Full() {
  Conversation c;
  c.key = {"shop", "web", "对话 1"};
  c.buyer_id = "b1";
  c.buyer_name = "小明";
  c.version = 7;
  c.epoch = 3;
  c.owner = Owner::kQueued;
  c.stack = {{"bargain", "offer", FromMillis(1'700'000'000'123), 1},
             {"dispute", "collect", FromMillis(5), 0}};
  c.slots = {{"order", "2026111100001"}, {"size", "xl"}};
  c.counters = {{"anger", 2}};
  c.said = {{"bargain.value", {0, 2}}};
  c.recent_texts = {"亲，您好", "在的"};
  c.product = "p-300";
  Bargain bargain;
  bargain.product = "p-300";
  bargain.quantity = 2;
  bargain.pushes = 5;
  bargain.step = 3;
  bargain.offered = Fen{26500};
  bargain.last_drop = Fen{1500};
  bargain.buyer_offer = Fen{20000};
  bargain.stood_still = 1;
  bargain.rose = true;
  bargain.settled = true;
  bargain.insisted = 1;
  bargain.expires = FromMillis(1000);
  c.bargains = {bargain};
  c.traffic = {"在吗", 3, FromMillis(7), 9, FromMillis(5)};
  Promise promise;
  promise.kind = Promise::Kind::kPrice;
  promise.product = "p-300";
  promise.amount = Fen{26500};
  promise.quantity = 2;
  promise.made = FromMillis(1);
  promise.expires = FromMillis(2);
  promise.condition = "order_today";
  Promise remedy;
  remedy.kind = Promise::Kind::kRemedy;
  remedy.reference = "AS1111-7K3QM";
  remedy.what = "换货";
  c.promises = {promise, remedy};
  Case opened;
  opened.number = "AS1111-7K3QM";
  opened.kind = "defect";
  opened.state = Case::State::kRegistered;
  opened.order = "20261105000003";
  opened.product = "p-mug";
  opened.problem = "杯子碎了";
  opened.described = true;
  opened.photo = "sent";
  opened.days = 2;
  opened.wish = "return";
  opened.remedy = "exchange";
  opened.asked = {"order", "photo"};
  opened.opened = FromMillis(6);
  opened.promised_by = FromMillis(7);
  Case second;
  second.number = "AS1111-22222";
  c.cases = {opened, second};
  c.handoff = Handoff{Urgency::kUrgent, "threat",      "the case",
                      {{"order", "1"}}, FromMillis(3), FromMillis(4)};
  c.attention.concerns = {{"urge_order", 2, true, true}, {"bargain", 1, false, false}};
  c.attention.lines = {{"怎么还没发货", true}, {"多少钱", false}};
  c.attention.answered = true;
  c.script = Script::kHant;
  c.last_intent = "bargain";
  c.last_text = "便宜点";
  c.turns = 12;
  c.started = FromMillis(10);
  c.last_buyer_at = FromMillis(11);
  c.last_reply_at = FromMillis(12);
  c.last_agent_at = FromMillis(13);
  c.away_told_at = FromMillis(14);
  return c;
}

TEST(ConversationCodec, EveryFieldSurvives) {
  const auto back = DecodeConversation(EncodeConversation(Full()));
  ASSERT_TRUE(back.ok()) << back.error().ToString();
  EXPECT_EQ(*back, Full());
}

TEST(ConversationCodec, ANewConversationSurvives) {
  const auto back = DecodeConversation(EncodeConversation(Conversation()));
  ASSERT_TRUE(back.ok()) << back.error().ToString();
  EXPECT_EQ(*back, Conversation());
}

// As a release before this field wrote it.
TEST(ConversationCodec, AConversationWithoutAttentionReadsAsOneThatHasHeardNothing) {
  std::string json = EncodeConversation(Conversation());
  const std::size_t begin = json.find("\"attention\":{");
  ASSERT_NE(begin, std::string::npos);
  json.erase(begin, json.find("},", begin) + 2 - begin);
  const auto back = DecodeConversation(json);
  ASSERT_TRUE(back.ok()) << back.error().ToString();
  EXPECT_EQ(*back, Conversation());
}

TEST(ConversationCodec, WhatWasStoredBeforeThereWereCasesIsStillRead) {
  Conversation c = Full();
  c.cases.clear();
  std::string stored = EncodeConversation(c);
  const std::string key = R"("cases":[],)";
  ASSERT_NE(stored.find(key), std::string::npos);
  stored.erase(stored.find(key), key.size());
  const auto back = DecodeConversation(stored);
  ASSERT_TRUE(back.ok()) << back.error().ToString();
  EXPECT_EQ(*back, c);
}

TEST(ConversationCodec, IllFormedTextOfABuyerDoesNotThrow) {
  Conversation c = Full();
  c.last_text = "\xff\xfe";
  const auto back = DecodeConversation(EncodeConversation(c));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->last_text, "\uFFFD\uFFFD");
}

TEST(ConversationCodec, DamageIsAnErrorAndNotACrash) {
  for (const char* bad :
       {"", "{}", "[]", "{\"key\":1}", "{\"key\":{\"shop\":\"s\"}}", "nonsense"}) {
    const auto back = DecodeConversation(bad);
    ASSERT_FALSE(back.ok()) << bad;
    EXPECT_EQ(back.error().code(), StatusCode::kInternal);
  }
}

}  // namespace
}  // namespace xiaoer
