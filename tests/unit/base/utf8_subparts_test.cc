#include "engine/base/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace xiaoer {
namespace {

// The code points of a text, U+FFFD for each ill-formed part.
std::u32string Decode(std::string_view text) {
  std::u32string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    out.push_back(decoded.value);
    EXPECT_EQ(decoded.ok, decoded.value != 0xFFFD);
    pos += decoded.bytes;
    EXPECT_LE(pos, text.size());
  }
  return out;
}

TEST(Utf8Test, WellFormed) {
  EXPECT_EQ(Decode("aé在😊"), U"aé在😊");
  EXPECT_EQ(Decode("\xF4\x8F\xBF\xBF"), std::u32string(1, 0x10FFFF));
  EXPECT_EQ(Decode("\xED\x9F\xBF\xEE\x80\x80"), U"\uD7FF\uE000");
}

// The examples of The Unicode Standard, 3.9, tables 3-8 to 3-11.
TEST(Utf8Test, MaximalSubparts) {
  EXPECT_EQ(Decode("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(Decode("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(Decode("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB");
  EXPECT_EQ(Decode("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), U"\uFFFD\uFFFD\uFFFD\uFFFDA");
}

TEST(Utf8Test, CutOffAtTheEnd) {
  EXPECT_EQ(Decode("\xE5\x9C"), U"\uFFFD");
  EXPECT_EQ(Decode("\xF0\x9F\x98"), U"\uFFFD");
  EXPECT_EQ(Decode("\xE5"), U"\uFFFD");
}

}  // namespace
}  // namespace xiaoer
