// Section `case_words` and the remedies of policy.yaml: what a shop owner may write.
#include <gtest/gtest.h>

#include "engine/load/shop_nodes.h"
#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

Shop Read(const std::string& text, Diagnostics& diagnostics) {
  Shop shop;
  ShopTexts texts;
  ShopReading reading{shop, texts, diagnostics};
  if (const auto root = yaml::Parse(text, "policy.yaml", diagnostics)) {
    yaml::MapReader map(*root, "the policy", diagnostics);
    ReadSections(map, reading);
  }
  return shop;
}

const std::vector<std::string>& List(const Shop& shop, CaseWord word) {
  return shop.case_words[static_cast<std::size_t>(word)];
}

TEST(CaseWordsLoader, LongestWordsFirst) {
  Diagnostics diagnostics;
  const Shop shop = Read("case_words:\n  any: [随便, 怎么都行, 都行]\n", diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(List(shop, CaseWord::kAny), (std::vector<std::string>{"怎么都行", "随便", "都行"}));
}

TEST(CaseWordsLoader, AnEmptyWordAndAnUnknownListAreMistakes) {
  Diagnostics empty;
  Read("case_words:\n  any: [\"\"]\n", empty);
  EXPECT_TRUE(empty.has_errors());
  Diagnostics unknown;
  Read("case_words:\n  whatever: [随便]\n", unknown);
  EXPECT_TRUE(unknown.has_errors());
}

TEST(CaseWordsLoader, ARemedySaysHowItIsNamedAndWhatComesNext) {
  Diagnostics diagnostics;
  const Shop shop = Read(
      "returns:\n  remedies:\n    - {id: swap, name: 换货, cases: [defect], takes_days: 6, "
      "words: [换], next: 寄回后换出}\n",
      diagnostics);
  ASSERT_EQ(shop.returns.remedies.size(), 1U);
  const Remedy& remedy = shop.returns.remedies.front();
  EXPECT_EQ(remedy.words, std::vector<std::string>{"换"});
  EXPECT_EQ(remedy.takes_days, 6);
  EXPECT_EQ(remedy.next, "寄回后换出");
}

}  // namespace
}  // namespace xiaoer
