#include "tools/xiaoer/conversation_runner.h"

#include "adapters/codec/conversation_codec.h"
#include "adapters/runtime/respond_with_facts.h"
#include "engine/policy/cases.h"

namespace xiaoer {
namespace {

std::string Join(const std::vector<std::string>& items) {
  std::string text = "[";
  for (const std::string& item : items) {
    if (text.size() > 1) text += ", ";
    text += item;
  }
  return text + "]";
}

// The shop's orders, or the silence or slowness that the conversation file asks for.
class ScriptedFacts final : public FactSource {
 public:
  ScriptedFacts(FactSource& source, const std::string& how) : source_(source), how_(how) {}

  Result<std::vector<OrderFact>> FindOrders(const std::string& shop, const std::string& buyer_id,
                                            const std::string& order_number,
                                            Millis deadline) override {
    if (how_ == "timeout") return Unavailable("the conversation file says so");
    if (how_ == "none") return std::vector<OrderFact>();
    return source_.FindOrders(shop, buyer_id, order_number, deadline);
  }

 private:
  FactSource& source_;
  const std::string& how_;
};

class Runner {
 public:
  Runner(const ConversationFile& file, const Pack& pack, FactSource& facts,
         const RunOptions& options)
      : file_(file), pack_(pack), facts_(facts), options_(options), now_(file.now) {
    conversation_.key = {"test", file.channel, file.name};
  }

  RunResult Run() {
    for (const ConversationStep& step : file_.steps) {
      switch (step.kind) {
        case ConversationStep::Kind::kBuyer:
          Play(step, Sender::kBuyer);
          break;
        case ConversationStep::Kind::kAgent:
          Play(step, Sender::kAgent);
          break;
        case ConversationStep::Kind::kAdvance:
          now_ += step.advance;
          break;
        case ConversationStep::Kind::kFacts:
          if (!step.order_lookup.empty()) order_lookup_ = step.order_lookup;
          if (!step.agents.empty()) agents_ = step.agents;
          break;
        case ConversationStep::Kind::kNewConversation:
          BeginAnew();
          break;
      }
    }
    return std::move(result_);
  }

 private:
  void Play(const ConversationStep& step, Sender sender) {
    Inbound inbound;
    inbound.key = conversation_.key;
    inbound.sender = sender;
    inbound.message_id = "m" + std::to_string(++messages_);
    inbound.buyer_id = file_.buyer;
    inbound.text = step.text;
    inbound.product = file_.product;
    inbound.emoji = file_.emoji;
    inbound.sent_at = now_;
    const Turn turn = Answer(inbound);
    result_.transcript += (sender == Sender::kBuyer ? "  买家 " : "  客服 ") + step.text + "\n";
    for (const Outbound& reply : turn.replies) {
      result_.transcript += "  小二 " + reply.text + "  (" + reply.reply_id + ")\n";
    }
    for (const Suggestion& s : turn.suggestions) {
      result_.transcript += "  建议 [" + s.approach + "] " + s.text + "\n";
    }
    if (step.expect) Check(step, turn);
    conversation_ = turn.next;
    ++conversation_.version;
    if (options_.restart) Restart(step);
  }

  // The same buyer in another conversation: of what was said only the promises are known.
  void BeginAnew() {
    for (const Promise& promise : conversation_.promises) promises_.push_back(promise);
    const ConversationKey key = conversation_.key;
    conversation_ = {};
    conversation_.key = key;
    result_.transcript += "  -- a new conversation\n";
  }

  Turn Answer(const Inbound& inbound) {
    Facts facts;
    facts.mode = file_.mode;
    for (const Promise& promise : promises_) {
      if (promise.expires > now_) facts.promises.push_back(promise);
    }
    facts.agents_known = agents_ != "unknown";
    facts.agents_present = agents_ == "present";
    ScriptedFacts scripted(facts_, order_lookup_);
    return RespondWithFacts(pack_, conversation_, inbound, std::move(facts), scripted, Millis(500),
                            now_, {.explain = true, .prefilter = options_.prefilter});
  }

  void Restart(const ConversationStep& step) {
    auto restored = DecodeConversation(EncodeConversation(conversation_));
    if (!restored.ok()) {
      Fail(step, restored.error().message());
    } else if (!(*restored == conversation_)) {
      Fail(step, "the conversation changes when it is stored and read back");
    } else {
      conversation_ = std::move(restored).value();
    }
  }

