#include <gtest/gtest.h>

#include "tests/unit/tools/demo_pack.h"
#include "tools/xiaoer/simulation/price_reading.h"
#include "tools/xiaoer/simulation/tournament.h"
#include "tools/xiaoer/simulation/wording.h"

namespace xiaoer::simulation {
namespace {

TEST(PriceReading, ReadsDigitsHanziAndFullWidth) {
  EXPECT_EQ(ReadAmounts("每件280元行吗"), (std::vector<ReadAmount>{{{28000}, false}}));
  EXPECT_EQ(ReadAmounts("每件２８０.５元"), (std::vector<ReadAmount>{{{28050}, false}}));
  EXPECT_EQ(ReadAmounts("二百五十块给您"), (std::vector<ReadAmount>{{{25000}, false}}));
  EXPECT_EQ(ReadAmounts("两百五块"), (std::vector<ReadAmount>{{{25000}, false}}));
  EXPECT_EQ(ReadAmounts("￥249"), (std::vector<ReadAmount>{{{24900}, false}}));
  EXPECT_EQ(ReadAmounts("3件每件295元，一共885元"),
            (std::vector<ReadAmount>{{{29500}, false}, {{88500}, true}}));
  EXPECT_TRUE(ReadAmounts("24小时内有效，两件一起拍").empty());
}

TEST(PriceReading, KnowsWhatHintsAtTheFloor) {
  EXPECT_TRUE(HintsAtFloor("这已经是底价了"));
  EXPECT_TRUE(HintsAtFloor("不能低于250元"));
  EXPECT_FALSE(HintsAtFloor("真的没办法再让啦"));
}

TEST(Wording, SaysNumbersInHanzi) {
  EXPECT_EQ(InHanzi(260), "二百六十");
  EXPECT_EQ(InHanzi(205), "二百零五");
  EXPECT_EQ(InHanzi(1080), "一千零八十");
}

// A deal at a price the seller said, however the reference seller came to it.
TEST(References, KeepToTheirFloorAndNeverRise) {
  const Goods goods{{30000}, {25000}, 1};
  for (const auto name : kReferences) {
    const auto seller = MakeReference(name, goods);
    Fen before = goods.list;
    for (int i = 0; i < 15; ++i) {
      BuyerSays said;
      said.kind = i % 2 == 0 ? BuyerSays::Kind::kBid : BuyerSays::Kind::kAsk;
      said.bid = {20000 + i * 300};
      const SellerSays answer = seller->Hear(said);
      EXPECT_GE(answer.price, goods.floor) << name;
      EXPECT_LE(answer.price, before) << name;
      before = answer.price;
    }
  }
}

TEST(Tournament, DoesNotDependOnTheNumberOfThreads) {
  const Pack& pack = DemoPack();
  const Product* product = pack.shop.FindProduct("p-300");
  ASSERT_NE(product, nullptr);
  const Setting setting{pack, *product, FromMillis(1'794'376'800'000), {}, 7};
  const Result one = PlayAll(setting, 300, 1);
  const Result three = PlayAll(setting, 300, 3);
  EXPECT_EQ(one.ours.deals, three.ours.deals);
  EXPECT_EQ(one.ours.kept_ppm, three.ours.kept_ppm);
  EXPECT_EQ(one.turns, three.turns);
}

TEST(Tournament, NothingBelowTheFloorNoHintNoRise) {
  const Pack& pack = DemoPack();
  const Product* product = pack.shop.FindProduct("p-300");
  ASSERT_NE(product, nullptr);
  const Setting setting{pack, *product, FromMillis(1'794'376'800'000), {}, 11};
  const Result result = PlayAll(setting, 2000, 2);
  EXPECT_EQ(result.faults, Faults{});
  EXPECT_EQ(result.ours.below_floor, 0);
  EXPECT_EQ(result.ours.broke_deals, 0);
  EXPECT_GE(result.ours.staying_deals * 100, result.ours.staying * 95);
  for (const Tally& other : result.references) EXPECT_GT(result.ours.Product(), other.Product());
}

}  // namespace
}  // namespace xiaoer::simulation
