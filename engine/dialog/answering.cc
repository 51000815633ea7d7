#include "engine/dialog/answering.h"

#include <algorithm>
#include <utility>

#include "engine/dialog/agenda.h"
#include "engine/dialog/handing_over.h"
#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/escalation.h"
#include "engine/policy/parts.h"
#include "engine/policy/same_words.h"

namespace xiaoer {
namespace {

// More than this at once is a page, and nobody reads a page in a chat. Questions are not counted:
// the one that is kept comes last.
constexpr std::ptrdiff_t kMaxStatements = 3;
constexpr std::int64_t kMissedLimit = 3;
constexpr std::int64_t kAskedAgainLimit = 2;
constexpr std::size_t kLastTextBytes = 512;

std::string Shortened(std::string text) {
  if (text.size() <= kLastTextBytes) return text;
  std::size_t end = kLastTextBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

class Answering {
 public:
  explicit Answering(Step& step) : step_(step), in_(step) {}

  Outcome Run() {
    agenda_ = MakeAgenda(step_, in_);
    NoteRepetition();
    JudgeTalk();
    if (AskedTooOften()) {
      in_.Note("asked the same again and again");
      in_.HandOff({Urgency::kNormal, "同一个问题问了三次"});
    } else {
      AnswerAgenda();
      if (in_.stopped()) return std::move(in_.outcome());
      if (!handled_) AnswerNothing();
      if (in_.stopped()) return std::move(in_.outcome());
    }
    OfferOtherAngle();
    CallPerson();
    TellAway();
    if (!HasQuestion()) in_.SayReturning();
    Arrange();
    RememberLine();
    return std::move(in_.outcome());
  }

 private:
  const Matcher::IntentInfo& Info(const Candidate& c) const {
    return step_.pack.matcher->intents()[c.intent];
  }
  bool IsSmallTalk(const Candidate& c) const { return Info(c).tier == Tier::kSmallTalk; }
  bool Waiting() const { return step_.next.owner == Owner::kQueued; }

  // What the buyer mainly wants: the first thing that is not mere politeness.
  const Candidate* Primary() const {
    for (const Candidate* c : agenda_) {
      if (!IsSmallTalk(*c)) return c;
    }
    return agenda_.empty() ? nullptr : agenda_.front();
  }

  // The same question again: the same words, or the same intent that no slot tells apart. Only for
  // what has one answer: in a flow, pressing on is a move of its own.
  void NoteRepetition() {
    const Candidate* primary = Primary();
    std::int64_t& again = step_.next.counters[std::string(kAskedAgainCounter)];
    bool repeated = false;
    if (primary != nullptr && !IsSmallTalk(*primary)) {
      const std::string& name = Info(*primary).name;
      const bool same_words = Shortened(step_.line.ToUtf8()) == step_.next.last_text;
      // 包邮吗 and 寄到香港邮费多少 are one intent and two questions.
      constexpr int kHalf = 500;
      const bool same_intent =
          name == step_.next.last_intent && primary->slots.empty() && !NamesSomething(step_) &&
          Likeness(HanPairs(step_.line.ToUtf8()), HanPairs(step_.next.last_text), 1) >= kHalf;
      const bool answered = step_.pack.flows.FindAnswer(name) != nullptr &&
                            step_.pack.flows.FindStart(name) == nullptr &&
                            !in_.Expects(*primary, name);
      repeated = answered && (same_words || same_intent);
    }
    again = repeated ? std::min<std::int64_t>(again + 1, 1000) : 0;
  }

  bool AskedTooOften() const {
    return step_.facts.mode == Mode::kAuto && !Waiting() &&
           Count(step_.next, kAskedAgainCounter) >= kAskedAgainLimit;
  }

  // What the line itself, in its talk, calls a person for. Flows and answers may do so, too.
  void JudgeTalk() {
    calls_ = JudgeLine(step_);
    // What the flow is waiting for, it knows how to answer: 不便宜就不买了 while bargaining. Not what
    // cannot wait. And where an agent speaks, nobody may have asked it.
    if (step_.next.owner != Owner::kHuman) {
      std::erase_if(calls_, [this](const Call& call) {
        return call.rule.urgency != Urgency::kUrgent && call.cause != nullptr &&
               in_.Expects(*call.cause, Info(*call.cause).name);
      });
    }
    for (const Call& call : calls_) {
      if (call.rule.urgency == Urgency::kUrgent) step_.values[std::string(kUrgentCall)] = "1";
      in_.Note("a person is needed: " + call.rule.reason + " (" + call.source + ")");
      if (call.firm || step_.facts.mode != Mode::kAuto) {
        in_.HandOff(call.rule);
      } else if (!in_.outcome().advice || in_.outcome().advice->urgency < call.rule.urgency) {
        in_.outcome().advice = call.rule;
      }
    }
  }

  // An agent leads the talk and the machine follows along: what a flow or an answer makes of it may
  // never have been said. The line itself is all that it advises by.
  bool Follows() const { return step_.facts.mode == Mode::kSuggest; }

  void AdviseOnlyByTheLine() {
    Outcome& out = in_.outcome();
    const Call* call = MostUrgent(calls_);
    if (out.handoff && call == nullptr) in_.Note("left to the agent: " + out.handoff->reason);
    if (call == nullptr) {
      out.handoff.reset();
    } else {
      out.handoff = call->rule;
    }
  }

  // The second time the same is asked, the first answer did not help: the words change anyway, and the
  // buyer is asked what is missing.
  void OfferOtherAngle() {
    if (!handled_ || Waiting() || Count(step_.next, kAskedAgainCounter) != 1) return;
    if (in_.outcome().drafts.empty() || HasQuestion() || in_.outcome().handoff) return;
    in_.SayReply("asked.again");
  }

  std::ptrdiff_t Statements() {
    const auto& drafts = in_.outcome().drafts;
    return std::count_if(drafts.begin(), drafts.end(), [](const Draft& d) { return !d.question; });
  }

  void AnswerAgenda() {
    // A greeting is said first, whatever else the line is about.
    const bool greets = !agenda_.empty() && IsGreeting(step_.pack, Info(*agenda_.front()).name);
    if (greets && in_.Handle(*agenda_.front(), Info(*agenda_.front()).name)) handled_ = true;
    if (in_.stopped()) return;
    if (in_.AnswerBefore()) {
      handled_ = true;
      return;
    }
    for (const Candidate* candidate : agenda_) {
      if (in_.stopped()) return;
      if (greets && candidate == agenda_.front()) continue;
      const Matcher::IntentInfo& info = Info(*candidate);
      if (Statements() >= kMaxStatements + (greets ? 1 : 0)) {
        in_.Note("left out, enough said: " + info.name);
        continue;
      }
      if (in_.Handle(*candidate, info.name)) {
        handled_ = true;
      } else {
        in_.Note("nothing to say to " + info.name);
      }
      if (in_.stopped()) return;
    }
  }

  // Something was understood that nobody handles, or nothing at all.
  void AnswerNothing() {
    const Candidate* first = agenda_.empty() ? nullptr : agenda_.front();
    const bool value_alone = first == nullptr && !step_.match.entities.empty();
    if ((first != nullptr || value_alone) && in_.Otherwise(first)) {
      handled_ = true;
      return;
    }
    // A person comes, and a flow that collects facts goes on collecting.
    if (in_.outcome().handoff) {
      if (in_.TakesAnyLine() && in_.Retry()) handled_ = true;
      return;
    }
    if (agenda_.empty() && in_.AnswerOtherwise()) {
      handled_ = true;
      return;
    }
    const bool only_politeness =
        !agenda_.empty() && std::all_of(agenda_.begin(), agenda_.end(),
                                        [this](const Candidate* c) { return IsSmallTalk(*c); });
    if (agenda_.empty() && step_.line.text.empty()) {
      // An emoji or blanks: there is nothing to misunderstand, so nothing is asked back.
      BeSilent("nothing was written");
    } else if (!Waiting() && agenda_.empty() && !step_.match.ambiguous.empty() && Clarify()) {
      return;
    } else if (!only_politeness && in_.Retry()) {
      // A flow goes on collecting while a person is being waited for.
      return;
    } else if (Waiting()) {
      if (only_politeness || !in_.SayReply("handoff.noted")) BeSilent("a person will read it");
    } else if (in_.Retry()) {
      return;
    } else if (only_politeness) {
      BeSilent("politeness that needs no answer");
    } else if (const auto& advice = in_.outcome().advice) {
      // The machine has nothing to go on with, and a person is needed anyway.
      in_.HandOff(*advice);
    } else {
      Fallback();
    }
  }

  bool Clarify() {
    const auto& [a, b] = step_.match.ambiguous.front();
    step_.values["clarify.a"] = About(a);
    step_.values["clarify.b"] = About(b);
    in_.Note("ambiguous: " + Info(a).name + " or " + Info(b).name);
    return in_.SayReply("clarify");
  }

  std::string About(const Candidate& c) const {
    const std::string& name = Info(c).name;
    if (const Reply* label = step_.pack.replies.Find("about." + name)) {
      return label->variants.front().text;
    }
    for (const IntentSource& intent : step_.pack.intents.intents) {
      if (intent.name != name) continue;
      // `about` is for authors; what a buyer would say tells a buyer more.
      return intent.examples.empty() ? intent.about : intent.examples.front().text;
    }
    return {};
  }

  void Fallback() {
    std::int64_t& missed = step_.next.counters[std::string(kMissedCounter)];
    missed = std::min<std::int64_t>(missed + 1, 1000);
    in_.Note("not understood, time " + std::to_string(missed));
    if (missed < kMissedLimit) {
      // Either will do when the other has no wording left.
      const bool again = missed > 1;
      if (in_.SayReply(again ? "fallback.again" : "fallback")) return;
      if (in_.SayReply(again ? "fallback" : "fallback.again")) return;
    }
    in_.HandOff({Urgency::kNormal, "连续几句没听懂"});
  }

  void CallPerson() {
    Outcome& out = in_.outcome();
    const bool said_nothing = out.drafts.empty() && out.exhausted;
    if (said_nothing && !out.handoff && Primary() != nullptr && !IsSmallTalk(*Primary())) {
      in_.HandOff({Urgency::kNormal, "同样的话不想再说一遍"});
    }
    if (Follows()) AdviseOnlyByTheLine();
    if (!out.handoff) return;
    if (HandOverTo(step_, *out.handoff)) {
      promised_ = in_.SayReply("handoff.promise");
      step_.next.away_told_at = promised_ ? step_.now : step_.next.away_told_at;
    } else if (out.drafts.empty()) {
      BeSilent("a person was called before");
    }
  }

  // Once per absence, and not beside a promise, which says the same.
  void TellAway() {
    if (promised_ || in_.outcome().drafts.empty() || !AwayTextDue(step_)) return;
    if (in_.SayReply(AwayReply(step_))) step_.next.away_told_at = step_.now;
  }

  bool HasQuestion() {
    const auto& drafts = in_.outcome().drafts;
    return std::any_of(drafts.begin(), drafts.end(), [](const Draft& d) { return d.question; });
  }

  // Statements first, then at most one question, the last one: it is what the state now waits for.
  void Arrange() {
    auto& drafts = in_.outcome().drafts;
    const auto questions = std::stable_partition(drafts.begin(), drafts.end(),
                                                 [](const Draft& d) { return !d.question; });
    if (drafts.end() - questions > 1) drafts.erase(questions, drafts.end() - 1);
  }

  void RememberLine() {
    if (const Candidate* primary = Primary()) {
      step_.next.last_intent = Info(*primary).name;
    }
    if (handled_) {
      step_.next.counters.erase(std::string(kMissedCounter));
      // Asking back answers nothing yet.
      if (step_.facts.mode == Mode::kAuto && Statements() > 0) NoteAnswered(step_.next);
    }
    if (!step_.line.text.empty()) step_.next.last_text = Shortened(step_.line.ToUtf8());
  }

  void BeSilent(std::string reason) { in_.outcome().acts.emplace_back(Silent{std::move(reason)}); }

  Step& step_;
  Interpreter in_;
  std::vector<const Candidate*> agenda_;
  std::vector<Call> calls_;
  bool handled_ = false;
  bool promised_ = false;
};

}  // namespace

Outcome DecideAnswer(Step& step) { return Answering(step).Run(); }

}  // namespace xiaoer
