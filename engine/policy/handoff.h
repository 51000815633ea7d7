// Calling a person: what the agent reads (the case in two sentences, the facts), and by when the
// buyer was told to expect somebody.
#pragma once

#include <string>
#include <string_view>

#include "engine/conversation.h"
#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

// The hand-off for this conversation now. One that already waits keeps its `since` and
// `promised_by`, and its urgency never falls. `line` is what the buyer just said, in the buyer's
// own words.
Handoff MakeHandoff(const Pack& pack, const Conversation& conversation, const Facts& facts,
                    const HandoffRule& rule, std::string_view line, Instant now);

// Somebody is there: as the desk reports it, or by the calendar where presence was never reported.
bool AgentsPresent(const Shop& shop, const Facts& facts, Instant now);

// Soon while agents are there, else some time after the next opening; also when the shop closes
// before "soon" is over. What cannot wait is promised for half the time. A desk that is empty in
// working hours is promised like an open one.
Instant PromisedBy(const Shop& shop, const Facts& facts, Urgency urgency, Instant now);

// Digits of phones and card numbers hidden but for the first three and the last two: 138******00.
// Order numbers are for the agent to see; they are facts of their own, not part of the masked line.
std::string MaskLongNumbers(std::string_view text);

}  // namespace xiaoer
