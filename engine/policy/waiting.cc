#include "engine/policy/waiting.h"

#include <algorithm>
#include <tuple>

#include "engine/policy/masking.h"

namespace xiaoer {
namespace {

// An order's number is no secret to the agent, and masking it would make it useless.
bool IsForTheAgent(const std::string& fact) { return fact == "order" || fact == "tracking"; }

bool AgentOwesAnAnswer(const Conversation& c) {
  return c.owner == Owner::kHuman && c.last_buyer_at > c.last_agent_at;
}

bool Waits(const Conversation& c) {
  switch (c.owner) {
    case Owner::kQueued:
    case Owner::kOffered:
      return true;
    case Owner::kHuman:
      return AgentOwesAnAnswer(c);
    case Owner::kBot:
    case Owner::kReturned:
      // Noted in suggest mode: what an agent said later has settled it.
      return c.handoff && c.handoff->since > c.last_agent_at;
    case Owner::kClosed:
      break;
  }
  return false;
}

}  // namespace

std::optional<WaitingCase> WaitingCaseOf(const Conversation& conversation,
                                         const std::vector<std::string>& last_words, Instant now) {
  if (!Waits(conversation)) return std::nullopt;
  WaitingCase waiting;
  waiting.key = conversation.key;
  waiting.buyer = conversation.buyer_name.empty() ? conversation.buyer_id : conversation.buyer_name;
  waiting.buyer = MaskPrivate(waiting.buyer);
  waiting.since = conversation.last_buyer_at;
  // What a person has taken over is an old case; that the buyer waits is the new one.
  if (conversation.owner == Owner::kHuman) waiting.reason = "人工接待中，买家还在等回复";
  if (const auto& handoff = conversation.handoff) {
    waiting.urgency = handoff->urgency;
    waiting.summary = MaskPrivate(handoff->summary);
    for (const auto& [name, value] : handoff->facts) {
      waiting.facts[name] = IsForTheAgent(name) ? value : MaskPrivate(value);
    }
    if (conversation.owner != Owner::kHuman) {
      waiting.reason = MaskPrivate(handoff->reason);
      waiting.since = handoff->since;
      waiting.promised_by = handoff->promised_by;
      waiting.overdue = handoff->promised_by != Instant{} && handoff->promised_by < now;
    }
  }
  for (const std::string& line : last_words) waiting.last_words.push_back(MaskPrivate(line));
  return waiting;
}

void SortByUrgency(std::vector<WaitingCase>& cases) {
  std::sort(cases.begin(), cases.end(), [](const WaitingCase& a, const WaitingCase& b) {
    return std::tie(b.urgency, b.overdue, a.since, a.key) <
           std::tie(a.urgency, a.overdue, b.since, b.key);
  });
}

}  // namespace xiaoer
