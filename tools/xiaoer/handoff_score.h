// How good hand-off decisions are, as numbers: nothing here knows the engine or reads a file.
#pragma once

#include <cstdint>
#include <vector>

namespace xiaoer {

// One dialogue: what the labels want and what was decided, one entry per buyer line, in order.
struct HandoffDialogue {
  std::vector<bool> wanted;
  std::vector<bool> decided;  // as long as `wanted`
};

struct HandoffScore {
  std::int64_t right = 0;   // decided and wanted
  std::int64_t wrong = 0;   // decided, not wanted
  std::int64_t missed = 0;  // wanted, not decided
  double golden[3] = {};    // GT-I, GT-II, GT-III: GoldenTransfer with tolerance 1, 2, 3

  double precision() const;  // 0 where nothing was decided
  double recall() const;     // 0 where nothing was wanted
  double f1() const;         // 0 where both are
};

// Golden transfer within tolerance (Liu et al., "Time to Transfer", 2021):
// what a decision at line p is worth falls with its distance from the nearest wanted line q,
// exp(-(p-q)²/(2t²)); the dialogue's value is the mean over its decisions. 1 where nothing was
// wanted and nothing decided; 0 where only one of the two is so. `tolerance` > 0, in buyer lines.
double GoldenTransfer(const HandoffDialogue& dialogue, double tolerance);

// Counts over all lines, means over all dialogues; all zero without a dialogue.
HandoffScore ScoreHandoffs(const std::vector<HandoffDialogue>& dialogues);

}  // namespace xiaoer