  void Check(const ConversationStep& step, const Turn& turn) {
    const Expectation& e = *step.expect;
    std::vector<std::string> replies;
    std::string texts;
    for (const Outbound& reply : turn.replies) {
      replies.push_back(reply.reply_id);
      texts += reply.text + "\n";
    }
    for (const Suggestion& s : turn.suggestions) texts += s.text + "\n";
    std::vector<std::string> intents;
    for (const IntentReport& i : turn.receipt.intents) intents.push_back(i.name);
    if (e.replies) Compare(step, "replies", Join(*e.replies), Join(replies));
    if (e.intents) Compare(step, "intents", Join(*e.intents), Join(intents));
    if (e.state) Compare(step, "state", *e.state, turn.receipt.state_after);
    if (e.owner) Compare(step, "owner", *e.owner, std::string(ToString(turn.next.owner)));
    if (e.script) Compare(step, "script", *e.script, std::string(ToString(turn.next.script)));
    if (e.handoff) {
      const std::string handoff =
          turn.next.handoff ? std::string(ToString(turn.next.handoff->urgency)) : "none";
      Compare(step, "handoff", *e.handoff, handoff);
    }
    CheckPerson(step, turn);
    CheckCase(step, turn.next);
    for (const std::string& part : e.summary_has) {
      const std::string summary = turn.next.handoff ? turn.next.handoff->summary : "";
      if (summary.find(part) == std::string::npos) {
        Fail(step, "the summary for the agent lacks \"" + part + "\": " + summary);
      }
    }
    if (e.suggestions && static_cast<std::int64_t>(turn.suggestions.size()) < *e.suggestions) {
      Fail(step, "only " + std::to_string(turn.suggestions.size()) + " suggestions");
    }
    CheckAdvice(step, turn);
    for (const std::string& part : e.text_has) {
      if (texts.find(part) == std::string::npos) Fail(step, "no reply has \"" + part + "\"");
    }
    for (const std::string& part : e.text_lacks) {
      if (texts.find(part) != std::string::npos) Fail(step, "a reply has \"" + part + "\"");
    }
  }

  // What the line itself called a person with, whoever owns the conversation afterwards.
  void CheckPerson(const ConversationStep& step, const Turn& turn) {
    const Expectation& e = *step.expect;
    const HandOver* call = nullptr;
    for (const Act& act : turn.receipt.acts) {
      if (call == nullptr) call = std::get_if<HandOver>(&act);
    }
    if (e.person) {
      Compare(step, "person", *e.person,
              call == nullptr ? "none" : std::string(ToString(call->urgency)));
    }
    for (const std::string& part : e.reason_has) {
      if (call == nullptr || call->reason.find(part) == std::string::npos) {
        Fail(step, "no reason for a person has \"" + part + "\"");
      }
    }
  }

  // The problem in parts, everything else as a whole.
  void CheckCase(const ConversationStep& step, const Conversation& next) {
    if (step.expect->case_facts.empty()) return;
    std::map<std::string, std::string> facts;
    if (const Case* c = CurrentCase(next)) AddCaseFacts(pack_, *c, facts);
    for (const auto& [name, wanted] : step.expect->case_facts) {
      const std::string& got = facts[name];
      const bool holds = name == "problem" ? got.find(wanted) != std::string::npos : got == wanted;
      if (!holds) Compare(step, "case: " + name, wanted, got);
    }
  }

  void CheckAdvice(const ConversationStep& step, const Turn& turn) {
    const Expectation& e = *step.expect;
    std::vector<std::string> suggested;
    std::vector<std::string> approaches;
    for (const Suggestion& s : turn.suggestions) {
      suggested.push_back(s.reply_id);
      approaches.push_back(s.approach);
    }
    if (e.suggested) Compare(step, "suggested", Join(*e.suggested), Join(suggested));
    if (e.approaches) Compare(step, "approaches", Join(*e.approaches), Join(approaches));
    const Advice none;
    const Advice& advice = turn.advice ? *turn.advice : none;
    if (e.advice) {
      const std::string urgency =
          advice.take_over ? std::string(ToString(advice.take_over->urgency)) : "none";
      Compare(step, "advice", *e.advice, urgency);
    }
    const auto& bargain = advice.bargain;
    if (e.offer) {
      Compare(step, "offer", *e.offer, bargain ? FormatYuan(bargain->offered) : "none");
    }
    if (e.floor) Compare(step, "floor", *e.floor, bargain ? FormatYuan(bargain->floor) : "none");
    if (e.round) {
      Compare(step, "round", std::to_string(*e.round),
              std::to_string(bargain ? bargain->round : 0));
    }
  }

  void Compare(const ConversationStep& step, std::string_view what, const std::string& wanted,
               const std::string& got) {
    if (wanted == got) return;
    Fail(step, std::string(what) + " should be " + (wanted.empty() ? "none" : wanted) + " but is " +
                   (got.empty() ? "none" : got));
  }

  void Fail(const ConversationStep& step, const std::string& message) {
    result_.failures.push_back(step.where.ToString() + ": after 「" + step.text + "」: " + message);
  }

  const ConversationFile& file_;
  const Pack& pack_;
  FactSource& facts_;
  const RunOptions options_;
  Instant now_;
  std::string order_lookup_ = "found";
  std::string agents_ = "unknown";
  int messages_ = 0;
  std::vector<Promise> promises_;  // of earlier conversations
  Conversation conversation_;
  RunResult result_;
};

}  // namespace

RunResult RunConversation(const ConversationFile& file, const Pack& pack, FactSource& facts,
                          const RunOptions& options) {
  return Runner(file, pack, facts, options).Run();
}

}  // namespace xiaoer
