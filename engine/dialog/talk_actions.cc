#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/dialog/time_of_day.h"
#include "engine/pack.h"

namespace xiaoer {
namespace {

bool IsMorning(const Step& step) { return TimeOfDayOf(step) == TimeOfDay::kMorning; }
bool IsNoon(const Step& step) { return TimeOfDayOf(step) == TimeOfDay::kNoon; }
bool IsAfternoon(const Step& step) { return TimeOfDayOf(step) == TimeOfDay::kAfternoon; }
bool IsEvening(const Step& step) { return TimeOfDayOf(step) == TimeOfDay::kEvening; }
bool IsNight(const Step& step) { return TimeOfDayOf(step) == TimeOfDay::kNight; }

bool IsGreeted(const Step& step) { return Greeted(step.next); }
bool IsFirst(const Step& step) { return step.next.turns <= 1; }
bool IsReturning(const Step& step) {
  return Count(step.next, kVisitsCounter) > 0 || !step.facts.orders.empty() ||
         !step.facts.promises.empty();
}
bool IsNamed(const Step& step) { return !step.next.buyer_name.empty(); }
bool IsAlone(const Step& step) {
  return std::all_of(step.match.winners.begin(), step.match.winners.end(), [&](const Candidate& c) {
    return c.intent == step.match.winners.front().intent;
  });
}
bool IsInFlow(const Step& step) { return !step.next.stack.empty(); }
bool IsAskedAgain(const Step& step) { return Count(step.next, kAskedAgainCounter) > 0; }
bool IsQueued(const Step& step) { return step.next.owner == Owner::kQueued; }

bool IsTracking(const Step& step) {
  return step.next.last_intent == "track_order" || step.next.last_intent == "urge_order";
}

void Greet(Step& step) { step.next.counters[std::string(kGreetedCounter)] = 1; }

void NeedOrder(Step& step) { step.acts.push_back(NeedFact{"order", OrderKey(step)}); }

void ForgetOrder(Step& step) { step.next.slots.erase("order"); }

// Remembers which question waits for the product's name, and since which turn.
constexpr const char* kHeldSlot = "talk.held";
constexpr const char* kHeldCounter = "talk.held";
constexpr std::int64_t kHeldTurns = 2;  // later the name answers something else

void Hold(Step& step) {
  if (step.trigger == nullptr || step.pack.matcher == nullptr) return;
  const auto& intents = step.pack.matcher->intents();
  if (step.trigger->intent >= intents.size()) return;
  step.next.slots[kHeldSlot] = intents[step.trigger->intent].name;
  step.next.counters[kHeldCounter] = step.next.turns;
}

}  // namespace

std::string TakeHeldQuestion(Step& step) {
  const auto held = step.next.slots.find(kHeldSlot);
  if (held == step.next.slots.end()) return {};
  const bool fresh = step.next.turns - Count(step.next, kHeldCounter) <= kHeldTurns;
  bool named = PicksListedOrder(step);
  for (const Entity& entity : step.match.entities) {
    if (entity.type == EntityType::kProduct) {
      named = named || step.pack.shop.FindProduct(entity.text) != nullptr;
    } else if (entity.type == EntityType::kOrderNumber && !entity.text.empty()) {
      step.next.slots["order"] = entity.text;
      named = true;
    }
  }
  if (!named) return {};
  std::string intent = fresh ? held->second : std::string();
  step.next.slots.erase(held);
  return intent;
}

bool Greeted(const Conversation& conversation) { return Count(conversation, kGreetedCounter) > 0; }

std::int64_t Count(const Conversation& conversation, std::string_view counter) {
  const auto it = conversation.counters.find(std::string(counter));
  return it == conversation.counters.end() ? 0 : it->second;
}

std::span<const NamedGuard> TalkGuards() {
  static const NamedGuard guards[] = {
      {"talk.morning", "it is 5 to 11 by the shop's clock", IsMorning},
      {"talk.noon", "it is 11 to 13", IsNoon},
      {"talk.afternoon", "it is 13 to 18", IsAfternoon},
      {"talk.evening", "it is 18 to 23", IsEvening},
      {"talk.night", "it is 23 to 5", IsNight},
      {"talk.greeted", "this visit has had its greeting", IsGreeted},
      {"talk.first", "this is the first message of the conversation", IsFirst},
      {"talk.returning", "the buyer was here before, or has an order or a promise", IsReturning},
      {"talk.named", "the buyer's name is known", IsNamed},
      {"talk.alone", "the line says nothing else", IsAlone},
      {"talk.in_flow", "a flow is running", IsInFlow},
      {"talk.urgent", "the line calls for a person at once: danger, the law, fraud, the media",
       [](const Step& s) { return s.values.count(std::string(kUrgentCall)) > 0; }},
      {"talk.asked_again", "the buyer asks the same question again", IsAskedAgain},
      {"talk.asked_arrival", "the last question was how long a parcel takes",
       [](const Step& s) { return s.next.last_intent == "ask_delivery_time"; }},
      {"talk.much", "the line asks so much that only the answers have room",
       [](const Step& s) { return s.match.winners.size() >= 3; }},
      {"talk.tracking", "the last question was where an order is", IsTracking},
      {"talk.queued", "a person was called and has not come yet", IsQueued},
  };
  return guards;
}

std::span<const NamedAction> TalkActions() {
  static const NamedAction actions[] = {
      {kGreetAction, "marks this visit as greeted; what does it is said first", {}, Greet},
      {"talk.hold",
       "this question is taken up again when the buyer has named the product or the order",
       {},
       Hold},
      {"order.need", "the order is looked up before anything else is said", {}, NeedOrder},
      {"order.forget", "the order number named before is forgotten", {}, ForgetOrder},
  };
  return actions;
}

}  // namespace xiaoer
