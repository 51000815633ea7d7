// Suggest mode: what an agent is told about a line, and which ways of treating it there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

// The list of ways that these replies belong to; else the one for the flow that runs before or after
// the line, else the one for its intents ("*" last). Null if there is none.
const ApproachList* FindApproaches(const Pack& pack, const Conversation& before, const Turn& turn,
                                   const std::vector<Outbound>& first);

// The way of the list that these replies go; null if none of them is named in it.
const Approach* ApproachOf(const ApproachList* list, const std::vector<Outbound>& replies);

// What a way that no file names is called.
std::string PlainLabel(const std::vector<Outbound>& replies, const Receipt& receipt);

// `before`: the conversation with the buyer's line, before anything was answered; `turn`: after the
// bot's own first choice, as if it were sent; `first`: that choice.
Advice MakeAdvice(const Pack& pack, const Conversation& before, const Turn& turn,
                  const std::vector<Outbound>& first, const std::string& label, const Facts& facts,
                  Instant now);

}  // namespace xiaoer
