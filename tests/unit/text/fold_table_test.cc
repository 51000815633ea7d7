#include "engine/text/fold_table.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/text/opencc_dictionary.h"
#include "engine/text/script_converter.h"
#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

std::u16string FoldAll(const std::u32string& text) {
  std::u16string out;
  for (char32_t c : text) out += SharedFoldTable().Fold(c);
  return out;
}

std::u32string ToCodePoints(const icu::UnicodeString& text) {
  std::u32string out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    out.push_back(static_cast<char32_t>(text.char32At(i)));
  }
  return out;
}

// A character of the basic plane as UTF-8.
std::string Utf8(char32_t c) {
  std::string out;
  icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
  return out;
}

TEST(FoldTableTest, FoldingTwiceIsFoldingOnce) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::u16string once(SharedFoldTable().Fold(c));
    const icu::UnicodeString folded(once.data(), static_cast<int32_t>(once.size()));
    ASSERT_EQ(FoldAll(ToCodePoints(folded)), once) << std::hex << static_cast<std::uint32_t>(c);
  }
}

// Whatever the converters make of a character folds to the same as the character.
TEST(FoldTableTest, InvariantUnderEveryConverter) {
  for (const ScriptTarget target : {ScriptTarget::kS2t, ScriptTarget::kS2tw, ScriptTarget::kS2hk}) {
    const auto converter = ScriptConverter::Load(target);
    ASSERT_TRUE(converter.ok());
    for (char32_t c = 0x4E00; c <= 0x9FFF; ++c) {
      const std::string converted = (*converter)->Convert(Utf8(c));
      const std::u32string other = ToCodePoints(icu::UnicodeString::fromUTF8(converted));
      ASSERT_EQ(FoldAll(other), SharedFoldTable().Fold(c)) << Utf8(c) << " " << converted;
    }
  }
}

// The same for whole phrases, where a character's form depends on its neighbours; less the reviewed
// pairs.
TEST(FoldTableTest, InvariantUnderOpenccsPhrases) {
  const auto phrases = ReadOpenccDictionary(std::string(kOpenccDataFolder) + "/STPhrases.ocd2");
  ASSERT_TRUE(phrases.ok());
  ASSERT_GT(phrases->entries.size(), 10'000u);
  std::size_t differ = 0;
  for (const OpenccDictionary::Entry& entry : phrases->entries) {
    for (const std::u32string& value : entry.values) differ += FoldAll(entry.key) != FoldAll(value);
  }
  // 坐标 with its four compounds, 呆着, 荫蔽.
  EXPECT_EQ(differ, 7u);
}

TEST(FoldTableTest, RepresentativesAreCommonSimplifiedCharacters) {
  EXPECT_EQ(FoldAll(U"乾幹干榦發髮發后後裡裏里臺檯颱台著着麼么鍊鏈链覆複復复"),
            u"干干干干发发发后后里里里台台台台着着么么链链链复复复复");
  EXPECT_EQ(FoldAll(U"諮麪衞説說脫脱"), u"咨面卫说说脱脱");
}

TEST(FoldTableTest, DifferentWordsStayApart) {
  const FoldTable& t = SharedFoldTable();
  for (const auto& [a, b] : {std::pair{U'画', U'划'},
                             {U'坐', U'座'},
                             {U'象', U'像'},
                             {U'呆', U'待'},
                             {U'做', U'作'},
                             {U'订', U'定'},
                             {U'带', U'戴'}}) {
    EXPECT_NE(t.Fold(a), t.Fold(b)) << Utf8(a) << Utf8(b);
  }
}

TEST(FoldTableTest, ScriptIsToldOnlyByCharactersOfOneScript) {
  const FoldTable& t = SharedFoldTable();
  for (char32_t c : std::u32string_view(U"们发货这个么吗邮"))
    EXPECT_EQ(t.ScriptOf(c), Script::kHans) << Utf8(c);
  for (char32_t c : std::u32string_view(U"們發貨這個麼嗎郵後"))
    EXPECT_EQ(t.ScriptOf(c), Script::kHant) << Utf8(c);
  for (char32_t c : std::u32string_view(U"后里只台干着著床吃你a1，")) {
    EXPECT_EQ(t.ScriptOf(c), Script::kNone) << Utf8(c);
  }
}

TEST(FoldTableTest, MissingDictionariesAreAnError) {
  const auto table = FoldTable::Build("/nonexistent");
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().code(), StatusCode::kUnavailable);
  EXPECT_NE(table.error().message().find("/nonexistent/TSCharacters.ocd2"), std::string::npos);
}

}  // namespace
}  // namespace xiaoer::testing
