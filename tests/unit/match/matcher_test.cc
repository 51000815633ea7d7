// Who wins, and what is said about it: the matcher as a whole, with the real normalizer.
#include "engine/match/matcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/text/fold_table.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer {
namespace {

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

class Shop {
 public:
  Shop& Intent(const std::string& name, const std::vector<std::string>& templates,
               Tier tier = Tier::kNormal, const std::vector<std::string>& negatives = {}) {
    IntentSource& intent = set_.intents.emplace_back();
    intent.name = name;
    intent.tier = tier;
    for (const auto& t : templates) intent.templates.push_back({t, {}, {"t.yaml", ++line_, 1}});
    for (const auto& t : negatives)
      intent.hard_negatives.push_back({t, {}, {"t.yaml", ++line_, 1}});
    return *this;
  }
  Shop& When(const std::string& state) {
    set_.intents.back().templates.back().when = {state};
    return *this;
  }
  Shop& Ignore(const std::string& word) {
    set_.ignored.push_back(word);
    return *this;
  }

  MatchResult Match(const std::string& text, MatchContext context = {}) {
    if (!matcher_) {
      Diagnostics diagnostics;
      matcher_ = Matcher::Build(set_, TheNormalizer(), diagnostics);
      EXPECT_TRUE(matcher_) << diagnostics.ToString();
    }
    line_text_ = TheNormalizer().Normalize(text);
    const auto entities = match::NumbersIn(line_text_);
    MatchOptions explain;
    explain.explain = true;
    MatchResult full = matcher_->Match(line_text_, entities, context, explain);
    const MatchResult quick = matcher_->Match(line_text_, entities, context, {});
    explain.prefilter = false;
    const MatchResult naive = matcher_->Match(line_text_, entities, context, explain);
    EXPECT_EQ(Names(full), Names(quick)) << "explaining changed the answer";
    EXPECT_EQ(Names(full), Names(naive)) << "the prefilter changed the answer";
    EXPECT_TRUE(quick.losers.empty());
    return full;
  }

  // "ask_fee 包邮吗, ok 好的"
  std::string Names(const MatchResult& result) const {
    std::string out;
    for (const Candidate& c : result.winners) {
      out += (out.empty() ? "" : ", ") + matcher_->intents()[c.intent].name + " " +
             line_text_.ToUtf8(c.units);
    }
    return out;
  }
  std::string Winners(const std::string& text, MatchContext context = {}) {
    return Names(Match(text, std::move(context)));
  }
  // "ask_fee: lower tier (0)": intent, reason, winner's index, detail if any.
  std::vector<std::string> Losers(const MatchResult& result) const {
    std::vector<std::string> out;
    for (const Loser& l : result.losers) {
      std::string s = matcher_->intents()[l.candidate.intent].name + ": ";
      s += ToString(l.reason);
      s += " (" + std::to_string(l.winner) + ")";
      if (!l.detail.empty()) s += " " + l.detail;
      out.push_back(std::move(s));
    }
    return out;
  }
  std::string Unexplained(const MatchResult& result) const {
    std::string out;
    for (const Span s : result.unexplained) out += (out.empty() ? "" : " ") + line_text_.ToUtf8(s);
    return out;
  }

