// Who speaks to the buyer, changed from outside of a turn. Every change raises the epoch: what was computed
// before it does not count any more.
#pragma once

#include <string_view>

#include "engine/conversation.h"
#include "engine/policy/shop.h"

namespace xiaoer {

void ChangeOwner(Conversation& conversation, Owner owner);

// A person takes the conversation, from the bot or from another person.
void TakeOver(Conversation& conversation, std::string_view agent, Instant now);

// The person is done: the bot answers again, and nobody waits for a person any more.
void GiveBack(Conversation& conversation);

// The matter is settled. The buyer's next message opens the conversation again.
void CloseConversation(Conversation& conversation);

// Gives it back if a person has it and has been silent for HandoffPolicy::return_after.
bool ReturnIfIdle(const HandoffPolicy& policy, Conversation& conversation, Instant now);

}  // namespace xiaoer
