// The frame of a turn: who may speak, what is remembered, what is written into the receipt.
#include <algorithm>
#include <utility>

#include "engine/advice.h"
#include "engine/dialog/answering.h"
#include "engine/dialog/handing_over.h"
#include "engine/dialog/loops.h"
#include "engine/dialog/receipt.h"
#include "engine/dialog/sending.h"
#include "engine/dialog/talk_tables.h"
#include "engine/engine.h"
#include "engine/ownership.h"
#include "engine/policy/escalation.h"
#include "engine/policy/modes.h"
#include "engine/thought.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxSuggestions = 3;
constexpr const char* kPageSlot = "page";  // the product page that the buyer writes from

// This message, and those before it that it may belong to.
void KeepPieces(const Pack& pack, const Inbound& inbound, Instant now, Conversation& next) {
  const Millis pause = pack.shop.hearing.pause;
  if (now - next.last_buyer_at >= pause || inbound.text.size() > kMaxPieceBytes) {
    next.pieces.clear();
  }
  if (pause == Millis(0) || inbound.text.size() > kMaxPieceBytes) return;
  if (next.pieces.size() >= kMaxPieces) next.pieces.erase(next.pieces.begin());
  next.pieces.push_back(inbound.text);
}

// The page that the buyer writes from says what is talked about when it is opened, not with every
// message: 围巾多长, then 什么料子, still means the scarf.
void OpenPage(const Pack& pack, const Inbound& inbound, Conversation& next) {
  if (pack.shop.FindProduct(inbound.product) == nullptr) return;
  std::string& page = next.slots[kPageSlot];
  if (page == inbound.product) return;
  page = inbound.product;
  next.product = inbound.product;
}

// The conversation with this message in it, before anything is answered.
Conversation Arrive(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
                    Instant now) {
  Conversation next = conversation;
  next.key = inbound.key;
  if (next.started == Instant{}) next.started = now;
  if (inbound.sender == Sender::kAgent) {
    // What was not understood is the agent's now.
    next.counters.erase(std::string(kMissedCounter));
    HearAgent(pack, inbound.text, next);
    TakeOver(next, inbound.agent, now);
    return next;
  }
  if (!inbound.buyer_id.empty()) next.buyer_id = inbound.buyer_id;
  if (!inbound.buyer_name.empty()) next.buyer_name = inbound.buyer_name;
  if (next.last_buyer_at != Instant{} && now - next.last_buyer_at >= kVisitGap) {
    ++next.counters[std::string(kVisitsCounter)];
    for (const auto counter : {kGreetedCounter, kAskedAgainCounter, kMissedCounter}) {
      next.counters.erase(std::string(counter));
    }
    // The next day nobody minds hearing the same again; wordings still go on in turn.
    next.recent_texts.clear();
    next.slots.erase(kPageSlot);
    BeginVisit(next);
  }
  OpenPage(pack, inbound, next);
  ReturnIfIdle(pack.shop.handoff, next, now);
  // A buyer who writes to a closed conversation opens it again.
  if (next.owner == Owner::kClosed) {
    ChangeOwner(next, Owner::kBot);
    next.stack.clear();
    next.handoff.reset();
  }
  KeepPieces(pack, inbound, now, next);
  next.last_buyer_at = now;
  ++next.turns;
  return next;
}

// What the line tells beside its intents: script, product, order number.
void Learn(const Pack& pack, const Understanding& understood, Conversation& next) {
  const Script script = understood.line.script;
  if (script == Script::kHans || script == Script::kHant) next.script = script;
  if (script == Script::kMixed && next.script == Script::kNone) next.script = script;
  bool product_known = false;
  for (const Entity& entity : understood.match.entities) {
    if (entity.type == EntityType::kProduct && !product_known &&
        pack.shop.FindProduct(entity.text) != nullptr) {
      next.product = entity.text;
      product_known = true;
    }
  }
  for (const Candidate& winner : understood.match.winners) {
    for (const Slot& slot : winner.slots) {
      if (slot.entity.type == EntityType::kOrderNumber && !slot.entity.text.empty()) {
        next.slots["order"] = slot.entity.text;
      }
    }
  }
}

MatchContext ContextOf(const Pack& pack, const Conversation& conversation) {
  MatchContext context;
  if (conversation.stack.empty()) {
    // A bare 260 under a product page is an offer for that product; without one it is a number.
    if (pack.shop.FindProduct(conversation.product) != nullptr) context.states = {"product"};
    return context;
  }
  const FlowFrame& top = conversation.stack.back();
  context.states = {top.flow, top.flow + "." + top.state};
  const Flow* flow = pack.flows.FindFlow(top.flow);
  const FlowState* state = flow == nullptr ? nullptr : flow->FindState(top.state);
  if (state != nullptr) context.expected = state->expect;
  return context;
}

std::string JoinTexts(const std::vector<Outbound>& replies) {
  std::string text;
  for (const Outbound& reply : replies) {
    if (!text.empty()) text += '\n';
    text += reply.text;
  }
  return text;
}

