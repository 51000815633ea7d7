// A turn as text for people: what the REPL prints and `:why` explains.
#pragma once

#include <ostream>

#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

// Normalized text, segments, intents, state, replies: a few lines.
void ShowTurn(std::ostream& out, const Pack& pack, const Turn& turn);
// Losers with reasons, rules that fired, gates, coverage.
void ShowWhy(std::ostream& out, const Receipt& receipt);
void ShowState(std::ostream& out, const Conversation& conversation);
void ShowSlots(std::ostream& out, const Conversation& conversation);

}  // namespace xiaoer
