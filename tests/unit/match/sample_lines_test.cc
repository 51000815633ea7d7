// Lines made from a template: which there are, and that it matches them.
#include "engine/match/sample_lines.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/match/matcher.h"
#include "engine/text/fold_table.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::size_t kMany = 1000;

const Normalizer& TheNormalizer() {
  static const std::unique_ptr<const Normalizer> normalizer = [] {
    Lexicon lexicon;
    lexicon.variants = {{"包邮", "包油"}};
    lexicon.leading = {"亲"};
    lexicon.trailing = {"吗", "呢"};
    return std::make_unique<const Normalizer>(FoldTable::Build().value(), lexicon);
  }();
  return *normalizer;
}

TemplateSet SetOf(const std::string& text) {
  TemplateSet set;
  set.rules.push_back({"fee", {"(运费|邮费)", {}, {"t.yaml", 1, 1}}});
  set.intents.emplace_back().templates.push_back({text, {}, {"t.yaml", 2, 1}});
  return set;
}

std::vector<std::string> LinesOf(const std::string& text, std::size_t limit = kMany,
                                 const std::string& product = "紫砂壶") {
  const TemplateSet set = SetOf(text);
  return SampleLines(set, TheNormalizer(), product).Of(set.intents[0].templates[0], limit);
}

bool Matches(const std::string& text, const std::string& line) {
  Diagnostics diagnostics;
  const auto matcher = Matcher::Build(SetOf(text), TheNormalizer(), diagnostics);
  EXPECT_NE(matcher, nullptr) << diagnostics.ToString();
  if (matcher == nullptr) return false;
  const Normalized read = TheNormalizer().Normalize(line);
  return !matcher->Match(read, match::NumbersIn(read), {}).winners.empty();
}

TEST(SampleLines, AreTheTextItselfAndWithWordsAround) {
  EXPECT_THAT(LinesOf("包邮"), UnorderedElementsAre("包邮", "某某包邮", "包邮某某"));
}

TEST(SampleLines, TakeEachAlternativeAndEachOptionalPart) {
  const auto lines = LinesOf("(a|b|c)邮[吗|么]");
  for (const std::string line : {"a邮", "b邮", "c邮", "a邮吗", "a邮么"}) {
    EXPECT_THAT(lines, Contains(line));
  }
}

TEST(SampleLines, FillRules) {
  EXPECT_THAT(LinesOf("<fee>多少"), testing::IsSupersetOf({"运费多少", "邮费多少"}));
}

TEST(SampleLines, LeaveGapsEmptyAndFillThemOnce) {
  EXPECT_THAT(LinesOf("a…b"), testing::IsSupersetOf({"ab", "a某b"}));
}

TEST(SampleLines, FillGapsAsFarAsTheyMustWithCharactersThatTheyMayHold) {
  const auto lines = LinesOf("a…{2,6,某}b");
  EXPECT_THAT(lines, Contains("a甲甲b"));
  EXPECT_THAT(lines, Not(Contains("ab")));
  EXPECT_THAT(LinesOf("a…{0,0}b"), Not(Contains("a某b")));
}

TEST(SampleLines, PutAValueForEverySlotType) {
  for (const std::string type :
       {"money", "money_off", "discount", "round_off", "number", "quantity", "size", "height",
        "weight", "date", "time", "duration", "phone", "order_number", "tracking", "product"}) {
    const auto lines = LinesOf("a{" + type + "}b");
    ASSERT_THAT(lines, Not(IsEmpty())) << type;
    EXPECT_THAT(lines, Not(Contains("ab"))) << type;
  }
  EXPECT_THAT(LinesOf("a{p:product}"), Contains("a紫砂壶"));
}

TEST(SampleLines, NeedAProductForAProduct) {
  EXPECT_THAT(LinesOf("a{product}", kMany, ""), IsEmpty());
  EXPECT_THAT(LinesOf("a[{product}]b", kMany, ""), Contains("ab"));
  EXPECT_THAT(LinesOf("(a|{product})b", kMany, ""), Contains("ab"));
}

TEST(SampleLines, AreNotMadeOfExpressionsAndMistakes) {
  EXPECT_THAT(LinesOf("/[a-z]{2}/"), IsEmpty());
  EXPECT_THAT(LinesOf("(a"), IsEmpty());
  EXPECT_THAT(LinesOf("<nobody>a"), IsEmpty());
}

TEST(SampleLines, AreTheSameEachTimeAndNoneTwice) {
  const std::string text = "(a|b|a)[c|d]…<fee>{number}";
  auto lines = LinesOf(text);
  EXPECT_EQ(lines, LinesOf(text));
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(std::adjacent_find(lines.begin(), lines.end()), lines.end());
}

TEST(SampleLines, GrowWithTheLengthAndNotWithTheCombinations) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "(甲|乙|丙|丁|戊)";
  EXPECT_LT(LinesOf(text).size(), 200U);
}

TEST(SampleLines, AreSpreadOverALongTemplateWhereTheyAreLimited) {
  std::string text = "(";
  for (char16_t c = 0; c < 100; ++c) text += "词" + std::to_string(c) + "号|";
  const auto lines = LinesOf(text + "末尾)", 10);
  EXPECT_THAT(lines, SizeIs(10));
  EXPECT_THAT(lines, Contains(HasSubstr("词9")));
}

// The plain line and its variants, without those that only test the edges.
TEST(SampleLines, AreMatchedByTheirTemplate) {
  for (const std::string text : {"包邮[吗]", "!(不|没)发货", "发货!(单|地)", "^^好的$$",
                                 "^<fee>…多少$", "{number}个…{1,3}够包邮", "(包|免)邮!{0,3}(款)"}) {
    const auto lines = LinesOf(text);
    EXPECT_GE(std::count_if(lines.begin(), lines.end(),
                            [&](const std::string& line) { return Matches(text, line); }),
              1)
        << text;
  }
}

TEST(SampleLines, WithWordsAroundAreNotMatchedWhereThereAreEdges) {
  EXPECT_THAT(LinesOf("^包邮$"), ElementsAre("包邮", "某某包邮", "包邮某某"));
  EXPECT_TRUE(Matches("^包邮$", "包邮"));
  EXPECT_FALSE(Matches("^包邮$", "某某包邮"));
  EXPECT_FALSE(Matches("^包邮$", "包邮某某"));
}

// What the caller has to reckon with: the pieces form a variant that is rewritten.
TEST(SampleLines, MayBeRewrittenSoThatTheirTemplateDoesNotMatch) {
  EXPECT_THAT(LinesOf("包(油|邮)"), Contains("包油"));
  EXPECT_FALSE(Matches("包(油|菜)", "包油"));
  EXPECT_TRUE(Matches("包(油|菜)", "包菜"));
}

}  // namespace
}  // namespace xiaoer
