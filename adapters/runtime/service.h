// A buyer's message from the outside to its answer: accept, load, respond, commit.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/facts.h"
#include "adapters/runtime/channel_table.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/conversation_locks.h"
#include "adapters/runtime/pack_holder.h"
#include "adapters/runtime/rate_limiter.h"
#include "adapters/runtime/turn_watch.h"
#include "adapters/store.h"

namespace xiaoer {

class Service {
 public:
  // When somebody is at the desk, if no agent has ever reported it.
  enum class UnknownPresence : std::uint8_t { kAway, kCalendar };

  // New messages of one buyer. No person writes so fast; each costs some 0.2 ms, so that a buyer at this rate leaves
  // nearly everything to the others.
  static constexpr Rate kDefaultBuyerRate{100, 500};

  struct Options {
    Mode mode = Mode::kAuto;
    UnknownPresence unknown_presence = UnknownPresence::kAway;
    std::string id_key;  // see ids.h
    // A look-up of orders that takes longer is treated as "cannot be told now".
    Millis fact_deadline = std::chrono::milliseconds(500);
    ChannelTable channels;
    Rate buyer_rate = kDefaultBuyerRate;
  };

  // Called with a conversation and the time at which its waiting messages are due.
  using Schedule = std::function<void(const ConversationKey&, Instant due)>;

  // All outlive the service.
  Service(const PackHolder& packs, Store& store, FactSource& facts, const Clock& clock,
          ConversationLocks& locks, Watch& watch, Options options);

  // Whether messages of this channel are answered later.
  bool IsAsynchronous(const std::string& channel) const;
  void OnWaiting(Schedule schedule) { schedule_ = std::move(schedule); }
  // Called after every change, and told whether something was written to the outbox.
  void OnChange(std::function<void(bool outbox)> changed) { changed_ = std::move(changed); }

  // The answer's JSON. The same message gets the same answer, marked as a duplicate. Messages of
  // one conversation are answered one after the other. Unavailable if the store cannot answer:
  // nothing happened then, and the sender may try again. TooMany if the buyer writes faster than anybody does; a
  // message that was accepted before is never refused so. `request`: its id in the log.
  Result<std::string> Answer(const Inbound& inbound, std::string_view request = {});

  // For asynchronous channels: keeps the message, durably, and answers it when the buyer has been silent for the
  // pack's pause. {"accepted":true,"duplicate",…}
  Result<std::string> Accept(const Inbound& inbound, std::string_view request = {});

  // Answers what waits in a conversation as one thought. When it is to be called again, if the buyer is still
  // writing; nothing if all is answered.
  Result<std::optional<Instant>> AnswerWaiting(const ConversationKey& key);

  // The receipt's JSON; NotFound.
  Result<std::string> Explain(const std::string& receipt_id);

  Status Check();

 private:
  Result<std::string> AnswerOnce(const Inbound& inbound, std::string_view request,
                                 MessageResult& became);
  Result<std::string> AcceptOnce(const Inbound& inbound, std::string_view request,
                                 MessageResult& became);
  // `receive(became)`, counted and measured as one message.
  template <class Receive>
  Result<std::string> Count(const Inbound& inbound, std::string_view request, Receive receive);
  Result<Turn> TurnFor(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
                       Instant now);
  // Of the store, measured as stages of a message.
  Result<Accepted> LookUp(const Inbound& inbound);
  Status Keep(const Change& change);
  Status FindFacts(const Pack& pack, const Inbound& inbound, Instant now, Facts& facts);
  Status CheckRate(const Inbound& inbound);
  bool IsEcho(const Inbound& inbound, Instant now);

  const PackHolder& packs_;
  Store& store_;
  FactSource& facts_;
  const Clock& clock_;
  ConversationLocks& locks_;
  Watch& watch_;
  const Options options_;
  RateLimiter buyers_;
  Schedule schedule_;
  std::function<void(bool)> changed_;
};

}  // namespace xiaoer
