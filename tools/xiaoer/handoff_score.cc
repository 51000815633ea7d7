#include "tools/xiaoer/handoff_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace xiaoer {
namespace {

double Ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double HandoffScore::precision() const { return Ratio(right, right + wrong); }
double HandoffScore::recall() const { return Ratio(right, right + missed); }
double HandoffScore::f1() const { return Ratio(2 * right, 2 * right + wrong + missed); }

double GoldenTransfer(const HandoffDialogue& dialogue, double tolerance) {
  const auto& wanted = dialogue.wanted;
  double sum = 0;
  std::int64_t decisions = 0;
  for (std::size_t p = 0; p < dialogue.decided.size(); ++p) {
    if (!dialogue.decided[p]) continue;
    ++decisions;
    double best = 0;
    for (std::size_t q = 0; q < wanted.size(); ++q) {
      if (!wanted[q]) continue;
      const double distance = static_cast<double>(p) - static_cast<double>(q);
      best = std::max(best, std::exp(-distance * distance / (2 * tolerance * tolerance)));
    }
    sum += best;
  }
  if (decisions > 0) return sum / static_cast<double>(decisions);
  return std::find(wanted.begin(), wanted.end(), true) == wanted.end() ? 1.0 : 0.0;
}

HandoffScore ScoreHandoffs(const std::vector<HandoffDialogue>& dialogues) {
  HandoffScore score;
  for (const HandoffDialogue& dialogue : dialogues) {
    for (std::size_t i = 0; i < dialogue.wanted.size(); ++i) {
      const bool wanted = dialogue.wanted[i];
      const bool decided = i < dialogue.decided.size() && dialogue.decided[i];
      score.right += wanted && decided ? 1 : 0;
      score.wrong += !wanted && decided ? 1 : 0;
      score.missed += wanted && !decided ? 1 : 0;
    }
    for (std::size_t t = 0; t < std::size(score.golden); ++t) {
      score.golden[t] += GoldenTransfer(dialogue, static_cast<double>(t + 1));
    }
  }
  if (!dialogues.empty()) {
    for (double& value : score.golden) value /= static_cast<double>(dialogues.size());
  }
  return score;
}

}  // namespace xiaoer
