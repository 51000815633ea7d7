// What agents' desks get, as the JSON shapes that the README documents.
#pragma once

#include "adapters/codec/json.h"
#include "adapters/store.h"
#include "engine/policy/waiting.h"

namespace xiaoer {

// One element of the queue.
OrderedJson WaitingJson(const WaitingCase& waiting);

// {"shop","channel","conversation","buyer","owner","agent","epoch","state","slots","bargains","promises","cases",
// "handoff","transcript"}
OrderedJson ConversationJson(const Conversation& conversation,
                             const std::vector<TranscriptEntry>& lines);

// {"shop","channel","conversation","owner","agent","epoch"}
OrderedJson OwnershipJson(const Conversation& conversation);

}  // namespace xiaoer
