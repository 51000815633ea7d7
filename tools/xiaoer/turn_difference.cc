#include "tools/xiaoer/turn_difference.h"

#include <utility>

namespace xiaoer {
namespace {

std::string Words(const Act& act) {
  struct Visitor {
    std::string operator()(const Say& a) { return "say " + a.reply_id; }
    std::string operator()(const Ask& a) { return "ask " + a.reply_id; }
    std::string operator()(const NeedFact& a) { return "look up " + a.kind; }
    std::string operator()(const HandOver& a) {
      return (a.advice ? "advise a person (" : "hand over (") + std::string(ToString(a.urgency)) +
             "): " + a.reason;
    }
    std::string operator()(const Silent& a) { return "silent: " + a.reason; }
  };
  return std::visit(Visitor{}, act);
}

}  // namespace

TurnParts PartsOf(const Turn& turn) {
  TurnParts parts;
  for (const IntentReport& intent : turn.receipt.intents) {
    parts.intents.push_back(intent.name);
    for (const Slot& slot : intent.slots) {
      const Entity& e = slot.entity;
      parts.slots.push_back(slot.name + "=" + (e.text.empty() ? std::to_string(e.value) : e.text));
    }
  }
  for (const auto& [a, b] : turn.receipt.ambiguous) parts.intents.push_back(a + " or " + b + "?");
  for (const Act& act : turn.receipt.acts) parts.acts.push_back(Words(act));
  for (const Outbound& reply : turn.replies) parts.replies.push_back(reply.text);
  return parts;
}

std::vector<PartDifference> Differences(const TurnParts& before, const TurnParts& after) {
  std::vector<PartDifference> differences;
  const auto compare = [&](std::string what, const std::vector<std::string>& a,
                           const std::vector<std::string>& b) {
    if (a != b) differences.push_back({std::move(what), a, b});
  };
  compare("intents", before.intents, after.intents);
  compare("slots", before.slots, after.slots);
  compare("acts", before.acts, after.acts);
  compare("replies", before.replies, after.replies);
  return differences;
}

}  // namespace xiaoer
