// Guards and actions of the talk itself: greeting, what was asked before, the order.
#pragma once

#include <span>
#include <string_view>

#include "engine/dialog/registry.h"

namespace xiaoer {

std::span<const NamedGuard> TalkGuards();
std::span<const NamedAction> TalkActions();
std::span<const NamedGuard> OrderGuards();
std::span<const NamedAction> OrderActions();

// The action that marks a greeting: whatever does it is said first in a turn, and once per visit.
inline constexpr std::string_view kGreetAction = "talk.greet";

// Counters of the conversation that the engine itself keeps.
inline constexpr std::string_view kGreetedCounter = "talk.greeted";
inline constexpr std::string_view kVisitsCounter = "talk.visits";  // visits before this one
inline constexpr std::string_view kAskedAgainCounter = "talk.asked_again";
// Among Step::values: the line itself calls for a person who cannot wait.
inline constexpr std::string_view kUrgentCall = "call.urgent";
inline constexpr std::string_view kMissedCounter = "talk.missed";

// True if this visit has had its greeting.
bool Greeted(const Conversation& conversation);
std::int64_t Count(const Conversation& conversation, std::string_view counter);

// A visit is over after so long a silence; the next message begins a new one and may be greeted
// again.
inline constexpr Millis kVisitGap = std::chrono::hours(12);

// True if the orders were listed lately and the line picks one of them (第二个).
bool PicksListedOrder(const Step& step);

// Which order is to be looked up: the one whose number the line has, else the one in talk; empty =
// all of the buyer's, also where the line picks another one (第二个, 围巾那单).
std::string OrderKey(const Step& step);

// The question that waits for a product or an order to be named (see the action talk.hold), if this
// line names one; it waits no longer then. Empty if there is none.
std::string TakeHeldQuestion(Step& step);

// The order that is being talked about: the one whose number was named, else the newest. Null if
// none is known.
const OrderFact* CurrentOrder(const Step& step);

}  // namespace xiaoer
