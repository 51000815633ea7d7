// What the matcher found in one line, and why: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"
#include "engine/text/normalized.h"

namespace xiaoer {

// Highest first: part of the published order between candidates.
enum class Tier : std::uint8_t { kSafety, kCommand, kNormal, kSmallTalk };
std::string_view ToString(Tier tier);

// What the conversation expects at this point; both lists come from the current dialog state.
struct MatchContext {
  std::vector<std::string>
      states;  // tags that `when:` may name, such as "bargain" or "bargain.offer"
  std::vector<std::string> expected;  // intents the current state waits for: they win ties
};

struct Slot {
  std::string name;
  Entity entity;
};

struct Candidate {
  std::uint32_t intent = 0;       // index into Matcher::intents()
  std::uint32_t template_id = 0;  // index into Matcher::templates()
  Span units;                     // first to last unit of the match
  std::vector<Span> touched;      // units under literals and slots: gaps are not touched
  std::uint32_t literals = 0;     // code units matched literally or by a slot
  std::uint32_t wildcards = 0;    // code units passed over by gaps
  bool expected = false;          // the state waits for this intent
  double confidence = 0;          // 0..1: how much of its clauses it explains
  std::vector<Slot> slots;
};

struct Loser {
  enum class Reason : std::uint8_t {
    kTier,          // the winner's tier is higher
    kExpected,      // the state expects the winner
    kLiterals,      // the winner explains more of the text literally
    kWildcards,     // as many literals, but the winner skips less
    kFileOrder,     // the same intent said it first, in file order
    kHardNegative,  // a `not:` template of the intent matched over it
    kNearMiss,      // matched in part: `detail` names the failed token and the rest
    kState,         // its `when:` does not hold in this state
  };
  Candidate candidate;
  Reason reason{};
  int winner = -1;     // index into winners, or -1
  std::string detail;  // in the author's words
};
std::string_view ToString(Loser::Reason reason);

struct MatchResult {
  std::vector<Candidate>
      winners;                // in the order in which the line says them; one per intent and place
  std::vector<Loser> losers;  // filled when MatchOptions::explain
  // Two different intents that only the file order tells apart: neither wins, both are named here.
  std::vector<std::pair<Candidate, Candidate>> ambiguous;
  std::vector<Entity> entities;
  std::vector<Span> unexplained;  // units of words that nothing explained
  double coverage = 0;     // share of the line's word units that something explained; 1 if none
  bool truncated = false;  // the line was so costly to match that some templates were not tried
};

struct MatchOptions {
  bool explain = false;   // also collect losers and near misses (REPL, receipts)
  bool prefilter = true;  // false: try every template everywhere (the oracle's way; slow)
};

}  // namespace xiaoer
