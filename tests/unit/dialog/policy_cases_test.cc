#include <gtest/gtest.h>

#include "engine/policy/case_words.h"
#include "engine/policy/cases.h"
#include "engine/policy/remedy_choice.h"

namespace xiaoer {
namespace {

std::vector<std::string>& List(Shop& shop, CaseWord word) {
  return shop.case_words[static_cast<std::size_t>(word)];
}

Shop TestShop() {
  Shop shop;
  List(shop, CaseWord::kNegation) = {"不要", "不想", "没有", "不", "没"};
  List(shop, CaseWord::kSafety) = {"受伤", "触电"};
  List(shop, CaseWord::kPhotoSent) = {"照片发了", "[图片]"};
  List(shop, CaseWord::kPhotoNone) = {"没拍"};
  List(shop, CaseWord::kAnswerNone) = {"没有"};
  List(shop, CaseWord::kAnswerSent) = {"发了"};
  List(shop, CaseWord::kAny) = {"都行"};
  List(shop, CaseWord::kQuickest) = {"哪个快"};
  List(shop, CaseWord::kRefuses) = {"都不要"};
  shop.returns.remedies = {
      {"exchange", "换货", {CaseKind::kDefect}, 15, true, "", {"换"}, 6},
      {"return", "退货退款", {CaseKind::kDefect}, 15, true, "", {"退货", "退"}, 5},
      {"partial", "部分退款", {CaseKind::kDefect}, 15, true, "", {"退一部分"}, 1},
      {"resend", "补发", {CaseKind::kMissing}, 30, true, "", {"补发"}, 3},
  };
  return shop;
}

std::string Chosen(const Shop& shop, std::string_view line, bool ordinals = true) {
  const auto& all = shop.returns.remedies;
  const RemedyChoice choice = ReadChoice(shop, {&all[0], &all[1], &all[2]}, line, ordinals);
  if (choice.kind == RemedyChoice::Kind::kRefused) return "refused";
  return choice.remedy == nullptr ? "" : choice.remedy->id;
}

TEST(RemedyChoice, ByWordsAndTheLongestOneCounts) {
  const Shop shop = TestShop();
  EXPECT_EQ(Chosen(shop, "换一个吧"), "exchange");
  EXPECT_EQ(Chosen(shop, "能不能只退一部分"), "partial");
  EXPECT_EQ(Chosen(shop, "换货吧,算了还是退货"), "return");
  EXPECT_EQ(Chosen(shop, "今天天气不错"), "");
}

TEST(RemedyChoice, WhatIsRefusedIsNotChosen) {
  const Shop shop = TestShop();
  EXPECT_EQ(Chosen(shop, "不要退,给我换"), "exchange");
  EXPECT_EQ(Chosen(shop, "不想再换了,退货"), "return");
  EXPECT_EQ(Chosen(shop, "都不要"), "refused");
}

TEST(RemedyChoice, ByOrdinalOrLeftToUs) {
  const Shop shop = TestShop();
  EXPECT_EQ(Chosen(shop, "第二个"), "return");
  EXPECT_EQ(Chosen(shop, "3"), "partial");
  EXPECT_EQ(Chosen(shop, "最后一个"), "partial");
  EXPECT_EQ(Chosen(shop, "第四个"), "");
  EXPECT_EQ(Chosen(shop, "第二个", false), "");
  EXPECT_EQ(Chosen(shop, "都行"), "exchange");
  EXPECT_EQ(Chosen(shop, "哪个快选哪个"), "partial");
}

TEST(RemedyChoice, KnowsAWishThatWasNotOffered) {
  const Shop shop = TestShop();
  ASSERT_NE(NamedRemedy(shop, "给我补发"), nullptr);
  EXPECT_EQ(NamedRemedy(shop, "给我补发")->id, "resend");
  EXPECT_EQ(NamedRemedy(shop, "不要补发"), nullptr);
}

TEST(CaseWords, NegatedIsNotMeant) {
  const Shop shop = TestShop();
  EXPECT_TRUE(Means(shop, CaseWord::kSafety, "手受伤了"));
  EXPECT_FALSE(Means(shop, CaseWord::kSafety, "人没受伤"));
  EXPECT_FALSE(Means(shop, CaseWord::kSafety, "没有人受伤"));
  EXPECT_TRUE(Means(shop, CaseWord::kSafety, "没受伤,但是触电了"));
}

TEST(CaseWords, ABareAnswerTellsOfThePhotoOnlyWhereItWasAskedFor) {
  const Shop shop = TestShop();
  EXPECT_EQ(ReadPhoto(shop, "照片发了", false), "sent");
  EXPECT_EQ(ReadPhoto(shop, "[图片]", false), "sent");
  EXPECT_EQ(ReadPhoto(shop, "没拍", false), "none");
  EXPECT_EQ(ReadPhoto(shop, "没有", false), "");
  EXPECT_EQ(ReadPhoto(shop, "没有", true), "none");
  EXPECT_EQ(ReadPhoto(shop, "发了", true), "sent");
}

TEST(CaseWords, DaysByTheBuyersOwnWord) {
  Entity yesterday;
  yesterday.type = EntityType::kDate;
  yesterday.unit = "day_offset";
  yesterday.value = -1;
  EXPECT_EQ(ReadDays("昨天收到的", {yesterday}), 1);
  Entity three;
  three.type = EntityType::kDuration;
  three.value = 3 * 24 * 60;
  EXPECT_EQ(ReadDays("用了三天就坏", {three}), 3);
  EXPECT_FALSE(ReadDays("三天能到吗", {three}));
  EXPECT_EQ(ReadDays("刚收到", {}), 0);
  yesterday.value = 1;
  EXPECT_FALSE(ReadDays("明天拍给你", {yesterday}));
}

TEST(Cases, TheNumberDependsOnWhatIsGivenAndOnNothingElse) {
  Conversation c;
  c.key = {"demo", "web", "c1"};
  const TimeZone zone;
  const Instant now = FromMillis(1'700'000'000'000);
  const std::string number = CaseNumber(c, zone, now);
  EXPECT_EQ(number, CaseNumber(c, zone, now));
  EXPECT_EQ(number.substr(0, 2), "AS");
  EXPECT_EQ(number.size(), 12U);
  Conversation other = c;
  other.key.conversation = "c2";
  EXPECT_NE(CaseNumber(other, zone, now), number);
  EXPECT_NE(CaseNumber(c, zone, now + Millis(1)), number);
  c.cases.emplace_back();
  EXPECT_NE(CaseNumber(c, zone, now), number);
}

TEST(Cases, TheOneInTalkAndTheOneThatWaits) {
  Conversation c;
  EXPECT_EQ(CurrentCase(c), nullptr);
  EXPECT_EQ(WaitingCase(c), nullptr);
  Case a;
  a.number = "A";
  a.state = Case::State::kRegistered;
  Case b;
  b.number = "B";
  c.cases = {a, b};
  c.slots["case"] = "B";
  ASSERT_NE(CurrentCase(c), nullptr);
  EXPECT_EQ(CurrentCase(c)->number, "B");
  ASSERT_NE(WaitingCase(c), nullptr);
  EXPECT_EQ(WaitingCase(c)->number, "A");
  c.slots["case"] = "gone";
  EXPECT_EQ(CurrentCase(std::as_const(c)), nullptr);
}

}  // namespace
}  // namespace xiaoer
