// Who wins: intents/README.md states the order, this applies it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/match.h"

namespace xiaoer::match {

// Fills winners (in the line's order), ambiguous and, if `explain`, losers of `result`. `units` is
// the line's length. Each winner loses nothing of its own: confidence is left to the caller.
void Resolve(std::vector<Candidate> candidates, const std::vector<Tier>& tiers, std::uint32_t units,
             bool explain, MatchResult& result);

}  // namespace xiaoer::match
