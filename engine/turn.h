// The answer to one message: the next state of the conversation, what is sent, and why.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/conversation.h"
#include "engine/match/match.h"
#include "engine/message.h"

namespace xiaoer {

// What the dialog decided to do. Silence is a decision, with its reason.
struct Say {
  std::string reply_id;
};
struct Ask {  // a question that the current state now waits for
  std::string reply_id;
};
struct NeedFact {    // the world must be asked first
  std::string kind;  // "order", "parcel"
  std::string key;   // order number; empty = the buyer's latest
};
struct HandOver {
  Urgency urgency{};
  std::string reason;
  bool advice = false;  // a person should look; the talk stays whose it is
};
struct Silent {
  std::string reason;
};
using Act = std::variant<Say, Ask, NeedFact, HandOver, Silent>;

// What is known of the world for this turn; fetched by the runtime before or between two calls.
struct OrderFact {
  std::string number;
  std::string status;  // "unpaid", "paid", "shipped", "delivered", "refunding", "closed"
  std::string product;
  Fen paid;
  std::string courier;
  std::string tracking;
  std::string location;  // last parcel scan, in words
  Instant paid_at{};
  Instant shipped_at{};
  Instant delivered_at{};
};
struct Facts {
  enum class State : std::uint8_t { kNotAsked, kFound, kNone, kTimeout };
  State order_state = State::kNotAsked;
  std::vector<OrderFact> orders;  // newest first
  bool agents_present = false;    // somebody is at the desk now
  bool agents_known = false;      // false: presence was never reported, the calendar decides
  Mode mode = Mode::kAuto;
  std::vector<Promise> promises;  // made to the same buyer in earlier conversations, not expired
};

// One intent as receipts and clients see it. Offsets are bytes of the buyer's original text.
struct IntentReport {
  std::string name;
  double confidence = 0;
  Span bytes;
  std::string template_text;
  SourceLocation where;
  std::vector<Slot> slots;
  std::string detail;  // for a loser: why it lost
};

struct GateCheck {
  std::string name;  // "floor", "placeholder", "forbidden_word", "length", "repetition", "owner"
  bool passed = true;
  std::string detail;
};

struct Receipt {
  std::string pack_hash;
  std::string text;  // original
  // It was read together with pieces of the same thought before it: what began in them begins at 0.
  bool joined = false;
  std::string normalized;
  Script script = Script::kNone;
  std::vector<IntentReport> intents;
  std::vector<IntentReport> losers;
  std::vector<std::pair<std::string, std::string>> ambiguous;
  std::vector<std::pair<Entity, Span>> entities;  // with the bytes of the original
  double coverage = 0;
  std::string state_before;  // "bargain.value", "" = no flow
  std::string state_after;
  std::vector<std::string>
      rules;  // which transitions and answers fired: "dialogs/flows/bargain.yaml:20"
  std::vector<Act> acts;
  std::vector<GateCheck> gates;
};

// A reply that an agent may send with one click; in suggest mode only.
struct Suggestion {
  std::string approach;  // how it differs, in words for the agent: 守住价格，讲清价值
  std::string text;
  std::string reply_id;
  Conversation after;  // the conversation if this is sent: what it offers and promises
};

// What the agent is told beside the suggestions; in suggest mode only. It may name the floor: it is
// shown to agents and never sent.
struct Advice {
  struct Heard {
    std::string intent;
    std::string about;  // in the author's words
    std::string words;  // the buyer's own
    double confidence = 0;
  };
  struct Haggling {
    std::string product;  // catalogue id
    std::string name;
    std::int64_t quantity = 1;
    Fen list;
    Fen floor;        // for the agent's eyes
    Fen offered;      // our standing price per piece; the list price if nothing was offered
    Fen buyer_offer;  // the buyer's last number per piece; 0 = none
    Fen next_offer;   // what a further concession comes to; 0 = none is left
    int round = 0;    // pushes of the buyer's so far
    int step = 0;     // concessions given so far
  };
  struct TakeOver {
    Urgency urgency{};
    std::string reason;
    std::string summary;
  };

  std::vector<Heard> heard;
  std::string state;                      // where the talk stands after this message
  std::string next_step;                  // what the bot would do, in a sentence
  std::vector<std::string> next_replies;  // reply ids that it would send
  std::optional<TakeOver> take_over;      // nothing: no person is needed
  std::map<std::string, std::string> facts;
  std::optional<Haggling> bargain;  // over the product in talk
  std::vector<Promise> promises;    // that still hold, to this buyer
};

struct Turn {
  Conversation next;
  Mode mode = Mode::kAuto;  // that was answered in: the one of the facts, or the intents' own
  std::vector<Outbound> replies;
  std::vector<Suggestion> suggestions;
  std::optional<Advice> advice;
  std::vector<NeedFact> needs;  // not empty: nothing else counts; ask again with these facts
  Receipt receipt;
};

}  // namespace xiaoer
