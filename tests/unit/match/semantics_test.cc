// What each construct of the template language matches: one row per claim of intents/README.md.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/match/candidate_finder.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer::match {
namespace {

// Matches as "begin-end" with touched units in brackets where they are not the whole: "0-6[0-2
// 4-6]".
std::string Show(const Candidate& c) {
  const auto range = [](Span s) { return std::to_string(s.begin) + "-" + std::to_string(s.end); };
  std::string out = range(c.units);
  if (c.touched.size() != 1 || c.touched[0] != c.units) {
    out += "[";
    for (const Span s : c.touched) out += (out.back() == '[' ? "" : " ") + range(s);
    out += "]";
  }
  for (const Slot& slot : c.slots) out += " " + slot.name + "=" + std::to_string(slot.entity.value);
  return out;
}

std::string MatchAll(const std::string& text, const std::vector<RuleSource>& rules,
                     const std::string& line_text, bool prefilter) {
  TemplateSet set;
  IntentSource intent;
  intent.templates.push_back({text, {}, {"t.yaml", 1, 1}});
  set.intents.push_back(intent);
  set.rules = rules;
  Diagnostics diagnostics;
  const CandidateFinder finder(set, PlainFolder(), diagnostics);
  if (diagnostics.has_errors()) return diagnostics.ToString();
  const Normalized line = LineOf(line_text);
  const LineView view(line, NumbersIn(line));
  CandidateFinder::Search search(finder, view, prefilter);
  std::vector<Candidate> found;
  for (const std::uint32_t id : search.possible()) search.FindAll(id, found);
  std::string out;
  for (const Candidate& c : found) out += (out.empty() ? "" : ", ") + Show(c);
  return out;
}

struct Row {
  std::string text;
  std::string line;
  std::string matches;
};

class Semantics : public testing::TestWithParam<Row> {};

TEST_P(Semantics, Holds) {
  const std::vector<RuleSource> rules = {
      {"fee", {"(运费|邮费|快递费)", {}, {"r.yaml", 1, 1}}},
      {"neg", {"(不|没)", {}, {"r.yaml", 2, 1}}},
      {"not_negated", {"!{0,3}<neg>", {}, {"r.yaml", 3, 1}}},
  };
  const Row& row = GetParam();
  EXPECT_EQ(MatchAll(row.text, rules, row.line, true), row.matches)
      << row.text << " / " << row.line;
  EXPECT_EQ(MatchAll(row.text, rules, row.line, false), row.matches) << "without prefilter";
}

INSTANTIATE_TEST_SUITE_P(
    Literals, Semantics,
    testing::Values(Row{"包邮", "能包邮吗,包邮", "1-3, 5-7"}, Row{"包邮", "包油", ""},
                    Row{"哈哈", "哈哈哈哈哈", "0-2, 2-4"}, Row{"a\\(b\\)", "xa(b)", "1-5"},
                    Row{"𠮷野", "去𠮷野家", "1-4"}, Row{"运费 (多少)", "运费多少", "0-4"},
                    Row{"包邮", "", ""}));

INSTANTIATE_TEST_SUITE_P(Groups, Semantics,
                         testing::Values(Row{"(包|免)邮[吗|不]", "包邮不免邮吗", "0-3, 3-6"},
                                         Row{"(多少|多少钱)", "多少钱", "0-3"},
                                         Row{"(多少|多少钱)钱", "多少钱", "0-3"},
                                         Row{"(多少|多少钱)钱", "多少钱钱", "0-4"},
                                         Row{"[能][不能]便宜", "能不能便宜", "0-5"},
                                         Row{"[能]便宜", "便宜", "0-2"},
                                         Row{"(a[b|(c|cd)]|e)f", "acdf,ef,af", "0-4, 5-7, 8-10"},
                                         Row{"<fee>(多少|谁出)", "快递费谁出", "0-5"}));

INSTANTIATE_TEST_SUITE_P(
    Gaps, Semantics,
    testing::Values(
        Row{"运费…多少", "运费要多少", "0-5[0-2 3-5]"}, Row{"运费…多少", "运费多少", "0-4"},
        Row{"运费…多少", "运费一二三四五六多少", "0-10[0-2 8-10]"},
        Row{"运费…多少", "运费一二三四五六七多少", ""}, Row{"运费…多少", "运费,多少", ""},
        Row{"运费…多少", "运费3.5多少", "0-7[0-2 5-7]"}, Row{"a…b", "axbxb", "0-3[0-1 2-3]"},
        Row{"a…b", "aab", "0-3[0-1 2-3]"},
        Row{"a…{2,3}b", "axb,axxb,axxxb,axxxxb", "4-8[4-5 7-8], 9-14[9-10 13-14]"},
        Row{"我…{0,6,不没}买", "我想买,我不想买", "0-3[0-1 2-3]"},
        Row{"a…{0,1}b", "a𠮷b", "0-4[0-1 3-4]"}, Row{"a…(b|bc)d", "axbcbd", "0-6[0-1 4-6]"}));

INSTANTIATE_TEST_SUITE_P(
    Edges, Semantics,
    testing::Values(Row{"^好的$", "好的", "0-2"}, Row{"^好的$", "亲,好的呢", "2-4"},
                    Row{"^好的$", "亲好的啊", "1-3"}, Row{"^好的$", "不好的", ""},
                    Row{"^好的$", "好的吧", ""}, Row{"^好的呢$", "好的呢", "0-3"},
                    Row{"^^好的", "行,好的", ""}, Row{"^好的", "行,好的", "2-4"},
                    Row{"^^好的$$", "亲,好的呢.", "2-4"}, Row{"好的$$", "好的,行", ""},
                    Row{"^^\\?$$", "?", "0-1"}, Row{"^^\\?$$", "好?", ""},
                    Row{"(^亲|好)吗$", "好吗", "0-2"}));

INSTANTIATE_TEST_SUITE_P(Exclusions, Semantics,
                         testing::Values(Row{"!(不|没)发货", "不发货,没发货,发货", "8-10"},
                                         Row{"发货!(单|地)", "发货单,发货地,发货", "8-10"},
                                         Row{"!{0,3}(不|没)发货", "不给我发货", ""},
                                         Row{"!{0,3}(不|没)发货", "没有给我们发货", "5-7"},
                                         Row{"!{0,3}(不|没)发货", "不,发货", "2-4"},
                                         Row{"发货!{0,3}(单)", "发货了的单", ""},
                                         Row{"发货!{0,3}(单)", "发货了,单", "0-2"},
                                         Row{"!{1,2}(不)发货", "不发货", "1-3"},
                                         Row{"!{1,2}(不)发货", "不再发货", ""},
                                         Row{"<not_negated>发货", "没给发货", ""},
                                         Row{"<not_negated>发货", "快发货", "1-3"},
                                         Row{"到货!<neg>", "到货没,到货了", "4-6"},
                                         Row{"!(收)到货!(了)", "收到货,到货了,到货", "8-10"}));

INSTANTIATE_TEST_SUITE_P(
    Slots, Semantics,
    testing::Values(Row{"{n:money}行", "80元行", "0-4 n=8000"},
                    Row{"{n:money}行", "80行", "0-3 n=8000"},
                    Row{"{n:money}元行", "80元行", "0-4 n=8000"}, Row{"{money}行", "80行", "0-3"},
                    Row{"{n:quantity}个", "3个,12345个", "0-2 n=3"},
                    Row{"身高{h:height}体重{w:weight}", "身高165体重110", "0-10 h=1650 w=55000"},
                    Row{"{n:number}…{m:number}", "1到2", "0-3[0-1 2-3] n=1000 m=2000"},
                    Row{"满{n:money}…包邮", "满80元够包邮", "0-7[0-4 5-7] n=8000"},
                    Row{"{d:date}发", "80发", ""}, Row{"^{n:money}$", "亲80", "1-3 n=8000"},
                    Row{"{n:money}", "80,90元", "0-2 n=8000, 3-6 n=9000"}));

INSTANTIATE_TEST_SUITE_P(
    Raw, Semantics,
    testing::Values(Row{"/[a-z]{2}\\d{6}/", "单号sf123456,sf654321", "2-10, 11-19"},
                    Row{"/货+/", "退货货𠮷货", "1-3, 5-6"}, Row{"/x*y|\\b/", "axyb", "1-3"}));

}  // namespace
}  // namespace xiaoer::match
