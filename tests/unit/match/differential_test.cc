// The matcher against the oracle, over random templates and random lines made of the same pieces.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/match/candidate_finder.h"
#include "tests/unit/match/oracle.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer::match {
namespace {

// Draws with a generator whose numbers are the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t Below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }
  bool OneIn(std::uint32_t n) { return Below(n) == 0; }
  const std::string& Of(const std::vector<std::string>& list) {
    return list[Below(static_cast<std::uint32_t>(list.size()))];
  }

 private:
  std::mt19937 engine_;
};

// Few different characters, so that random lines meet random templates often.
const std::vector<std::string> kPieces = {"包",   "邮", "包邮", "不", "没",
                                          "发货", "货", "a",    "𠮷", "多少"};
const std::vector<std::string> kNoise = {"亲", "请问", "吗", "呢", ",", ".", "?",  "3",
                                         "80", "165",  "元", "的", " ", "😀", "3.5"};
const std::vector<std::string> kWords = {"(不|没)", "(包邮|货)", "<neg>", "(a)"};
const std::vector<std::string> kSlots = {"{n:money}", "{number}", "{q:quantity}", "{h:height}"};

std::string RandomTemplate(Dice& dice, int depth) {
  std::string out;
  if (depth == 0 && dice.OneIn(6)) out += dice.OneIn(2) ? "^" : "^^";
  if (dice.OneIn(7)) out += (dice.OneIn(2) ? "!" : "!{0,2}") + dice.Of(kWords);
  const std::uint32_t parts = 1 + dice.Below(4);
  for (std::uint32_t i = 0; i < parts; ++i) {
    switch (dice.Below(depth < 2 ? 12 : 7)) {
      case 0:
        out += dice.Of(kSlots);
        break;
      case 1:
        out += dice.OneIn(2) ? "…" : dice.OneIn(2) ? "…{0,2,不没}" : "…{1,3}";
        out += dice.Of(kPieces);
        break;
      case 2:
        out += dice.Of(kPieces) + (dice.OneIn(2) ? "!" : "!{1,2}") + dice.Of(kWords);
        break;
      case 3:
        out += dice.Of(kPieces) + "<neg>";
        break;
      case 4:
      case 5:
      case 6:
        out += dice.Of(kPieces);
        break;
      case 7:
      case 8:
      case 9: {
        const std::uint32_t ways = 2 + dice.Below(2);
        for (std::uint32_t k = 0; k < ways; ++k) {
          out += (k == 0 ? "(" : "|") + RandomTemplate(dice, depth + 1);
        }
        out += ")";
        break;
      }
      default:
        out += "[" + RandomTemplate(dice, depth + 1) + "]";
    }
  }
  if (depth == 0 && dice.OneIn(6)) out += dice.OneIn(2) ? "$" : "$$";
  return out;
}

std::string RandomLine(Dice& dice, std::uint32_t pieces) {
  std::string out;
  for (std::uint32_t n = dice.Below(pieces); n > 0; --n)
    out += dice.Of(dice.OneIn(3) ? kNoise : kPieces);
  return out;
}

std::vector<std::string> Found(const CandidateFinder& finder, const LineView& view, bool prefilter,
                               std::uint64_t memory = Verifier::kStepsBeforeMemory) {
  CandidateFinder::Search search(finder, view, prefilter, memory);
  std::vector<Candidate> candidates;
  for (const std::uint32_t id : search.possible()) search.FindAll(id, candidates);
  EXPECT_FALSE(search.exhausted());
  std::vector<std::string> out;
  for (const Candidate& c : candidates) out.push_back(Describe(c));
  return out;
}

TEST(Differential, RandomTemplatesOverRandomLines) {
  Dice dice(20240601);
  std::size_t candidates = 0;
  for (int round = 0; round < 60; ++round) {
    TemplateSet set;
    set.rules.push_back({"neg", {"(不|没[有])", {}, {"r.yaml", 1, 1}}});
    IntentSource intent;
    std::vector<std::string> texts;
    while (texts.size() < 40) {
      TemplateSet one;
      one.rules = set.rules;
      one.intents.emplace_back().templates.push_back(
          {RandomTemplate(dice, 0), {}, {"t.yaml", 1, 1}});
      Diagnostics diagnostics;
      const CandidateFinder finder(one, PlainFolder(), diagnostics);
      if (diagnostics.has_errors()) continue;  // such as "matches even when nothing is said"
      texts.push_back(one.intents[0].templates[0].text);
      intent.templates.push_back(one.intents[0].templates[0]);
    }
    set.intents.push_back(intent);
    Diagnostics diagnostics;
    const CandidateFinder finder(set, PlainFolder(), diagnostics);
    ASSERT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
    Oracle oracle(set, PlainFolder());
    for (int k = 0; k < 40; ++k) {
      const std::string text = RandomLine(dice, 14);
      const Normalized line = LineOf(text);
      const LineView view(line, NumbersIn(line));
      std::vector<std::string> expected;
      for (const Candidate& c : oracle.FindAll(view)) {
        expected.push_back(Describe(c) + " " + texts[c.template_id]);
      }
      const auto named = [&](auto... how) {
        std::vector<std::string> out = Found(finder, view, how...);
        for (std::string& s : out) s += " " + texts[std::stoul(s.substr(1))];
        return out;
      };
      ASSERT_EQ(named(true), expected) << "line: " << text;
      ASSERT_EQ(named(false), expected) << "line, without prefilter: " << text;
      ASSERT_EQ(named(true, 0), expected) << "line, remembering what failed: " << text;
      candidates += expected.size();
    }
  }
  EXPECT_GT(candidates, 8'000U) << "the random lines hardly meet the templates";
}

}  // namespace
}  // namespace xiaoer::match
