#include "engine/dialog/interpreter.h"

#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"

namespace xiaoer {
namespace {

constexpr int kMaxHops = 16;           // state changes in one turn
constexpr std::size_t kMaxFrames = 4;  // interrupted flows kept; the oldest is forgotten
constexpr std::size_t kMaxCounters = 64;
constexpr std::size_t kMaxSlots = 64;
constexpr std::int64_t kMaxCount = 1'000'000;

bool Contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

const FlowFrame* Top(const Conversation& conversation) {
  return conversation.stack.empty() ? nullptr : &conversation.stack.back();
}

// What the buyer said, in a form that can be kept and shown.
std::string SlotText(const Step& step, const Slot& slot) {
  if (!slot.entity.text.empty()) return slot.entity.text;
  return std::string(step.line.Quote(slot.entity.units));
}

}  // namespace

const Flow* Interpreter::ActiveFlow() const {
  const FlowFrame* top = Top(step_.next);
  return top == nullptr ? nullptr : step_.pack.flows.FindFlow(top->flow);
}

const FlowState* Interpreter::ActiveState() const {
  const Flow* flow = ActiveFlow();
  return flow == nullptr ? nullptr : flow->FindState(Top(step_.next)->state);
}

bool Interpreter::Holds(const Condition& condition) const {
  bool value = false;
  switch (condition.kind) {
    case Condition::Kind::kGuard:
      value = condition.guard != nullptr && condition.guard->function(step_);
      break;
    case Condition::Kind::kSlot:
      value = step_.FindSlot(condition.name) != nullptr ||
              step_.next.slots.find(condition.name) != step_.next.slots.end();
      break;
    case Condition::Kind::kCounter: {
      const auto it = step_.next.counters.find(condition.name);
      value = it != step_.next.counters.end() && it->second >= condition.at_least;
      break;
    }
  }
  return value != condition.negated;
}

bool Interpreter::Holds(const std::vector<Condition>& conditions) const {
  return std::all_of(conditions.begin(), conditions.end(),
                     [this](const Condition& c) { return Holds(c); });
}

void Interpreter::Say(const std::string& reply_id, bool question) {
  if (silent_ || !told_.insert(reply_id).second) return;
  if (auto draft = Speak(step_, reply_id, question)) {
    out_.drafts.push_back(std::move(*draft));
  } else {
    out_.exhausted = true;
    Note("no wording left: " + reply_id);
  }
}

void Interpreter::HandOff(const HandoffRule& rule) {
  if (!out_.handoff || out_.handoff->urgency < rule.urgency) out_.handoff = rule;
}

// Carries out what actions appended. Texts are rendered here, at once, so that each sees the values
// that its own action set.
void Interpreter::Drain() {
  for (; drained_ < step_.acts.size(); ++drained_) {
    const Act act = step_.acts[drained_];
    out_.acts.push_back(act);
    if (const auto* say = std::get_if<xiaoer::Say>(&act)) {
      Say(say->reply_id, false);
    } else if (const auto* ask = std::get_if<Ask>(&act)) {
      Say(ask->reply_id, true);
    } else if (const auto* hand_over = std::get_if<HandOver>(&act)) {
      HandOff({hand_over->urgency, hand_over->reason});
    } else if (const auto* need = std::get_if<NeedFact>(&act)) {
      // Asked once: what the world did not tell the first time is a fact too (none, timeout).
      if (step_.facts.order_state == Facts::State::kNotAsked) out_.needs.push_back(*need);
    }
  }
}

void Interpreter::Do(const Effect& effect) {
  if (!Holds(effect.conditions)) return;
  switch (effect.kind) {
    case Effect::Kind::kDo:
      if (effect.action != nullptr) effect.action->function(step_);
      break;
    case Effect::Kind::kSay:
      step_.acts.push_back(xiaoer::Say{effect.name});
      break;
    case Effect::Kind::kAsk:
      step_.acts.push_back(Ask{effect.name});
      break;
    case Effect::Kind::kKeep:
      if (const Slot* slot = step_.FindSlot(effect.name);
          slot != nullptr && step_.next.slots.size() < kMaxSlots) {
        step_.next.slots[effect.name] = SlotText(step_, *slot);
      }
      break;
    case Effect::Kind::kCount:
      if (step_.next.counters.size() < kMaxCounters) {
        std::int64_t& counter = step_.next.counters[effect.name];
        counter = std::min(counter + 1, kMaxCount);
      }
      break;
    case Effect::Kind::kHandOff:
      step_.acts.emplace_back(HandOver{effect.handoff.urgency, effect.handoff.reason});
      break;
  }
  Drain();
}

void Interpreter::Do(const std::vector<Effect>& effects) {
  for (const Effect& effect : effects) {
    if (stopped()) return;
    Do(effect);
  }
}

const Transition* Interpreter::FindTransition(const FlowState& state,
                                              const std::string& intent) const {
  for (const Transition& transition : state.on) {
    if (transition.otherwise || !Contains(transition.intents, intent)) continue;
    if (!transition.slot.empty() && step_.FindSlot(transition.slot) == nullptr) continue;
    if (Holds(transition.conditions)) return &transition;
  }
  return nullptr;
}

std::size_t Interpreter::ExpectedRank(const Candidate& candidate, const std::string& intent) {
  const FlowState* state = ActiveState();
  if (state == nullptr) return kNotExpected;
  const Candidate* before = std::exchange(step_.trigger, &candidate);
  const bool found = FindTransition(*state, intent) != nullptr;
  step_.trigger = before;
  if (!found) return kNotExpected;
  const auto& expect = state->expect;
  return static_cast<std::size_t>(std::find(expect.begin(), expect.end(), intent) - expect.begin());
}

bool Interpreter::TakeTransition(const std::string& intent) {
  const FlowState* state = ActiveState();
  if (state == nullptr) return false;
  for (const Transition& transition : state->on) {
    if (transition.otherwise || !Contains(transition.intents, intent)) continue;
    if (!transition.slot.empty() && step_.FindSlot(transition.slot) == nullptr) continue;
    if (!Holds(transition.conditions)) continue;
    Go(transition);
    return true;
  }
  return false;
}

void Interpreter::Go(const Transition& transition) {
  Note(transition.where.ToString());
  moved_ = true;
  if (!step_.next.stack.empty()) step_.next.stack.back().retries = 0;
  const std::size_t depth = step_.next.stack.size();
  Do(transition.effects);
  // An action may have ended the flow itself.
  if (stopped() || transition.to.empty() || step_.next.stack.size() != depth) return;
  Enter(transition.to);
}

void Interpreter::Enter(const std::string& state) {
  if (step_.next.stack.empty() || ++hops_ > kMaxHops) return;
  FlowFrame& frame = step_.next.stack.back();
  frame.state = state;
  frame.entered = step_.now;
  frame.retries = 0;
  const FlowState* entered = ActiveState();
  if (entered == nullptr) {  // the pack was reloaded without it
    EndFlow();
    return;
  }
  const std::size_t depth = step_.next.stack.size();
  Do(entered->entry);
  if (stopped() || step_.next.stack.size() != depth) return;
  Settle();
}

// What follows from being in a state, without another word of the buyer.
void Interpreter::Settle() {
  const FlowState* state = ActiveState();
  if (state == nullptr) return;
  for (const Transition& transition : state->always) {
    if (hops_ >= kMaxHops) return;
    if (!Holds(transition.conditions)) continue;
    Go(transition);
    return;
  }
  if (state->final) EndFlow();
}

void Interpreter::EndFlow() {
  if (step_.next.stack.empty()) return;
  step_.next.stack.pop_back();
  if (step_.next.stack.empty()) return;
  step_.next.stack.back().entered = step_.now;
  interrupted_ = true;
}

bool Interpreter::Start(const std::string& intent) {
  const Flow* flow = step_.pack.flows.FindStart(intent);
  if (flow == nullptr) return false;
  auto& stack = step_.next.stack;
  // A flow runs once: coming back to it is not a second one.
  const auto same = [&](const FlowFrame& frame) { return frame.flow == flow->name; };
  stack.erase(std::remove_if(stack.begin(), stack.end(), same), stack.end());
  if (stack.size() >= kMaxFrames) stack.erase(stack.begin());
  Note(flow->where.ToString());
  stack.push_back(FlowFrame{flow->name, flow->initial, step_.now, 0});
  interrupted_ = false;
  moved_ = true;
  Enter(flow->initial);
  return true;
}

bool Interpreter::AnswerDirectly(const std::string& intent) {
  const Answer* answer = step_.pack.flows.FindAnswer(intent);
  if (answer == nullptr) return false;
  if (!answer->need.empty() && step_.facts.order_state == Facts::State::kNotAsked) {
    step_.acts.push_back(NeedFact{answer->need, OrderKey(step_)});
    Drain();
    return true;
  }
  for (const AnswerCase& c : answer->cases) {
    if (!Holds(c.conditions)) continue;
    Note(c.where.ToString());
    Do(c.effects);
    return true;
  }
  return false;
}

bool Interpreter::Handle(const Candidate& candidate, const std::string& intent) {
  step_.trigger = &candidate;
  if (TakeTransition(intent)) return true;
  auto& stack = step_.next.stack;
  const FlowState* state = ActiveState();
  if (state == nullptr) {
    // Frames of a flow that the shop has removed since are of no use to anybody.
    if (!stack.empty()) stack.pop_back();
    return Start(intent) || AnswerDirectly(intent);
  }
  if (Contains(state->leave, intent)) {
    Note(state->where.ToString() + " break");
    stack.pop_back();
    interrupted_ = false;
    return Start(intent) || AnswerDirectly(intent) || true;
  }
  // A flow further down that waits for exactly this takes it up again.
  for (std::size_t depth = stack.size() - 1; depth-- > 0;) {
    const Flow* flow = step_.pack.flows.FindFlow(stack[depth].flow);
    const FlowState* below = flow == nullptr ? nullptr : flow->FindState(stack[depth].state);
    if (below == nullptr || FindTransition(*below, intent) == nullptr) continue;
    stack.resize(depth + 1);
    return TakeTransition(intent);
  }
  const bool may_interrupt = Contains(state->interrupt, intent) || Contains(state->interrupt, "*");
  const Flow* start = step_.pack.flows.FindStart(intent);
  if (start != nullptr && start != ActiveFlow()) {
    if (!may_interrupt) {
      Note(state->where.ToString() + " left");
      stack.pop_back();
    }
    return Start(intent);
  }
  if (!AnswerDirectly(intent)) return false;
  if (may_interrupt && !moved_) interrupted_ = true;
  return true;
}

bool Interpreter::Otherwise(const Candidate* candidate) {
  const FlowState* state = ActiveState();
  if (state == nullptr) return false;
  step_.trigger = candidate;
  for (const Transition& transition : state->on) {
    if (!transition.otherwise || !Holds(transition.conditions)) continue;
    if ((candidate == nullptr && transition.conditions.empty())) continue;
    Go(transition);
    return true;
  }
  return false;
}

bool Interpreter::AnswerBefore() {
  const Answer* before = step_.pack.flows.FindAnswer(kBeforeAnswer);
  if (before == nullptr) return false;
  step_.trigger = nullptr;
  const std::size_t said = out_.drafts.size();
  for (const AnswerCase& c : before->cases) {
    if (stopped()) return false;
    if (!Holds(c.conditions)) continue;
    Note(c.where.ToString());
    Do(c.effects);
    if (out_.drafts.size() > said) return true;
  }
  return false;
}

bool Interpreter::AnswerOtherwise() {
  const FlowState* state = ActiveState();
  if (state != nullptr && !Contains(state->interrupt, kOtherwiseAnswer)) return false;
  step_.trigger = nullptr;
  const std::string held = TakeHeldQuestion(step_);
  const bool answered = (!held.empty() && (Start(held) || AnswerDirectly(held))) ||
                        AnswerDirectly(std::string(kOtherwiseAnswer));
  if (answered && state != nullptr && !moved_) interrupted_ = true;
  return answered;
}

bool Interpreter::TakesAnyLine() const {
  const FlowState* state = ActiveState();
  return state != nullptr && state->retry && state->retry->limit == 0;
}

bool Interpreter::Retry() {
  const FlowState* state = ActiveState();
  if (state == nullptr || !state->retry) return false;
  step_.trigger = nullptr;
  const struct Retry& retry = *state->retry;
  FlowFrame& frame = step_.next.stack.back();
  Note(retry.where.ToString());
  if (++frame.retries <= retry.limit) {
    if (!retry.say.empty()) {
      step_.acts.push_back(Ask{retry.say});
      Drain();
    }
    return true;
  }
  frame.retries = 0;
  Enter(retry.to);
  return true;
}

void Interpreter::SayReturning() {
  if (!std::exchange(interrupted_, false)) return;
  const Flow* flow = ActiveFlow();
  if (flow == nullptr || flow->returning.empty()) return;
  // Leading back is a courtesy: when its wordings are used up it is simply left out.
  const bool exhausted = out_.exhausted;
  step_.acts.push_back(Ask{flow->returning});
  Drain();
  out_.exhausted = exhausted;
}

bool Interpreter::Try(const Approach& approach, const Candidate* candidate) {
  step_.trigger = candidate;
  if (!Holds(approach.conditions)) return false;
  Note(approach.where.ToString());
  Do(approach.effects);
  return true;
}

bool Interpreter::SayReply(const std::string& reply_id) {
  const std::size_t before = out_.drafts.size();
  step_.acts.push_back(xiaoer::Say{reply_id});
  Drain();
  return out_.drafts.size() > before;
}

}  // namespace xiaoer
