// Runs flows and answers on one turn in the making. Every loop is bounded, so that no file can make
// a turn endless.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialog/flow.h"
#include "engine/dialog/registry.h"
#include "engine/dialog/speaker.h"

namespace xiaoer {

// What the interpreter did, beside the changes in Step::next.
struct Outcome {
  std::vector<Draft> drafts;
  std::vector<Act> acts;               // in the order in which they were decided
  std::vector<std::string> rules;      // "dialogs/flows/bargain.yaml:20:9", then what it led to
  std::optional<HandoffRule> handoff;  // the most urgent one asked for
  std::optional<HandoffRule> advice;   // a person should look, though the machine goes on
  std::vector<NeedFact> needs;         // not empty: the turn must be begun anew with these
  bool exhausted = false;              // a reply had no wording left that would not repeat itself
};

class Interpreter {
 public:
  explicit Interpreter(Step& step) : step_(step) {}

  // Follows the timeouts that have passed. What would have been said then is not said now.
  void ExpireStates();

  // Answers one thing that the line says. False if no state, flow or answer knows what to do with
  // it.
  bool Handle(const Candidate& candidate, const std::string& intent);

  // Where the active state's `expect` list names an intent that one of its transitions would take
  // now; the list's size if a transition would take it unnamed, kNotExpected if none would.
  static constexpr std::size_t kNotExpected = static_cast<std::size_t>(-1);
  std::size_t ExpectedRank(const Candidate& candidate, const std::string& intent);
  bool Expects(const Candidate& candidate, const std::string& intent) {
    return ExpectedRank(candidate, intent) != kNotExpected;
  }

  // Something was understood, but nothing handled it: the active state's `else`. False if it has
  // none. Without a candidate only those with guards are tried: a value may be understood without
  // an intent.
  bool Otherwise(const Candidate* candidate);
  // What every line is looked through for before its intents are answered: the cases of the answer
  // `before`, each that holds, until one says something. True if one did: the line is answered.
  bool AnswerBefore();
  // What no intent and no flow knew: a question that waited for the product to be named, else the
  // answer `otherwise`. Not while a flow runs whose state does not name `otherwise` among what may
  // interrupt it ("*" stands for intents only).
  bool AnswerOtherwise();
  // True if the active state takes whatever is written for an answer: `retry: {limit: 0, …}`.
  bool TakesAnyLine() const;
  // Nothing was understood: the active state asks again, or gives up. False if it has no `retry`.
  bool Retry();
  // After an interruption: leads back to what was talked about before, once.
  void SayReturning();

  // One way of treating the line, outside of any flow: false if its conditions do not hold.
  bool Try(const Approach& approach, const Candidate* candidate);

  // Says a reply on behalf of the engine itself, such as "fallback". False if it cannot be said.
  bool SayReply(const std::string& reply_id);
  void HandOff(const HandoffRule& rule);
  void Note(std::string rule) { out_.rules.push_back(std::move(rule)); }

  bool stopped() const { return !out_.needs.empty(); }
  bool interrupted() const { return interrupted_; }
  Outcome& outcome() { return out_; }

 private:
  const FlowState* ActiveState() const;
  const Flow* ActiveFlow() const;
  bool Holds(const std::vector<Condition>& conditions) const;
  bool Holds(const Condition& condition) const;

  void Do(const std::vector<Effect>& effects);
  void Do(const Effect& effect);
  void Drain();
  void Say(const std::string& reply_id, bool question);

  const Transition* FindTransition(const FlowState& state, const std::string& intent) const;
  bool TakeTransition(const std::string& intent);
  void Go(const Transition& transition);
  void Enter(const std::string& state);
  void Settle();
  void EndFlow();
  bool Start(const std::string& intent);
  bool AnswerDirectly(const std::string& intent);

  Step& step_;
  bool silent_ = false;
  bool interrupted_ = false;
  bool moved_ = false;  // a flow did something in this turn: it is being talked about anyway
  int hops_ = 0;
  std::size_t drained_ = 0;
  std::set<std::string> told_;  // reply ids of this turn
  Outcome out_;
};

// When the active state runs out of time, if it does: the runtime may ask again then.
std::optional<Instant> NextTimeout(const Pack& pack, const Conversation& conversation);

}  // namespace xiaoer
