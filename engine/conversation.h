// All that is remembered of a conversation between two messages: a plain value, written to the
// store as a whole, enough to go on after a restart as if nothing had happened.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/money.h"
#include "engine/match/entity.h"
#include "engine/message.h"
#include "engine/policy/mode.h"

namespace xiaoer {

// Who speaks to the buyer. Every change raises Conversation::epoch.
enum class Owner : std::uint8_t { kBot, kOffered, kQueued, kHuman, kReturned, kClosed };
std::string_view ToString(Owner owner);

// A running flow. The last frame of Conversation::stack is the active one, those below are
// interrupted.
struct FlowFrame {
  std::string flow;
  std::string state;
  Instant entered{};  // when the state was entered: timeouts count from here
  int retries = 0;    // unanswered asks in this state
  friend bool operator==(const FlowFrame&, const FlowFrame&) = default;
};

// Something told to this buyer that the shop stands by until it expires.
struct Promise {
  // Stored as numbers: new ones go to the end. kRemedy: what a case is made good with; kFollowUp: an
  // answer to a case by `expires`.
  enum class Kind : std::uint8_t {
    kPrice,
    kFreeShipping,
    kShipBy,
    kRefund,
    kGift,
    kRemedy,
    kFollowUp,
  };
  Kind kind{};
  std::string product;        // catalogue id; empty = the whole order
  Fen amount;                 // kPrice: per piece; kRefund: total
  std::int64_t quantity = 1;  // from how many pieces on
  Instant made{};
  Instant expires{};
  std::string condition;  // what the buyer does in return: id of the policy's condition
  std::string reference;  // kRemedy, kFollowUp: number of the case
  std::string what;       // kRemedy: the remedy's name, as it was told
  friend bool operator==(const Promise&, const Promise&) = default;
};
std::string_view ToString(Promise::Kind kind);

// Bargaining over a number of pieces of one product. Offers only fall; the floor is never part of
// it.
struct Bargain {
  std::string product;
  std::int64_t quantity = 1;
  int pushes = 0;        // how often the buyer pressed, with or without a number
  int step = 0;          // concessions given so far
  Fen offered;           // our last price per piece; 0 = the list price still stands
  Fen last_drop;         // how much the last concession was; the next is no larger
  Fen buyer_offer;       // the buyer's highest number per piece; 0 = none
  int stood_still = 0;   // how often in a row the buyer's number did not rise
  bool rose = false;     // the buyer's number rose at least once
  bool settled = false;  // a number of the buyer's was taken: that price stands
  int insisted = 0;      // how often the buyer pressed on without news
  Instant expires{};     // the offer lapses then; epoch 0 = nothing was offered
  friend bool operator==(const Bargain&, const Bargain&) = default;
};

// Something that went wrong with what the buyer bought: what was collected, and what is done about
// it. Collected once, never asked again.
struct Case {
  enum class State : std::uint8_t {
    kCollecting,  // facts or the buyer's choice are missing
    kRegistered,  // a remedy was chosen; a person approves it
    kWithPerson,  // a person decides what is done
    kClosed,      // settled, nothing is open
  };
  std::string number;  // told to the buyer: "AS1111-7K3QM"
  std::string kind;    // "defect", "missing": the policy's kinds of cases
  State state = State::kCollecting;
  std::string order;       // as told or as looked up; empty = not known
  std::string product;     // catalogue id
  std::string problem;     // in the buyer's words, long numbers masked
  bool described = false;  // the words say what is wrong, not only that something is
  std::string photo;       // "sent", "promised", "none"; empty = not known
  std::int64_t days = -1;  // since delivery, by the buyer's own word; -1 = not said
  std::string wish;        // the remedy that the buyer asked for: id, or "other"
  std::string remedy;      // the one that was agreed: id; empty = none
  Instant opened{};
  std::vector<std::string> asked;  // what the buyer was asked about: order, what, photo …
  Instant promised_by{};           // when the buyer was told to have an answer; epoch 0 = not told
  friend bool operator==(const Case&, const Case&) = default;
};
std::string_view ToString(Case::State state);  // "collecting", "registered", …

// A hand-off that waits for an agent or was told to one.
struct Handoff {
  Urgency urgency = Urgency::kNormal;
  std::string reason;
  std::string summary;                       // the case in one or two sentences
  std::map<std::string, std::string> facts;  // collected so far
  Instant since{};
  Instant promised_by{};  // when the buyer was told to expect somebody; epoch 0 = none
  friend bool operator==(const Handoff&, const Handoff&) = default;
};

// What tells another machine from a person: how alike and how fast its lines come.
struct Traffic {
  std::string skeleton;      // of the last line: canonical text without digits and blanks, cut
  std::int64_t similar = 0;  // lines in a row that were like it, that one counted
  Instant similar_since{};   // when the first of these came
  std::int64_t lines = 0;    // lines since `since`
  Instant since{};
  friend bool operator==(const Traffic&, const Traffic&) = default;
};

// Something that the buyer wanted in this talk, to tell when it is wanted again.
struct Concern {
  std::string intent;
  std::int64_t times = 1;  // said so often in this visit
  bool answered = false;   // somebody answered since it was last said
  bool promised = false;   // and promised to see to it
  friend bool operator==(const Concern&, const Concern&) = default;
};

// A line of the buyer, to tell when the same words come again.
struct HeardLine {
  std::string text;  // canonical, shortened
  bool answered = false;
  friend bool operator==(const HeardLine&, const HeardLine&) = default;
};

// What the decision to call a person remembers of the talk; the oldest is forgotten first.
struct Attention {
  std::vector<Concern> concerns;  // one per intent
  std::vector<HeardLine> lines;
  bool answered = false;  // something was answered in this visit
  friend bool operator==(const Attention&, const Attention&) = default;
};

struct Conversation {
  ConversationKey key;
  std::string buyer_id;
  std::string buyer_name;

  std::uint64_t version = 0;  // raised by every commit; the store refuses a stale one
  std::uint64_t epoch = 0;    // raised by every change of owner
  Owner owner = Owner::kBot;
  std::string agent;  // who has it while a person does; empty = not told

  std::vector<FlowFrame> stack;
  std::map<std::string, std::string>
      slots;  // facts collected: "order" → "20261111…", "size" → "xl"
  std::map<std::string, std::int64_t> counters;  // named counters of flows: "asked_again", "anger"
  std::map<std::string, std::vector<int>> said;  // reply id → variants already used
  std::vector<std::string> recent_texts;         // the last few texts sent, against repetition
  std::string product;                           // what the talk is about
  std::vector<Bargain> bargains;                 // one per product
  std::vector<Promise> promises;
  std::vector<Case> cases;  // oldest first; the one that is talked about is slots["case"]
  std::optional<Handoff> handoff;
  Attention attention;

  Script script = Script::kNone;  // the buyer's, as last seen
  std::string last_intent;        // what the buyer last wanted
  std::string last_text;          // canonical; against asking the same again
  // The buyer's latest messages that may be pieces of one thought with the next, oldest first; the
  // last one came at last_buyer_at.
  std::vector<std::string> pieces;
  Traffic traffic;
  std::int64_t turns = 0;  // buyer messages answered
  Instant started{};
  Instant last_buyer_at{};
  Instant last_reply_at{};
  Instant last_agent_at{};
  Instant away_told_at{};  // one away text per absence

  friend bool operator==(const Conversation&, const Conversation&) = default;
};

}  // namespace xiaoer
