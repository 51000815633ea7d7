#include <gtest/gtest.h>

#include "engine/policy/gate.h"
#include "engine/policy/gate_words.h"

namespace xiaoer {
namespace {

// A shop with two products; p-300 (list 300, floor 250) is talked about unless a test says
// otherwise.
class Gate : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { table_ = FoldTable::Build().value(); }
  static void TearDownTestSuite() { table_.reset(); }

  Gate() {
    pack_.fold_table = table_;
    pack_.normalizer = std::make_unique<Normalizer>(table_, pack_.lexicon);
    EntityLexicon lexicon;
    lexicon.measure_words = {"件", "个", "条"};
    pack_.entity_reader = std::make_unique<EntityReader>(lexicon, *pack_.normalizer);
    Shop& shop = pack_.shop;
    shop.products = {Named("p-300", "云朵开衫", 30000, 25000),
                     Named("p-cup", "玻璃杯", 5900, 5000)};
    shop.shipping.regions.push_back({"江浙沪", {}, true, {1000}, Fen{9900}, 1, 2, ""});
    shop.promotions.push_back({"满减", "", {20000}, {3000}, {}, {}, {}});
    shop.words.absolute = {"保证", "一定"};
    shop.words.superlative = {"最好", "第一"};
    shop.words.platform = {"微信"};
    shop.words.floor = {"底价", "最低价"};
    shop.words.allowed = {"第一时间", "不一定", "微信支付"};
    pack_.gate_words = std::make_shared<const GateWords>(shop, *pack_.normalizer);
    conversation_.product = "p-300";
  }

  static Product Named(const char* id, const char* name, std::int64_t list, std::int64_t floor) {
    Product p;
    p.id = id;
    p.name = name;
    p.list = {list};
    p.floor = {floor};
    return p;
  }

  // Names of the checks that failed.
  std::vector<std::string> Failed(std::string_view text) {
    std::vector<std::string> names;
    for (const GateCheck& check : CheckOutgoing(pack_, conversation_, facts_, text)) {
      if (!check.passed) names.push_back(check.name);
    }
    return names;
  }
  using Names = std::vector<std::string>;

