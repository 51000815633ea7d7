// Why the turn is as it is: what was understood, written down for people.
#pragma once

#include "engine/match/match.h"
#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

IntentReport Report(const Pack& pack, const Normalized& line, const Candidate& candidate);

// Text, script, intents, losers, ambiguities, entities and coverage.
void DescribeUnderstanding(const Pack& pack, const Normalized& line, const MatchResult& match,
                           Receipt& receipt);

// "bargain.value"; empty without a flow.
std::string StateName(const Conversation& conversation);

}  // namespace xiaoer
