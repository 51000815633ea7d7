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
  std::optional<HandoffRule> handoff;  // HandoffOf(line, match)
};

// Whether the line alone calls for a person: the most urgent rule of the templates that won and of
// the signals in it; where nothing won because two intents were too close to call, a person is to
// look at it. What the talk before it adds, only Respond knows.
std::optional<HandoffRule> HandoffOf(const Pack& pack, const Normalized& line,
                                     const MatchResult& match);

Understanding Understand(const Pack& pack, std::string_view text, const MatchContext& context = {},
                         const MatchOptions& options = {});

}  // namespace xiaoer
