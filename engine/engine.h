// The engine is one pure function: same pack, conversation, message, facts and time, same turn.
#pragma once

#include "engine/conversation.h"
#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

struct RespondOptions {
  bool explain = false;   // fill Receipt::losers
  bool prefilter = true;  // false: the matcher's naive path, for differential runs
};

// Total: every inbound has a turn. Never throws on any bytes; work is bounded by the text's length.
Turn Respond(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
             const Facts& facts, Instant now, const RespondOptions& options = {});

// Understanding alone, without a conversation: what `xiaoer parse` prints.
struct Understanding {
  Normalized line;
  MatchResult match;
  std::optional<HandoffRule> handoff;  // of the most urgent intent that carries one
};
Understanding Understand(const Pack& pack, std::string_view text, const MatchContext& context = {},
                         const MatchOptions& options = {});

}  // namespace xiaoer
