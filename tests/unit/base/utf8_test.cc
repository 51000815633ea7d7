#include "engine/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace xiaoer::utf8 {
namespace {

TEST(Utf8, DecodesEveryLength) {
  const std::string text = "a\u00e9\u90ae\U0001F600";
  std::u32string read;
  for (std::size_t pos = 0; pos < text.size();) {
    const CodePoint c = Decode(text, pos);
    EXPECT_TRUE(c.ok);
    read += c.value;
    pos += c.bytes;
  }
  EXPECT_EQ(read, U"a\u00e9\u90ae\U0001F600");
}

TEST(Utf8, TakesIllFormedBytesAsMaximalSubparts) {
  // A truncated 邮, then a letter: the two bytes that could have become it are one part.
  EXPECT_EQ(Decode("\xE9\x82x", 0).bytes, 2U);
  EXPECT_FALSE(Decode("\xE9\x82x", 0).ok);
  // A surrogate can never become a character, so each of its bytes is one of its own.
  EXPECT_EQ(Decode("\xED\xA0\x80", 0).bytes, 1U);
  EXPECT_EQ(Count("\xED\xA0\x80"), 3U);
}

TEST(Utf8, RejectsWhatIsNoCharacter) {
  EXPECT_TRUE(IsValid(""));
  EXPECT_TRUE(IsValid(std::string_view("包邮\0吗", 10)));
  EXPECT_EQ(FindInvalid("包\x80"), 3U);
  EXPECT_FALSE(IsValid("\xC0\xAF"));          // overlong
  EXPECT_FALSE(IsValid("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(IsValid("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(IsValid("\xE9\x82"));          // cut off
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(Count(""), 0U);
  EXPECT_EQ(Count("包邮吗a"), 4U);
}

TEST(Utf8, CutsAtTheEdgeOfACharacter) {
  const std::string text = "包邮\U0001F600";
  EXPECT_EQ(TruncateBytes(text, 100), text);
  EXPECT_EQ(TruncateBytes(text, 10), text);
  for (const std::size_t max : {6U, 7U, 8U, 9U}) EXPECT_EQ(TruncateBytes(text, max), "包邮");
  EXPECT_EQ(TruncateBytes(text, 5), "包");
  EXPECT_EQ(TruncateBytes(text, 2), "");
  EXPECT_EQ(TruncateBytes(text, 0), "");
}

TEST(Utf8, CutsWhatIsNoUtf8Somewhere) {
  EXPECT_EQ(TruncateBytes("\x80\x80\x80\x80\x80\x80", 4).size(), 4U);
  EXPECT_EQ(TruncateBytes("ab\xE9z", 3).size(), 3U);
}

TEST(Utf8, KeepsTheFirstCodePoints) {
  EXPECT_EQ(TruncateCodePoints("包邮吗", 2), "包邮");
  EXPECT_EQ(TruncateCodePoints("包邮吗", 9), "包邮吗");
  EXPECT_EQ(TruncateCodePoints("包邮吗", 0), "");
}

}  // namespace
}  // namespace xiaoer::utf8
