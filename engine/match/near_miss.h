// Templates that matched in part, for explanations.
#pragma once

#include <vector>

#include "engine/match/candidate_finder.h"
#include "engine/match/match.h"

namespace xiaoer::match {

struct NearMiss {
  std::uint32_t template_id = 0;
  Furthest furthest;
};

// Appends the best few as losers, each with its own words for where it failed.
void AddNearMisses(std::vector<NearMiss> misses, const CandidateFinder& finder,
                   const LineView& view, std::vector<Loser>& losers);

}  // namespace xiaoer::match
