// Named guards and actions: what flows may use beyond intents, slots and counters. There is no
// expression language; anything richer is a function here, with a name and a sentence for the
// author.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/conversation.h"
#include "engine/turn.h"

namespace xiaoer {

struct Pack;

// One turn in the making. `next` is the only state an action may change.
struct Step {
  const Pack& pack;
  const Inbound& inbound;
  const Facts& facts;
  const Instant now;
  const Normalized& line;
  const MatchResult& match;
  const Candidate* trigger =
      nullptr;  // the match that is being answered; null on timeouts and retries
  Conversation& next;
  std::map<std::string, std::string> values;  // placeholders for the replies of this turn
  std::vector<Act> acts;

  // The slot of the triggering match under that name, or null.
  const Slot* FindSlot(std::string_view name) const;
};

// Guards only look. They are total: missing facts or slots mean false.
using GuardFunction = bool (*)(const Step&);
// Actions change `next`, set placeholders, or append acts (HandOver, NeedFact, Say of a policy's
// text).
using ActionFunction = void (*)(Step&);

struct NamedGuard {
  std::string_view name;  // "bargain.acceptable"
  std::string_view
      about;  // for README and lint: "the buyer's number is at or above our current offer"
  GuardFunction function;
};
struct NamedAction {
  std::string_view name;
  std::string_view about;
  std::vector<std::string_view> sets;  // placeholders that it fills: known to lint
  ActionFunction function;
};

// All of them, collected from the modules' own tables (bargain, hours, orders, remedies, talk).
std::span<const NamedGuard> Guards();
std::span<const NamedAction> Actions();

}  // namespace xiaoer