 private:
  TemplateSet set_;
  int line_ = 0;
  std::unique_ptr<const Matcher> matcher_;
  Normalized line_text_;
};

using Strings = std::vector<std::string>;

TEST(Matcher, SeveralIntentsInTheLinesOrder) {
  Shop shop;
  shop.Intent("ask_fee", {"包邮"}).Intent("greet", {"^在$"}, Tier::kSmallTalk);
  EXPECT_EQ(shop.Winners("亲，在吗？这个包油吗"), "greet 在, ask_fee 包邮");
}

TEST(Matcher, HigherTierWins) {
  Shop shop;
  shop.Intent("praise", {"假货还不错吧"}).Intent("threat", {"假货"}, Tier::kSafety);
  const MatchResult result = shop.Match("假货还不错吧");
  EXPECT_EQ(shop.Names(result), "threat 假货");
  EXPECT_EQ(shop.Losers(result), Strings{"praise: lower tier (0)"});
}

TEST(Matcher, ExpectedIntentWinsInItsTier) {
  Shop shop;
  shop.Intent("agree", {"好的"}).Intent("praise", {"好的东西"});
  EXPECT_EQ(shop.Winners("好的东西"), "praise 好的东西");
  const MatchResult result = shop.Match("好的东西", {{}, {"agree", "no_such_intent"}});
  EXPECT_EQ(shop.Names(result), "agree 好的");
  EXPECT_TRUE(result.winners[0].expected);
  EXPECT_EQ(shop.Losers(result), Strings{"praise: the state expects the other (0)"});
}

TEST(Matcher, MoreLiteralsThenFewerWildcards) {
  Shop shop;
  shop.Intent("wide", {"运费…多少"})
      .Intent("tight", {"运费…{0,1}多少"})
      .Intent("long", {"运费是…多少"});
  MatchResult result = shop.Match("运费要付多少");
  EXPECT_EQ(shop.Names(result), "wide 运费要付多少");
  result = shop.Match("运费是要付多少");
  EXPECT_EQ(shop.Names(result), "long 运费是要付多少");
  EXPECT_EQ(shop.Losers(result)[0], "wide: fewer literal characters (0)");
}

TEST(Matcher, FewerSkippedCharactersWin) {
  Shop shop;
  shop.Intent("far", {"退…货的"}).Intent("near", {"货的…款"});
  const MatchResult result = shop.Match("退了又退货的款");
  EXPECT_EQ(shop.Names(result), "near 货的款");
  EXPECT_EQ(shop.Losers(result), Strings{"far: skips more characters (0)"});
}

TEST(Matcher, GapsTouchNothing) {
  Shop shop;
  shop.Intent("refund", {"不…退我"}).Intent("urge", {"快点"});
  EXPECT_EQ(shop.Winners("不快点退我"), "refund 不快点退我, urge 快点");
}

TEST(Matcher, SlotUnitsCountAsLiterals) {
  Shop shop;
  shop.Intent("word", {"元行"}).Intent("offer", {"{n:money}"});
  const MatchResult result = shop.Match("80元行");
  ASSERT_EQ(shop.Names(result), "offer 80元");
  ASSERT_EQ(result.winners[0].slots.size(), 1U);
  EXPECT_EQ(result.winners[0].slots[0].name, "n");
  EXPECT_EQ(result.winners[0].slots[0].entity.value, 8000);
}

TEST(Matcher, EqualsOfDifferentIntentsAreAmbiguous) {
  Shop shop;
  shop.Intent("a", {"退款", "退[货]款"})
      .Intent("b", {"退款"})
      .Intent("c", {"款"})
      .Intent("d", {"退款"});
  const MatchResult result = shop.Match("要退款");
  EXPECT_EQ(shop.Names(result), "");
  ASSERT_EQ(result.ambiguous.size(), 2U);
  EXPECT_EQ(result.ambiguous[0].first.intent, 0U);
  EXPECT_EQ(result.ambiguous[0].second.intent, 1U);
  EXPECT_EQ(result.ambiguous[1].second.intent, 3U);
  EXPECT_EQ(shop.Losers(result),
            Strings{"c: fewer literal characters (-1) those characters are ambiguous"});
}

TEST(Matcher, SameIntentTwiceIsOneWinnerPerPlace) {
  Shop shop;
  shop.Intent("a", {"退款", "退[货]款"});
  const MatchResult result = shop.Match("退款，退款");
  EXPECT_EQ(shop.Names(result), "a 退款, a 退款");
  EXPECT_EQ(shop.Losers(result),
            (Strings{"a: later in the files (0)", "a: later in the files (1)"}));
  EXPECT_TRUE(result.ambiguous.empty());
}

TEST(Matcher, HardNegativeKillsWhatItTouches) {
  Shop shop;
  shop.Intent("ask_fee", {"包邮"}, Tier::kNormal, {"包邮的(那|这)款"}).Intent("other", {"包邮的"});
  const MatchResult result = shop.Match("包邮的那款，包邮吗");
  EXPECT_EQ(shop.Names(result), "other 包邮的, ask_fee 包邮");
  EXPECT_EQ(shop.Losers(result),
            Strings{"ask_fee: a hard negative matched over it (-1) not: 包邮的(那|这)款"});
}

TEST(Matcher, WhenLimitsToAState) {
  Shop shop;
  shop.Intent("offer", {"^{n:money}$"}).When("bargain");
  const MatchResult result = shop.Match("80");
  EXPECT_EQ(shop.Names(result), "");
  EXPECT_EQ(shop.Losers(result), Strings{"offer: not in this state (-1)"});
  EXPECT_EQ(shop.Winners("80", {{"bargain.offer", "bargain"}, {}}), "offer 80");
}

TEST(Matcher, NearMissNamesTheTokenAndTheRest) {
  Shop shop;
  shop.Intent("ask_fee", {"运费…(多少|谁出)[钱]", "包邮(吗|么)"});
  const MatchResult result = shop.Match("运费怎么算");
  EXPECT_EQ(shop.Losers(result),
            Strings{"ask_fee: near miss (-1) matched 「运费」, failed at (多少|谁出), rest: [钱]"});
}

TEST(Matcher, CoverageCountsWordsThatSomethingExplained) {
  Shop shop;
  shop.Intent("ask_fee", {"包邮"}).Ignore("那个");
  MatchResult result = shop.Match("亲，那个，红色包邮吗？");
  EXPECT_EQ(shop.Unexplained(result), "红色");
  EXPECT_DOUBLE_EQ(result.coverage, 0.5);
  EXPECT_DOUBLE_EQ(result.winners[0].confidence, 0.75);
  result = shop.Match("红色80");
  EXPECT_EQ(shop.Unexplained(result), "红色");
  EXPECT_DOUBLE_EQ(result.coverage, 0.5) << "a value explains its characters";
  result = shop.Match("？！");
  EXPECT_DOUBLE_EQ(result.coverage, 1.0);
  EXPECT_TRUE(shop.Match("").winners.empty());
}

TEST(Matcher, ConfidenceFallsWithGaps) {
  Shop shop;
  shop.Intent("ask_fee", {"运费…多少"});
  EXPECT_DOUBLE_EQ(shop.Match("运费多少").winners[0].confidence, 1.0);
  EXPECT_DOUBLE_EQ(shop.Match("运费到底多少").winners[0].confidence, 4.0 / 6 * (0.5 + 0.5 * 4 / 6));
}

TEST(Matcher, EdgesOfTheMessage) {
  Shop shop;
  shop.Intent("puzzled", {"^^\\?$$"});
  EXPECT_EQ(shop.Winners("？"), "puzzled ?");
  EXPECT_EQ(shop.Winners("好？"), "");
  Shop agreeing;
  agreeing.Intent("agree", {"^^好的$$"});
  EXPECT_EQ(agreeing.Winners("亲，好的呢。"), "agree 好的");
}

TEST(Matcher, TraditionalAndVariantsFold) {
  Shop shop;
  shop.Intent("ask_fee", {"运费[要]多少钱"});
  EXPECT_EQ(shop.Winners("運費要多少錢"), "ask_fee 运费要多少钱");
}

TEST(Matcher, MistakesInAPackGiveNoMatcher) {
  TemplateSet set;
  set.intents.emplace_back().templates.push_back({"(包邮", {}, {"t.yaml", 1, 1}});
  Diagnostics diagnostics;
  EXPECT_EQ(Matcher::Build(set, TheNormalizer(), diagnostics), nullptr);
  EXPECT_TRUE(diagnostics.has_errors());
}

// Lines that make a backtracker without memory take for ever: the work must grow with the line, no
// faster.
TEST(Matcher, HostileLinesTakeBoundedTime) {
  TemplateSet set;
  IntentSource& intent = set.intents.emplace_back();
  for (const char* text :
       {"包…包…包…包…包…包…包…包…邮完", "[包][包邮][包]…(包|包包|邮)…{0,60}完", "!{0,60}(完)邮",
        "{n:money}…{m:money}…{0,60,元}{k:money}完", "(包|包包|(包包包|…{1,3}包))…包…(邮邮|包)完"}) {
    intent.templates.push_back({text, {}, {"t.yaml", 1, 1}});
  }
  Diagnostics diagnostics;
  const auto matcher = Matcher::Build(set, TheNormalizer(), diagnostics);
  ASSERT_TRUE(matcher) << diagnostics.ToString();
  std::string hanzi;
  std::string values;
  for (int i = 0; i < 33'000; ++i) {
    hanzi += i % 7 == 0 ? "邮" : i % 2 == 0 ? "包" : "完";
    values += "80a";
  }
  std::string almost;
  for (int i = 0; i < 33'000; ++i) almost += i % 2 == 0 ? "包" : "邮";
  MatchOptions explain;
  explain.explain = true;
  for (const std::string& text : {hanzi, almost, values, std::string(100'000, '8')}) {
    const Normalized line = TheNormalizer().Normalize(text);
    const auto entities = match::NumbersIn(line);
    const auto begin = std::chrono::steady_clock::now();
    const MatchResult result = matcher->Match(line, entities, {}, {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    // A bound for sanitizer builds on slow machines; a release build takes less than a tenth of it.
    EXPECT_LT(took.count(), 10.0) << text.substr(0, 30);
    EXPECT_LE(result.coverage, 1.0);
  }
}

}  // namespace
}  // namespace xiaoer
