#include "engine/dialog/decoration.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

TEST(Decoration, GoesWithoutLosingAWord) {
  const Normalizer normalizer(FoldTable::Build().value(), {});
  const auto plain = [&](const char* text) { return WithoutDecoration(normalizer, text); };
  EXPECT_EQ(plain("好的亲～"), "好的亲");
  EXPECT_EQ(plain("好的亲～～😊"), "好的亲");
  EXPECT_EQ(plain("在的～您请说"), "在的，您请说");
  EXPECT_EQ(plain("在的😊您请说"), "在的，您请说");
  EXPECT_EQ(plain("在的，😊您请说"), "在的，您请说");
  EXPECT_EQ(plain("😊在的"), "在的");
  EXPECT_EQ(plain("大约3～5天"), "大约3到5天");
  EXPECT_EQ(plain("👨‍👩‍👧一家人🇨🇳"), "一家人");
  EXPECT_EQ(plain("谢谢"), "谢谢");
  EXPECT_EQ(plain("😊"), "");
  EXPECT_EQ(plain(""), "");
}

}  // namespace
}  // namespace xiaoer
