// From a turn to what is written of it: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/store.h"
#include "engine/turn.h"

namespace xiaoer {

struct TurnContext {
  Instant now{};
  Mode mode = Mode::kAuto;
  std::string_view id_key;    // see ids.h
  bool asynchronous = false;  // replies go through the outbox
};

// `answered`: what the turn answers, the last one is what the answer is in reply to.
Change ChangeOfTurn(Turn turn, std::vector<WaitingMessage> answered, const Owner owner_before,
                    const TurnContext& context);

// A line that an agent, or somebody through the platform's own desk, said.
TranscriptEntry LineOf(const Inbound& inbound, Instant at);

// The event that the conversation changed hands, for desks.
StoredEvent OwnerEvent(const Conversation& conversation, Instant at);
StoredEvent LineEvent(const ConversationKey& key, const TranscriptEntry& line);

}  // namespace xiaoer
