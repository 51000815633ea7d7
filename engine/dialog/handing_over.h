// Calling a person, and telling the buyer that nobody is there.
#pragma once

#include "engine/dialog/registry.h"

namespace xiaoer {

// Puts the conversation into the queue, or raises the urgency of the hand-off that waits there.
// True if the buyer does not know yet that a person will come. In suggest mode the owner stays as
// it is: the agent is there and sees the advice.
bool HandOverTo(Step& step, const HandoffRule& rule);

// The shop is closed by its calendar, nobody is at the desk either, and this buyer was not yet told
// in this absence.
bool AwayTextDue(const Step& step);

// The reply that says so: on a public holiday one of its own, if the shop has one.
std::string AwayReply(const Step& step);

}  // namespace xiaoer
