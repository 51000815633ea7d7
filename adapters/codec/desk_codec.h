// What agents' desks get, as the JSON shapes that the README documents.
#pragma once

#include <string>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "adapters/store.h"
#include "engine/policy/waiting.h"

namespace xiaoer {

// One element of the queue; `conversation` is the one that waits.
void WriteWaiting(JsonWriter& writer, const WaitingCase& waiting, const Conversation& conversation);

// {"shop","channel","conversation","buyer","owner","agent","epoch","state","slots","bargains","promises","cases",
// "handoff","transcript"}
std::string ConversationView(const Conversation& conversation,
                             const std::vector<TranscriptEntry>& lines);

// The members "shop","channel","conversation","owner","agent","epoch" of an object that is open.
void WriteOwnership(JsonWriter& writer, const Conversation& conversation);

}  // namespace xiaoer
