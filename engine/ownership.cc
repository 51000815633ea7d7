#include "engine/ownership.h"

namespace xiaoer {

void ChangeOwner(Conversation& conversation, Owner owner) {
  if (conversation.owner == owner) return;
  conversation.owner = owner;
  ++conversation.epoch;
}

void TakeOver(Conversation& conversation, std::string_view agent, Instant now) {
  // From one person to another is a change, too.
  if (conversation.owner == Owner::kHuman && conversation.agent != agent) ++conversation.epoch;
  ChangeOwner(conversation, Owner::kHuman);
  conversation.agent = agent;
  conversation.last_agent_at = now;
  conversation.pieces.clear();
}

void GiveBack(Conversation& conversation) {
  ChangeOwner(conversation, Owner::kReturned);
  conversation.agent.clear();
  conversation.handoff.reset();
}

void CloseConversation(Conversation& conversation) {
  ChangeOwner(conversation, Owner::kClosed);
  conversation.agent.clear();
  conversation.handoff.reset();
  conversation.stack.clear();
}

bool ReturnIfIdle(const HandoffPolicy& policy, Conversation& conversation, Instant now) {
  if (conversation.owner != Owner::kHuman || policy.return_after == Millis(0)) return false;
  if (now - conversation.last_agent_at < policy.return_after) return false;
  GiveBack(conversation);
  return true;
}

}  // namespace xiaoer
