#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/load/shop_loader.h"

namespace xiaoer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShop = R"(shop: t
name: 店
intents: i
dialogs: d
hours:
  week:
    - {days: [mon], spans: ["9:00-18:00"]}
)";
constexpr const char* kCatalogue = R"(products:
  - {id: a, name: 甲, list: 300, floor: 250, stock: 1}
)";

class ShopFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    dir_ = fs::temp_directory_path() / (std::string("xiaoer_shop_") + info->name());
    fs::create_directories(dir_ / "d");
    Write("shop.yaml", kShop);
    Write("catalogue.yaml", kCatalogue);
  }
  void TearDown() override { fs::remove_all(dir_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(dir_ / name) << text;
  }
  std::string Load() {
    Diagnostics diagnostics;
    loaded_ = LoadShop(dir_.string(), diagnostics);
    return diagnostics.ToString();
  }

  fs::path dir_;
  std::optional<LoadedShop> loaded_;
};

TEST_F(ShopFiles, AThinShopIsEnough) {
  EXPECT_EQ(Load(), "");
  ASSERT_TRUE(loaded_);
  EXPECT_EQ(loaded_->shop.products.at(0).floor, Fen{25000});
  EXPECT_EQ(loaded_->shop.hours.zone.name(), "Asia/Shanghai");
  EXPECT_EQ(loaded_->dialogs_dir, (dir_ / "d").string());
}

TEST_F(ShopFiles, TheLongestWordOfAFactCountsAndWhatMustStandBesideIt) {
  Write("policy.yaml", R"(facts:
  - {words: [评价], say: 在订单里评价}
  - {words: [匿名评价], say: 可以匿名}
  - {words: [拒收], with: [香港, 澳门], say: 要扣邮费}
)");
  EXPECT_EQ(Load(), "");
  ASSERT_TRUE(loaded_);
  const Shop& shop = loaded_->shop;
  const auto told = [&](std::string_view line) {
    const ShopFact* fact = shop.FindFact(line);
    return fact == nullptr ? std::string() : fact->text;
  };
  EXPECT_EQ(told("哪里评价"), "在订单里评价");
  EXPECT_EQ(told("能匿名评价吗"), "可以匿名");
  EXPECT_EQ(told("寄香港拒收呢"), "要扣邮费");
  EXPECT_EQ(told("拒收呢"), "");
  EXPECT_EQ(told(""), "");
}

TEST_F(ShopFiles, AFactWithAnEmptyWordOrWithoutAnAnswerIsRefused) {
  Write("policy.yaml", "facts:\n  - {words: [\"\"], say: 好}\n  - {words: [电话]}\n");
  const std::string mistakes = Load();
  EXPECT_NE(mistakes.find("policy.yaml:2:14"), std::string::npos) << mistakes;
  EXPECT_NE(mistakes.find("is empty"), std::string::npos) << mistakes;
  EXPECT_NE(mistakes.find("policy.yaml:3:5"), std::string::npos) << mistakes;
}

TEST_F(ShopFiles, TheShopsSectionReplacesTheHouses) {
  Write("d/policy.yaml", "bargain: {concessions: [50, 50]}\nhandoff: {anger_limit: 5}\n");
  Write("policy.yaml", "bargain: {concessions: [60, 30]}\n");
  EXPECT_EQ(Load(), "");
  EXPECT_EQ(loaded_->shop.bargain.shares, (std::vector<std::int64_t>{600, 300}));
  EXPECT_EQ(loaded_->shop.handoff.anger_limit, 5);
}

TEST_F(ShopFiles, WhenAPersonIsNeededIsSetByTheShop) {
  Write("policy.yaml", "handoff:\n  asked_again: [urge_order]\n  chase_limit: 2\n");
  EXPECT_EQ(Load(), "");
  const HandoffPolicy& policy = loaded_->shop.handoff;
  ASSERT_EQ(policy.asked_again.size(), 1u);
  EXPECT_EQ(policy.asked_again[0].name, "urge_order");
  EXPECT_EQ(policy.asked_again[0].where.line, 2);
  EXPECT_EQ(policy.chase_limit, 2);
  Write("policy.yaml", "handoff: {same_words_limit: often}\n");
  EXPECT_NE(Load().find("policy.yaml:1:"), std::string::npos);
}

TEST_F(ShopFiles, EveryMistakeIsToldWithItsPlace) {
  Write("policy.yaml",
        "bargain: {concessions: [10, 20]}\nshipping: {regions: [{name: 甲, feee: 3}]}\nnonsense: "
        "1\n");
  Write("catalogue.yaml", "products:\n  - {id: a, name: 甲, list: 100, floor: 120}\n");
  const std::string told = Load();
  EXPECT_NE(told.find("policy.yaml:1:29: error: a concession is larger"), std::string::npos)
      << told;
  EXPECT_NE(told.find("policy.yaml:2:"), std::string::npos) << told;
  EXPECT_NE(told.find("feee"), std::string::npos) << told;
  EXPECT_NE(told.find("policy.yaml:3:1: error: the policy has no key \"nonsense\""),
            std::string::npos)
      << told;
  EXPECT_NE(told.find("the floor is above the list price"), std::string::npos) << told;
}

TEST_F(ShopFiles, TextsForBuyersKeepTheVoiceRules) {
  Write("policy.yaml", "words: {absolute: [保证]}\n");
  Write("catalogue.yaml", "products:\n  - {id: a, name: 甲, list: 100, value: 保证不掉色}\n");
  EXPECT_NE(Load().find("promises what nobody can keep"), std::string::npos);
}

TEST_F(ShopFiles, APromotionUnderTheFloorIsAWarning) {
  Write("policy.yaml", "promotions: [{name: p, text: 满200减60, threshold: 200, off: 60}]\n");
  EXPECT_NE(Load().find("warning: promotion p sells a for less than its floor"), std::string::npos);
}

TEST_F(ShopFiles, AShopWithoutItsFileIsNone) {
  fs::remove(dir_ / "shop.yaml");
  EXPECT_NE(Load(), "");
  EXPECT_FALSE(loaded_);
}

TEST(DemoShop, LoadsWithoutAWord) {
  Diagnostics diagnostics;
  const auto loaded = LoadShop(XIAOER_SOURCE_DIR "/dialogs/shop.example", diagnostics);
  EXPECT_EQ(diagnostics.ToString(), "");
  ASSERT_TRUE(loaded);
  EXPECT_GE(loaded->shop.products.size(), 12u);
  const Product* dress = loaded->shop.FindProduct("p-300");
  ASSERT_NE(dress, nullptr);
  EXPECT_EQ(dress->list, Fen{30000});
  EXPECT_EQ(dress->floor, Fen{25000});
  for (const char* place : {"香港", "澳门", "台北", "新疆"}) {
    EXPECT_NE(loaded->shop.shipping.FindRegion(place), nullptr) << place;
  }
}

}  // namespace
}  // namespace xiaoer
