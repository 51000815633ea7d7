#include "engine/text/segmenter.h"

#include <gtest/gtest.h>

#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

std::string Segments(const Segmenter& segmenter, std::string_view line) {
  const Normalized n = CaseNormalizer().Normalize(line);
  std::string out;
  for (const Span& span : segmenter.Segment(n.text)) {
    if (!out.empty()) out += "/";
    out += n.ToUtf8(span);
  }
  return out;
}

TEST(SegmenterTest, TheShopsWordsAreMergedOverIcus) {
  const auto icu_only = Segmenter::Create(Lexicon{}, CaseNormalizer());
  ASSERT_TRUE(icu_only.ok());
  EXPECT_EQ(Segments(**icu_only, "能包邮吗"), "能/包/邮/吗");

  Lexicon lexicon;
  lexicon.variants = {{"包邮", "包由"}};
  lexicon.words = {"支付寶", "iPhone 15", "退货"};
  const auto merged = Segmenter::Create(lexicon, CaseNormalizer());
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(Segments(**merged, "能包由吗"), "能/包邮/吗");
  EXPECT_EQ(Segments(**merged, "用支付宝退货"), "用/支付宝/退货");
  EXPECT_EQ(Segments(**merged, "iphone 15 pro有吗"), "iphone 15/pro/有/吗");
}

TEST(SegmenterTest, CoversEverythingButSpaces) {
  const auto segmenter = Segmenter::Create(Lexicon{}, CaseNormalizer());
  ASSERT_TRUE(segmenter.ok());
  EXPECT_TRUE((*segmenter)->Segment(u"").empty());
  for (const std::string& line : ReadSentences()) {
    const Normalized n = CaseNormalizer().Normalize(line);
    std::u16string joined;
    std::u16string expected;
    for (const Span& span : (*segmenter)->Segment(n.text)) {
      joined += n.text.substr(span.begin, span.size());
    }
    for (char16_t c : n.text) {
      if (c != u' ') expected.push_back(c);
    }
    EXPECT_EQ(joined, expected);
  }
}

}  // namespace
}  // namespace xiaoer::testing
