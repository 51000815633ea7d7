// Lengths of time in policy.yaml.
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

TEST(PolicyTimes, NeverIsNoSeconds) {
  Diagnostics diagnostics;
  const Shop shop =
      Read("hearing: {pause: 0s}\nhandoff: {return_after: 0s, promise_open: 5m}\n", diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
  EXPECT_EQ(shop.hearing.pause, Millis(0));
  EXPECT_EQ(shop.handoff.return_after, Millis(0));
  EXPECT_EQ(shop.handoff.promise_open, std::chrono::minutes(5));
}

TEST(PolicyTimes, ANumberWithoutAUnitIsAMistake) {
  Diagnostics diagnostics;
  Read("hearing: {pause: 8}\n", diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace xiaoer