  static std::shared_ptr<const FoldTable> table_;
  Pack pack_;
  Conversation conversation_;
  Facts facts_;
};
std::shared_ptr<const FoldTable> Gate::table_;

TEST_F(Gate, PricesFromTheFloorOnPass) {
  for (const char* text :
       {"亲，280元给您", "这款300元", "给您250块", "每件265元，两件一起拍", "两件530元", "九折给您",
        "便宜20元给您", "云朵开衫299元哦", "玻璃杯（55元）也不错",
        "给您挑两件：云朵开衫（300元）、玻璃杯（59元）"}) {
    EXPECT_EQ(Failed(text), Names{}) << text;
  }
}

TEST_F(Gate, PricesBelowTheFloorAreRefusedInEveryNotation) {
  for (const char* text :
       {"亲，240元给您", "给您249.99元", "￥240拿走", "240块可以", "二百四十块给您", "两百四给您",
        "２４０元给您", "两件450元", "三件一共700元", "八折给您", "打8折", "便宜60元给您",
        "那就240给您吧", "给您 240 rmb", "半价给您", "玻璃杯49元", "240元給您", "2百4十块钱"}) {
    EXPECT_EQ(Failed(text), Names{"floor"}) << text;
  }
}

TEST_F(Gate, FeesAndCouponsOfThePolicyAreNoPrices) {
  for (const char* text :
       {"亲，运费10元", "江浙沪满99元包邮", "满200减30", "运费是10元哦，280元给您"}) {
    EXPECT_EQ(Failed(text), Names{}) << text;
  }
}

TEST_F(Gate, AnAmountIsNoFeeOnlyBecauseItIsCalledOne) {
  EXPECT_EQ(Failed("运费11元"), Names{"floor"});      // not in the policy
  EXPECT_EQ(Failed("10元给您算了"), Names{"floor"});  // a fee's amount as a price
  EXPECT_EQ(Failed("满200元到手价200元"), Names{"floor"});
}

TEST_F(Gate, NumbersThatAreNoMoneyPass) {
  for (const char* text :
       {"7天内可以退", "48小时内发出", "质保1年", "身高160穿M码", "2到3天到", "下午4点前发"}) {
    EXPECT_EQ(Failed(text), Names{}) << text;
  }
}

TEST_F(Gate, WhatAnOrderCostMayBeSaid) {
  EXPECT_EQ(Failed("您这单付了188元"), Names{"floor"});
  facts_.orders.push_back({});
  facts_.orders.back().paid = {18800};
  EXPECT_EQ(Failed("您这单付了188元"), Names{});
}

TEST_F(Gate, WithoutAProductOnlyPricesOfPagesPass) {
  conversation_.product.clear();
  EXPECT_EQ(Failed("现在59元"), Names{});
  EXPECT_EQ(Failed("现在300元"), Names{});
  EXPECT_EQ(Failed("现在240元"), Names{"floor"});
  EXPECT_EQ(Failed("现在八折"), Names{"floor"});
}

TEST_F(Gate, HintsAtTheFloorAreRefused) {
  EXPECT_EQ(Failed("280元已经是底价了"), Names{"floor_hint"});
  EXPECT_EQ(Failed("280元已經是底價了"), Names{"floor_hint"});
}

TEST_F(Gate, WordsOfTheVoiceRules) {
  EXPECT_EQ(Failed("保证明天到"), Names{"absolute"});
  EXPECT_EQ(Failed("保 证明天到"), Names{"absolute"});
  EXPECT_EQ(Failed("这是最好的"), Names{"superlative"});
  EXPECT_EQ(Failed("加我微信"), Names{"forbidden_word"});
  EXPECT_EQ(Failed("第一时间发货，到货时间不一定，支持微信支付"), Names{});
}

TEST_F(Gate, WordsAreFoundThroughWhateverStandsBetween) {
  for (const char* text :
       {"加我微.信", "加我微 信", "加我微-信吧", "加我微，信", "微~~信", "ＷＥＩ微_信"}) {
    EXPECT_EQ(Failed(text), Names{"forbidden_word"}) << text;
  }
  // What is allowed is allowed as it stands, not when something is taken out of it.
  EXPECT_EQ(Failed("不，一定到"), Names{"absolute"});
  EXPECT_EQ(Failed("不一定"), Names{});
  // Words do not join over an allowed phrase.
  EXPECT_EQ(Failed("微不一定信"), Names{});
}

TEST_F(Gate, APackWithoutItsWordsPassesNothing) {
  pack_.gate_words.reset();
  EXPECT_EQ(Failed("在的亲"), Names{"words"});
}

TEST_F(Gate, WaysOutAndHolesAreRefused) {
  EXPECT_EQ(Failed("打13800138000找我"), Names{"contact"});
  EXPECT_EQ(Failed("看 http://a.b"), Names{"contact"});
  EXPECT_EQ(Failed("亲，{product.name}有货"), Names{"placeholder"});
}

TEST_F(Gate, LengthAndRepetition) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "好的";
  EXPECT_EQ(Failed(text), Names{});
  EXPECT_EQ(Failed(text + "哦"), Names{"length"});
  conversation_.recent_texts = {"在的亲"};
  EXPECT_EQ(Failed("在的亲"), Names{"repetition"});
}

TEST_F(Gate, TheReasonNeverTellsTheFloor) {
  for (const GateCheck& check : CheckOutgoing(pack_, conversation_, facts_, "249元给您")) {
    EXPECT_EQ(check.detail.find("250"), std::string::npos);
  }
}

TEST(Voice, FindsFaultsInRepliesWhenTheyAreLoaded) {
  WordPolicy words;
  words.absolute = {"一定"};
  words.allowed = {"不一定"};
  words.soft_length = 10;
  words.hard_length = 20;
  EXPECT_TRUE(CheckVoice(words, "不一定哦").empty());
  ASSERT_EQ(CheckVoice(words, "一定到").size(), 1u);
  EXPECT_TRUE(CheckVoice(words, "一定到")[0].error);
  EXPECT_TRUE(CheckVoice(words, "好{product.name}").empty());  // some six characters when filled
  ASSERT_EQ(CheckVoice(words, "一二三四五六七八九十好").size(), 1u);
  EXPECT_FALSE(CheckVoice(words, "一二三四五六七八九十好")[0].error);
  EXPECT_TRUE(CheckVoice(words, "一二三四五六七八九十一二三四五六七八九十好")[0].error);
}

}  // namespace
}  // namespace xiaoer
