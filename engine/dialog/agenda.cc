#include "engine/dialog/agenda.h"

#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"

namespace xiaoer {
namespace {

bool Greets(const std::vector<Effect>& effects) {
  return std::any_of(effects.begin(), effects.end(), [](const Effect& e) {
    return e.kind == Effect::Kind::kDo && e.name == kGreetAction;
  });
}

}  // namespace

bool IsGreeting(const Pack& pack, const std::string& intent) {
  if (const Flow* flow = pack.flows.FindStart(intent)) {
    const FlowState* first = flow->FindState(flow->initial);
    return first != nullptr && Greets(first->entry);
  }
  const Answer* answer = pack.flows.FindAnswer(intent);
  if (answer == nullptr) return false;
  return std::any_of(answer->cases.begin(), answer->cases.end(),
                     [](const AnswerCase& c) { return Greets(c.effects); });
}

std::vector<const Candidate*> MakeAgenda(const Step& step, Interpreter& interpreter) {
  const auto& intents = step.pack.matcher->intents();
  // One per intent; the one that says more (a price, a size) stands for all.
  std::vector<const Candidate*> items;
  for (const Candidate& winner : step.match.winners) {
    const auto same = [&](const Candidate* c) { return c->intent == winner.intent; };
    const auto it = std::find_if(items.begin(), items.end(), same);
    if (it == items.end()) {
      items.push_back(&winner);
    } else if (winner.slots.size() > (*it)->slots.size()) {
      *it = &winner;
    }
  }
  const auto greets = [&](const Candidate* c) {
    return IsGreeting(step.pack, intents[c->intent].name);
  };
  if (items.size() > 1 && Greeted(step.next)) {
    const auto end = std::remove_if(items.begin(), items.end(), greets);
    if (end != items.begin()) items.erase(end, items.end());
  }
  const auto rest = std::stable_partition(items.begin(), items.end(), greets);
  const auto rank = [&](const Candidate* c) {
    return interpreter.ExpectedRank(*c, intents[c->intent].name);
  };
  std::stable_sort(rest, items.end(),
                   [&](const Candidate* a, const Candidate* b) { return rank(a) < rank(b); });
  // 好吧，270可以吗: the number answers the state, and the 好吧 only opens it. Taken as an answer
  // of its own it would accept what the number has just refused.
  if (rest != items.end() && rank(*rest) < Interpreter::kNotExpected) {
    const auto opens = [&](const Candidate* c) {
      return intents[c->intent].tier == Tier::kSmallTalk && rank(c) < Interpreter::kNotExpected;
    };
    items.erase(std::remove_if(rest + 1, items.end(), opens), items.end());
  }
  return items;
}

}  // namespace xiaoer
