// Respond, and the look-up that it asks for, as everybody outside the engine calls it.
#pragma once

#include "adapters/facts.h"
#include "engine/engine.h"

namespace xiaoer {

// Answers with the buyer's orders looked up if the dialog needs them: once, for a turn asks for facts once.
// A source that fails or is too slow is told to the dialog as a timeout; it has its own way on.
Turn RespondWithFacts(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
                      Facts facts, FactSource& source, Millis deadline, Instant now,
                      const RespondOptions& options);

}  // namespace xiaoer
