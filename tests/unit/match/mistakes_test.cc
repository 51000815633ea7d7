// What an author is told about a mistake: where, what, and what to do.
#include <gtest/gtest.h>

#include <string>

#include "engine/match/candidate_finder.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer::match {
namespace {

std::string Mistakes(const std::string& text, const std::vector<RuleSource>& rules = {}) {
  TemplateSet set;
  IntentSource intent;
  intent.templates.push_back({text, {}, {"t.yaml", 7, 9}});
  set.intents.push_back(intent);
  set.rules = rules;
  Diagnostics diagnostics;
  const CandidateFinder finder(set, PlainFolder(), diagnostics);
  return diagnostics.ToString();
}

struct Row {
  std::string text;
  std::string starts;  // of the only message
};

class Mistake : public testing::TestWithParam<Row> {};

TEST_P(Mistake, IsShownAtItsPlace) {
  const std::string told = Mistakes(GetParam().text);
  EXPECT_TRUE(told.starts_with(GetParam().starts)) << told;
  EXPECT_NE(told.find(" ("), std::string::npos) << "no hint: " << told;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Mistake,
    testing::Values(
        Row{"", "t.yaml:7:9: error: the template is empty"},
        Row{"运费(多少", "t.yaml:7:11: error: \"(\" is never closed"},
        Row{"运费[多少)", "t.yaml:7:11: error: \"[\" is never closed"},
        Row{"运费)多少", "t.yaml:7:11: error: \")\" closes a bracket that was never opened"},
        Row{"运费>多少", "t.yaml:7:11: error: \">\" closes a bracket that was never opened"},
        Row{"(a|)b", "t.yaml:7:12: error: an alternative is empty"},
        Row{"(|a)b", "t.yaml:7:10: error: an alternative is empty"},
        Row{"a()b", "t.yaml:7:11: error: there is nothing here"},
        Row{"包邮<fees>", "t.yaml:7:11: error: there is no rule <fees>"},
        Row{"包邮<fee", "t.yaml:7:11: error: \"<\" is never closed"},
        Row{"出{n:monney}", "t.yaml:7:13: error: there is no slot type \"monney\""},
        Row{"a…{6,2}b", "t.yaml:7:11: error: the bounds must go from less to more"},
        Row{"a…{3}b", "t.yaml:7:11: error: these bounds cannot be read"},
        Row{"a…{0,999}b", "t.yaml:7:11: error: the bounds must go from less to more"},
        Row{"发货!", "t.yaml:7:11: error: \"!\" needs a bracket"},
        Row{"发货!(…)", "t.yaml:7:11: error: inside !( ) only plain words"},
        Row{"发货!([单])", "t.yaml:7:11: error: inside !( ) only plain words"},
        Row{"[包邮][吗]", "t.yaml:7:9: error: this template matches even when nothing is said"},
        Row{"^…{1,6}$", "t.yaml:7:9: error: this template matches any text"},
        Row{"/a(b/", "t.yaml:7:9: error: the expression /…/ cannot be used"},
        Row{"/a*/", "t.yaml:7:9: error: the expression /…/ cannot be used: it matches the empty"},
        Row{"/abc", "t.yaml:7:9: error: a /…/ expression must stand alone"},
        Row{"包邮\\", "t.yaml:7:11: error: a \\ stands at the end"},
        Row{"（包邮", "t.yaml:7:9: warning: \"（\" is a full-width character"},
        Row{std::string(40, '(') + "a" + std::string(40, ')'),
            "t.yaml:7:41: error: brackets are nested too deeply"}));

TEST(Mistakes, AreToldAllAtOnce) {
  const std::string told = Mistakes("(a|)<x>{y}!b");
  EXPECT_NE(told.find("t.yaml:7:12: error: an alternative is empty"), std::string::npos) << told;
  EXPECT_NE(told.find("t.yaml:7:17: error: there is no slot type"), std::string::npos) << told;
  EXPECT_NE(told.find("t.yaml:7:19: error: \"!\" needs"), std::string::npos) << told;
}

TEST(Mistakes, RuleThatUsesItself) {
  const std::string told = Mistakes(
      "x<a>", {{"a", {"y<b>", {}, {"r.yaml", 1, 4}}}, {"b", {"[z]<a>", {}, {"r.yaml", 2, 4}}}});
  EXPECT_EQ(told.find("r.yaml:2:7: error: the rule <a> uses itself (<a> uses <b> uses <a>"), 0U)
      << told;
  EXPECT_EQ(told.find("t.yaml"), std::string::npos) << "one mistake, told once: " << told;
}

TEST(Mistakes, NearestRuleIsSuggested) {
  EXPECT_NE(Mistakes("<fe>", {{"fee", {"运费", {}, {"r.yaml", 1, 1}}}}).find("did you mean <fee>?"),
            std::string::npos);
}

TEST(Mistakes, SecondRuleOfTheSameName) {
  const std::string told =
      Mistakes("<a>", {{"a", {"x", {}, {"r.yaml", 1, 1}}}, {"a", {"y", {}, {"s.yaml", 3, 1}}}});
  EXPECT_EQ(told.find("s.yaml:3:1: error: there is a second rule <a> (the first is at r.yaml:1:1)"),
            0U)
      << told;
}

TEST(Mistakes, ExpansionIsBounded) {
  std::vector<RuleSource> rules{{"r0", {"(a|b)", {}, {"r.yaml", 1, 1}}}};
  for (int i = 1; i < 30; ++i) {
    const std::string below = "<r" + std::to_string(i - 1) + ">";
    rules.push_back({"r" + std::to_string(i), {below + below, {}, {"r.yaml", i + 1, 1}}});
  }
  EXPECT_EQ(
      Mistakes("<r29>", rules)
          .find("t.yaml:7:9: error: with its rules filled in, this template has too many parts"),
      0U);
  EXPECT_EQ(Mistakes("<r4>", rules), "");
}

}  // namespace
}  // namespace xiaoer::match
