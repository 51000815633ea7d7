#include "engine/policy/same_words.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

int Alike(std::string_view a, std::string_view b) { return Likeness(HanPairs(a), HanPairs(b)); }

TEST(Likeness, EqualLinesAreAlikeAndStrangersAreNot) {
  EXPECT_EQ(Alike("什么时候可以发货", "什么时候可以发货"), 1000);
  EXPECT_EQ(Alike("什么时候可以发货", "颜色跟图片一样吗"), 0);
}

TEST(Likeness, AWordMoreOrLessIsStillTheSame) {
  EXPECT_GE(Alike("什么时候可以发货", "那什么时候可以发货呢"), kSameWords);
  EXPECT_LT(Alike("什么时候可以发货", "什么时候可以退款到账"), kSameWords);
}

TEST(Likeness, ShortLinesNumbersAndSignsSayNothing) {
  EXPECT_EQ(Alike("好的谢谢", "好的谢谢"), 0);
  EXPECT_EQ(Alike("20261111000001", "20261111000001"), 0);
  EXPECT_EQ(Alike("订单号 □", "订单号 □"), 0);
  EXPECT_EQ(Alike("", "什么时候可以发货"), 0);
}

TEST(Likeness, IllFormedBytesAreNoLetters) {
  EXPECT_EQ(Alike("\xff\xfe\xff\xfe\xff\xfe", "\xff\xfe\xff\xfe\xff\xfe"), 0);
}

}  // namespace
}  // namespace xiaoer
