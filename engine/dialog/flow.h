// Flows and answers as data: what dialogs/flows/*.yaml and dialogs/answers*.yaml say, with every
// name resolved. The format is described in dialogs/README.md; the loader fills these, the
// interpreter runs them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/instant.h"
#include "engine/match/template_set.h"

namespace xiaoer {

struct NamedGuard;   // registry.h
struct NamedAction;  // registry.h

// One thing that must hold: an entry of an `if:` list.
struct Condition {
  enum class Kind : std::uint8_t {
    kGuard,  // bargain.acceptable
    kSlot,   // {slot: order}: the conversation knows it, or the line that is being answered says it
    kCounter,  // {counter: anger, at_least: 2}
  };
  Kind kind = Kind::kGuard;
  const NamedGuard* guard = nullptr;  // kGuard
  std::string name;                   // kSlot, kCounter; for kGuard the guard's name
  std::int64_t at_least = 1;          // kCounter
  bool negated = false;               // "!bargain.open"
  SourceLocation where;
};

// One thing that is done: an entry of an `entry:` list, or part of a transition or an answer.
struct Effect {
  enum class Kind : std::uint8_t {
    kDo,       // a named action
    kSay,      // a reply
    kAsk,      // a reply that the state waits for an answer to
    kKeep,     // the line's slot of that name is kept in Conversation::slots
    kCount,    // a named counter is raised by one
    kHandOff,  // a person is called
  };
  Kind kind = Kind::kSay;
  std::vector<Condition> conditions;    // done only if all hold
  const NamedAction* action = nullptr;  // kDo
  std::string name;                     // reply id, slot or counter; for kDo the action's name
  HandoffRule handoff;                  // kHandOff
  SourceLocation where;
};

struct Transition {
  std::vector<std::string> intents;  // any of them; empty in `always` and `else`
  bool otherwise = false;            // `else: true`
  std::string slot;                  // only with this slot in the match; empty = with or without
  std::vector<Condition> conditions;
  std::vector<Effect> effects;  // done before the new state is entered
  std::string to;               // empty = the state stays, without being entered again
  SourceLocation where;
};

struct Retry {
  int limit = 2;    // how often the question is asked again
  std::string say;  // reply; empty = the retry is silent
  std::string to;   // where to go when the limit is used up
  SourceLocation where;
};

struct Timeout {
  Millis after{};
  std::string to;
  SourceLocation where;
};

struct FlowState {
  std::string name;
  std::vector<Effect> entry;
  std::vector<std::string> expect;     // intents: tried first, win ties
  std::vector<std::string> interrupt;  // intents answered in between; "*" = any
  std::vector<std::string> leave;      // `break:` intents that end this flow and start their own
  std::vector<Transition> always;      // tried right after entry, without waiting for the buyer
  std::vector<Transition> on;
  std::optional<Retry> retry;
  std::optional<Timeout> timeout;
  bool final = false;
  SourceLocation where;
};

struct Flow {
  std::string name;
  std::string about;
  std::vector<std::string> start;  // intents
  std::string initial;
  std::string returning;          // reply said first when the buyer comes back; empty = none
  std::vector<FlowState> states;  // in the order of the file
  SourceLocation where;

  const FlowState* FindState(std::string_view state) const;  // null if there is none
};

// Answers that belong to no intent: what every line is looked through for first, and what is said
// to a line that nothing else knows.
inline constexpr std::string_view kBeforeAnswer = "before";
inline constexpr std::string_view kOtherwiseAnswer = "otherwise";

// One way to answer: the first whose conditions hold is taken.
struct AnswerCase {
  std::vector<Condition> conditions;
  std::vector<Effect> effects;
  SourceLocation where;
};

struct Answer {
  std::string intent;
  std::string need;  // fact to look up first ("order", "parcel"); empty = none
  std::vector<AnswerCase> cases;
  SourceLocation where;
};

// For suggest mode: one way to treat the same line, with its name in the agent's words.
struct Approach {
  std::string label;                   // 守住价格，讲清价值
  std::vector<std::string> reply_ids;  // replies of this approach: `say`, `ask` and `like`
  std::vector<Condition> conditions;
  std::vector<Effect> effects;
  SourceLocation where;
};

// The ways of one kind of line: while one of these flows runs or starts, or for these intents.
struct ApproachList {
  std::string name;
  std::vector<std::string> flows;
  std::vector<std::string> intents;
  std::vector<Approach> approaches;
  SourceLocation where;
};

struct FlowSet {
  std::map<std::string, Flow, std::less<>> flows;          // by name
  std::map<std::string, Answer, std::less<>> answers;      // by intent
  std::map<std::string, std::string, std::less<>> starts;  // intent → flow that it starts
  std::vector<ApproachList> approaches;

  const Flow* FindFlow(std::string_view name) const;  // null if there is none
  const Answer* FindAnswer(std::string_view intent) const;
  const Flow* FindStart(std::string_view intent) const;
};

}  // namespace xiaoer
