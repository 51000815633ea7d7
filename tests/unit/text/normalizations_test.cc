// Every case of tests/normalizations.
#include <gtest/gtest.h>

#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

TEST(NormalizationsTest, EveryCase) {
  const std::vector<NormalizationCase> cases = ReadCases();
  ASSERT_GT(cases.size(), 100u);
  for (const NormalizationCase& c : cases) {
    SCOPED_TRACE(c.where + ": " + c.line);
    const Normalized normalized = CaseNormalizer().Normalize(c.line);
    EXPECT_EQ(normalized.ToUtf8(), c.text);
    if (!c.cores.empty()) {
      EXPECT_EQ(CoresOf(normalized), c.cores);
    }
    if (!c.script.empty()) {
      EXPECT_EQ(ToString(normalized.script), c.script);
    }
    if (!c.signals.empty()) {
      EXPECT_EQ(SignalsOf(normalized), c.signals);
    }
  }
}

// What a template sees of a word is what a text shows of it.
TEST(NormalizationsTest, LiteralsFoldLikeTexts) {
  const Normalizer& n = CaseNormalizer();
  EXPECT_EQ(n.FoldLiteral("免運"), u"包邮");
  EXPECT_EQ(n.FoldLiteral("ＫＤ"), u"快递");
  EXPECT_EQ(n.FoldLiteral("iPhone 15"), u"iphone 15");
  EXPECT_EQ(n.FoldLiteral("什麼 時候"), u"什么时候");
  EXPECT_EQ(n.FoldLiteral("在吗？"), u"在吗?");
  // What an author repeats is meant.
  EXPECT_EQ(n.FoldLiteral("www"), u"www");
  EXPECT_EQ(n.FoldLiteral("哈哈哈"), u"哈哈哈");
  EXPECT_EQ(n.FoldLiteral(""), u"");
}

}  // namespace
}  // namespace xiaoer::testing
