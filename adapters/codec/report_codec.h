// What the engine understood and did, as the JSON shapes that the README documents. Offsets are
// UTF-8 bytes of the original text.
#pragma once

#include "adapters/codec/json.h"
#include "engine/engine.h"

namespace xiaoer {

// {"text","normalized","script","intents","entities","coverage","handoff", and, when there are any,
// "ambiguous"}: one line of `xiaoer parse`.
OrderedJson UnderstandingJson(const Pack& pack, const Understanding& understood);

// One element of "intents": {"name","confidence","start","end","template","slots"}.
OrderedJson IntentJson(const IntentReport& intent);

// {"urgency","reason","summary","facts","since","promised_by"} or null.
OrderedJson HandoffJson(const std::optional<Handoff>& handoff);

// What the agent is told in suggest mode: {"understood","state","next_step","next_replies",
// "take_over","facts","bargain","promises"}, or null. Money is fen. For agents only: it may hold the
// floor (bargain.floor).
OrderedJson AdviceJson(const std::optional<Advice>& advice);

OrderedJson ReceiptJson(const Receipt& receipt);

}  // namespace xiaoer