// What was understood of the joined pieces, told in bytes of the last one.
void CountFrom(std::size_t begin, Receipt& receipt) {
  if (begin == 0) return;
  const auto shift = [begin](Span& bytes) {
    const auto moved = [begin](std::uint32_t at) {
      return at > begin ? at - static_cast<std::uint32_t>(begin) : 0U;
    };
    bytes = {moved(bytes.begin), moved(bytes.end)};
  };
  for (IntentReport& intent : receipt.intents) shift(intent.bytes);
  for (IntentReport& loser : receipt.losers) shift(loser.bytes);
  for (auto& [entity, bytes] : receipt.entities) shift(bytes);
}

template <class T>
bool Has(const std::vector<Act>& acts) {
  return std::any_of(acts.begin(), acts.end(),
                     [](const Act& act) { return std::holds_alternative<T>(act); });
}

// Nothing was sent, so nothing was said, offered or promised; where the talk stands has still moved
// on.
void ForgetWhatWasNotSent(const Conversation& before, Conversation& next) {
  next.said = before.said;
  next.recent_texts = before.recent_texts;
  next.bargains = before.bargains;
  next.promises = before.promises;
  next.last_reply_at = before.last_reply_at;
  next.away_told_at = before.away_told_at;
  next.owner = before.owner;
  next.epoch = before.epoch;
}

// Nothing was said to the buyer, but what the buyer said counts: the number and how often.
void KeepWhatWasHeard(const Conversation& after, Conversation& before) {
  for (const Bargain& heard : after.bargains) {
    auto& all = before.bargains;
    const auto it = std::find_if(all.begin(), all.end(), [&](const Bargain& b) {
      return b.product == heard.product && b.quantity == heard.quantity;
    });
    Bargain& kept = it != all.end() ? *it : all.emplace_back();
    kept.product = heard.product;
    kept.quantity = heard.quantity;
    kept.pushes = heard.pushes;
    kept.buyer_offer = heard.buyer_offer;
  }
}

class Responding {
 public:
  Responding(const Pack& pack, const Inbound& inbound, const Facts& facts, Instant now,
             const RespondOptions& options)
      : pack_(pack), inbound_(inbound), facts_(facts), now_(now), options_(options) {}

  Turn Run(const Conversation& conversation) {
    turn_.receipt.pack_hash = pack_.hash;
    turn_.mode = facts_.mode;
    turn_.receipt.text = inbound_.text;
    turn_.receipt.state_before = StateName(conversation);
    turn_.next = Arrive(pack_, conversation, inbound_, now_);
    if (inbound_.sender == Sender::kAgent) {
      BeSilent("an agent speaks");
    } else {
      Hear(conversation);
    }
    turn_.receipt.state_after = StateName(turn_.next);
    return std::move(turn_);
  }

 private:
  void Hear(const Conversation& conversation) {
    bool person = facts_.mode == Mode::kAuto && turn_.next.owner == Owner::kHuman;
    if (facts_.mode != Mode::kOff && !person) Expire();
    MatchOptions options;
    options.explain = options_.explain;
    options.prefilter = options_.prefilter;
    const std::size_t begin = HearText(ContextOf(pack_, turn_.next), options);
    DescribeUnderstanding(pack_, understood_.line, understood_.match, turn_.receipt);
    CountFrom(begin, turn_.receipt);
    Learn(pack_, understood_, turn_.next);
    ChooseMode();
    person = facts_.mode == Mode::kAuto && turn_.next.owner == Owner::kHuman;
    if (facts_.mode == Mode::kOff) return BeSilent("the bot is off");
    if (facts_.mode == Mode::kSuggest) return Suggest(conversation);
    if (person) return BeSilent("a person is speaking with the buyer");
    NoteLine(turn_.next, pack_.shop.loops, understood_.line.ToUtf8(), now_);
    if (IsLoop(turn_.next, pack_.shop.loops)) return BreakLoop();
    const Conversation before = turn_.next;
    if (!Attempt(before, turn_)) turn_.next = conversation;
  }

  // Agents may keep some things to themselves, and leave others to the bot though they are there. Not in a
  // conversation that a person has: there it advises.
  void ChooseMode() {
    std::vector<std::string_view> intents;
    for (const Candidate& winner : understood_.match.winners) {
      intents.push_back(pack_.matcher->intents()[winner.intent].name);
    }
    const Mode mode = ModeFor(pack_.shop, intents, facts_.mode);
    if (mode != Mode::kAuto || turn_.next.owner != Owner::kHuman) facts_.mode = mode;
    turn_.mode = facts_.mode;
  }

  // Fills understood_; returns where this message begins in what was read, in bytes.
  std::size_t HearText(const MatchContext& context, const MatchOptions& options) {
    const std::vector<std::string>& pieces = turn_.next.pieces;
    if (pieces.size() < 2) {
      understood_ = Understand(pack_, inbound_.text, context, options);
      return 0;
    }
    LatePiece late = UnderstandLast(pack_, pieces, context, options);
    turn_.receipt.joined = late.joined();
    understood_ = std::move(late.understood);
    return late.begin;
  }

