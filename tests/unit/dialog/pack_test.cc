// The shop that comes with the project loads, and is named by what it says.
#include <gtest/gtest.h>

#include "engine/engine.h"

namespace xiaoer {
namespace {

TEST(PackTest, ExampleShopLoadsAndItsHashIsStable) {
  const std::string dir = std::string(XIAOER_SOURCE_DIR) + "/dialogs/shop.example";
  Diagnostics diagnostics;
  const auto pack = LoadPack(dir, nullptr, diagnostics);
  ASSERT_NE(pack, nullptr) << diagnostics.ToString();
  const auto again = LoadPack(dir + "/../shop.example", pack->fold_table, diagnostics);
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(pack->hash, again->hash);
  EXPECT_EQ(pack->hash.size(), 32u);
}

TEST(PackTest, MissingShopIsAnErrorWithItsPlace) {
  Diagnostics diagnostics;
  EXPECT_EQ(LoadPack("no/such/shop", nullptr, diagnostics), nullptr);
  ASSERT_TRUE(diagnostics.has_errors());
  EXPECT_NE(diagnostics.ToString().find("no/such/shop"), std::string::npos);
}

}  // namespace
}  // namespace xiaoer
