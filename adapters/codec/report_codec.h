// What the engine understood and did, as the JSON shapes that the README documents. Offsets are
// UTF-8 bytes of the original text.
#pragma once

#include "adapters/codec/json_writer.h"
#include "engine/engine.h"

namespace xiaoer {

// {"text","normalized","script","intents","entities","coverage","handoff", and, when there are any,
// "ambiguous"}: one line of `xiaoer parse`.
void WriteUnderstanding(JsonWriter& writer, const Pack& pack, const Understanding& understood);

// One element of "intents": {"name","confidence","start","end","template","slots"}.
void WriteIntent(JsonWriter& writer, const IntentReport& intent);

// {"urgency","reason","summary","facts","since","promised_by"} or null.
void WriteHandoff(JsonWriter& writer, const std::optional<Handoff>& handoff);

// What the agent is told in suggest mode: {"understood","state","next_step","next_replies",
// "take_over","facts","bargain","promises"}. Money is fen. For agents only: it may hold the floor
// (bargain.floor).
void WriteAdvice(JsonWriter& writer, const Advice& advice);

void WriteReceipt(JsonWriter& writer, const Receipt& receipt);

}  // namespace xiaoer
