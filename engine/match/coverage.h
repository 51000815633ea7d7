// How much of a line was understood: confidence of each winner, and what is left unexplained.
#pragma once

#include "engine/match/line_view.h"
#include "engine/match/match.h"
#include "engine/match/scanner.h"

namespace xiaoer::match {

// Words that say nothing and do not count (lexicon: `ignored`).
class IgnoredWords {
 public:
  void Add(std::u16string_view folded);
  // Sets `ignored[i]` for each unit under such a word.
  void Mark(std::u16string_view text, std::vector<bool>& ignored) const;

 private:
  Scanner scanner_;
  std::vector<std::uint32_t> lengths_;
};

// Fills coverage, unexplained and every winner's confidence, from `result.winners` and
// `result.entities`:
//
//   coverage   = word units under winners' touched units or entities / all word units; 1 if there
//   are none confidence = literals / (literals + wildcards) * (1/2 + 1/2 * touched word units /
//   word units),
//                the word units being those of the clauses that the winner touches
//
// Word units are letters, digits and Hanzi that are neither fillers at a clause's edges nor ignored
// words.
void Cover(const LineView& view, const IgnoredWords& ignored, MatchResult& result);

}  // namespace xiaoer::match