  // Another machine is not answered; a person is told, once, in case it is none.
  void BreakLoop() {
    const HandoffRule rule{Urgency::kNormal, "对方像是机器在刷屏"};
    Step step{pack_,   inbound_,   facts_, now_, understood_.line, understood_.match,
              nullptr, turn_.next, {},     {}};
    if (!turn_.next.handoff && HandOverTo(step, rule)) {
      turn_.receipt.acts.emplace_back(HandOver{rule.urgency, rule.reason});
    }
    BeSilent("the lines come as no person writes them");
  }

  void Expire() {
    const Normalized nothing;
    const MatchResult no_match;
    Step step{pack_, inbound_, facts_, now_, nothing, no_match, nullptr, turn_.next, {}, {}};
    Interpreter interpreter(step);
    interpreter.ExpireStates();
    turn_.receipt.rules = interpreter.outcome().rules;
  }

  // Decides and sends into `turn`. False if facts are needed first.
  bool Attempt(const Conversation& before, Turn& turn) {
    turn.next = before;
    Step step{pack_,   inbound_,  facts_, now_, understood_.line, understood_.match,
              nullptr, turn.next, {},     {}};
    Outcome outcome = DecideAnswer(step);
    if (!outcome.needs.empty()) {
      turn.needs = std::move(outcome.needs);
      turn.receipt.acts.assign(turn.needs.begin(), turn.needs.end());
      return false;
    }
    auto& receipt = turn.receipt;
    receipt.rules.insert(receipt.rules.end(), outcome.rules.begin(), outcome.rules.end());
    receipt.acts = std::move(outcome.acts);
    // One call for a person, the most urgent one; what else asked for it stands in the rules.
    std::erase_if(receipt.acts,
                  [](const Act& act) { return std::holds_alternative<HandOver>(act); });
    if (const auto& call = outcome.handoff ? outcome.handoff : outcome.advice) {
      const bool advice = !outcome.handoff || facts_.mode != Mode::kAuto;
      receipt.acts.emplace_back(HandOver{call->urgency, call->reason, advice});
    }
    Send(step, before, std::move(outcome.drafts), turn);
    if (turn.replies.empty() && !Has<Silent>(receipt.acts)) {
      receipt.acts.emplace_back(Silent{"there is nothing to say"});
    }
    return true;
  }

  void Suggest(const Conversation& conversation) {
    Conversation before = turn_.next;
    if (!Attempt(before, turn_)) {
      turn_.next = conversation;
      return;
    }
    turn_.receipt.state_after = StateName(turn_.next);
    const std::vector<Outbound> first = std::exchange(turn_.replies, {});
    const ApproachList* list = FindApproaches(pack_, before, turn_, first);
    const Approach* own = ApproachOf(list, first);
    const std::string label = own != nullptr ? own->label : PlainLabel(first, turn_.receipt);
    turn_.advice = MakeAdvice(pack_, before, turn_, first, label, facts_, now_);
    Propose(first, label, turn_.next);
    if (list != nullptr) {
      for (const Approach& approach : list->approaches) {
        if (&approach != own) TryApproach(before, approach);
      }
    }
    KeepWhatWasHeard(turn_.next, before);
    ForgetWhatWasNotSent(before, turn_.next);
  }

  void TryApproach(const Conversation& before, const Approach& approach) {
    if (turn_.suggestions.size() >= kMaxSuggestions) return;
    Turn other;
    other.next = before;
    Step step{pack_,   inbound_,   facts_, now_, understood_.line, understood_.match,
              nullptr, other.next, {},     {}};
    Interpreter interpreter(step);
    const auto& winners = understood_.match.winners;
    if (!interpreter.Try(approach, winners.empty() ? nullptr : &winners.front())) return;
    Outcome& outcome = interpreter.outcome();
    if (!outcome.needs.empty() || outcome.drafts.empty()) return;
    const std::size_t drafts = outcome.drafts.size();
    Send(step, before, std::move(outcome.drafts), other);
    // What the gate refused is no suggestion; neither is the promise that it is replaced by.
    if (other.replies.size() == drafts) Propose(other.replies, approach.label, other.next);
  }

  // In the order in which they were found, three at most, no text and no reply twice.
  void Propose(const std::vector<Outbound>& replies, const std::string& approach,
               const Conversation& after) {
    std::string text = JoinTexts(replies);
    auto& all = turn_.suggestions;
    const bool known = std::any_of(all.begin(), all.end(), [&](const Suggestion& s) {
      return s.text == text || (!replies.empty() && s.reply_id == replies.front().reply_id);
    });
    if (text.empty() || known || all.size() >= kMaxSuggestions) return;
    all.push_back({approach, std::move(text), replies.front().reply_id, after});
  }

  void BeSilent(std::string reason) { turn_.receipt.acts.emplace_back(Silent{std::move(reason)}); }

  const Pack& pack_;
  const Inbound& inbound_;
  Facts facts_;  // with the mode of this message
  const Instant now_;
  const RespondOptions& options_;
  Understanding understood_;
  Turn turn_;
};

}  // namespace

Turn Respond(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
             const Facts& facts, Instant now, const RespondOptions& options) {
  return Responding(pack, inbound, facts, now, options).Run(conversation);
}

}  // namespace xiaoer
