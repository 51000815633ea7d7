// What at this line, read in its talk, calls for a person: the words alone (a threat, a wish that
// only a person can grant), or what was said before (the same question again, though it was
// answered). The rules come from the hand-off rules of intents, from dialogs/signals and from the
// `handoff:` section of the policy; the state is Conversation::attention.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialog/registry.h"

namespace xiaoer {

// States that `when:` of a signal may name.
inline constexpr std::string_view kAnsweredState = "answered";  // the buyer was answered before
inline constexpr std::string_view kAgentState = "agent";        // it is a line of an agent

// Signals that the engine knows by name, two of agents' lines and one of buyers'; all others call
// for a person, if they have a hand-off rule and a buyer's line has them.
inline constexpr std::string_view kAgentHolds = "agent_holds";        // answers nothing yet
inline constexpr std::string_view kAgentPromises = "agent_promises";  // will see to it
// What was applied for before is no new request: hand-off rules of intents do not count then, but
// for urgent ones.
inline constexpr std::string_view kDoneBefore = "done_before";

struct Call {
  HandoffRule rule;
  // The talk is given to a person. Otherwise a person is advised to look, and the machine may go
  // on: it has another answer, or the next thing to ask.
  bool firm = false;
  std::string source;  // what says so: "intents/orders.yaml:66:5", "handoff.asked_again"
  const Candidate* cause = nullptr;  // the match whose template has the rule, of the line's result
};

// Reads the line against the talk so far and then adds it to step.next.attention. Calls in the
// order in which they were found. Once per turn.
std::vector<Call> JudgeLine(Step& step);

// The line by its own words and signals, without a talk.
std::vector<Call> JudgeWords(const Pack& pack, const Normalized& line, const MatchResult& match,
                             bool answered);

// The most urgent one; of equals the first.
const Call* MostUrgent(const std::vector<Call>& calls);

// An agent wrote to the buyer: what the buyer asked is answered by it, unless it only holds.
void HearAgent(const Pack& pack, std::string_view text, Conversation& next);

// The machine's answer to this turn went to the buyer.
void NoteAnswered(Conversation& next);

// A new visit: what was said in the one before is no repetition. What was left open stays open.
void BeginVisit(Conversation& next);

}  // namespace xiaoer
