#include "adapters/runtime/service.h"

#include <algorithm>
#include <utility>

#include "adapters/codec/answer_codec.h"
#include "adapters/codec/json.h"
#include "adapters/runtime/measured_facts.h"
#include "adapters/runtime/respond_with_facts.h"
#include "adapters/runtime/turn_change.h"
#include "engine/policy/hours.h"
#include "engine/thought.h"

namespace xiaoer {
namespace {

// A version conflict means that another writer was faster; each try sees its result. More than a
// few in a row is a fault that the caller must hear of.
constexpr int kTries = 5;
// One turn answers no more than this; the rest is the next thought.
constexpr std::size_t kMaxPiecesOfTurn = 8;
// How far back our own words may come back to us through a channel.
constexpr std::size_t kEchoLines = 20;
constexpr std::int64_t kSlowMicros = std::chrono::microseconds(Watch::kSlow).count();
constexpr Millis kEchoWindow = std::chrono::minutes(10);

template <class T, class Try>
Result<T> WithRetries(Try attempt) {
  for (int i = 1;; ++i) {
    Result<T> result = attempt();
    if (result.ok() || result.error().code() != StatusCode::kConflict) return result;
    if (i == kTries) return Unavailable("the conversation is busy, try again");
  }
}

}  // namespace

Service::Service(const PackHolder& packs, Store& store, FactSource& facts, const Clock& clock,
                 ConversationLocks& locks, Watch& watch, Options options)
    : packs_(packs),
      store_(store),
      facts_(facts),
      clock_(clock),
      locks_(locks),
      watch_(watch),
      options_(std::move(options)),
      buyers_(options_.buyer_rate) {}

bool Service::IsAsynchronous(const std::string& channel) const {
  return options_.channels.find(channel) != options_.channels.end();
}

template <class Receive>
Result<std::string> Service::Count(const Inbound& inbound, std::string_view request,
                                   Receive receive) {
  MessageResult became = MessageResult::kFailed;
  const Stopwatch time(watch_.metrics().stage(Stage::kRequest));
  Result<std::string> result = receive(became);
  watch_.metrics().messages.Add(inbound.key.channel, static_cast<std::size_t>(became));
  if (const std::int64_t micros = time.micros(); micros >= kSlowMicros) {
    watch_.NoteSlow(inbound.key, request, micros);
  }
  return result;
}

Result<std::string> Service::Answer(const Inbound& inbound, std::string_view request) {
  return Count(inbound, request, [&](MessageResult& became) {
    const std::lock_guard guard(locks_.For(inbound.key));
    return WithRetries<std::string>([&] { return AnswerOnce(inbound, request, became); });
  });
}

Result<std::string> Service::AnswerOnce(const Inbound& inbound, std::string_view request,
                                        MessageResult& became) {
  const Lap lap;
  const std::shared_ptr<const Pack> pack = packs_.Get();
  if (pack == nullptr) return Unavailable("no pack is loaded");
  const Instant now = clock_.Now();
  Result<Accepted> accepted = LookUp(inbound);
  if (!accepted.ok()) return accepted.error();
  if (accepted->answer) {
    became = MessageResult::kDuplicate;
    return MarkDuplicate(accepted->answer->body);
  }
  if (inbound.sender == Sender::kAgent && IsEcho(inbound, now)) {
    became = MessageResult::kEcho;
    return Dump({{"conversation", inbound.key.conversation},
                 {"in_reply_to", inbound.message_id},
                 {"echo", true},
                 {"owner", ToString(accepted->conversation.owner)}});
  }
  if (Status s = CheckRate(inbound); !s.ok()) return s;
  Result<Turn> turn = TurnFor(*pack, accepted->conversation, inbound, now);
  if (!turn.ok()) return turn.error();
  const Mode mode = turn->mode;
  const TurnNote note(*turn, inbound, mode, 1);
  const Change change =
      ChangeOfTurn(std::move(turn).value(), {{inbound, now}}, accepted->conversation.owner,
                   {now, mode, options_.id_key, false});
  if (Status s = Keep(change); !s.ok()) return s;
  if (changed_) changed_(!change.outbox.empty());
  became = MessageResult::kAnswered;
  note.Tell(watch_, inbound.key, change.answer.receipt_id, request, lap.micros());
  return change.answer.body;
}

Result<std::string> Service::Accept(const Inbound& inbound, std::string_view request) {
  // What an agent says elsewhere counts at once: nothing is answered to it, and it ends what waits.
  if (inbound.sender == Sender::kAgent) return Answer(inbound, request);
  return Count(inbound, request,
               [&](MessageResult& became) { return AcceptOnce(inbound, request, became); });
}

Result<std::string> Service::AcceptOnce(const Inbound& inbound, std::string_view request,
                                        MessageResult& became) {
  const std::shared_ptr<const Pack> pack = packs_.Get();
  if (pack == nullptr) return Unavailable("no pack is loaded");
  const Instant now = clock_.Now();
  const Result<Accepted> accepted = LookUp(inbound);
  if (!accepted.ok()) return accepted.error();
  bool duplicate = accepted->waiting || accepted->answer;
  if (!duplicate) {
    if (Status s = CheckRate(inbound); !s.ok()) return s;
    const Status kept =
        store_.Enqueue({inbound, now}, {LineEvent(inbound.key, LineOf(inbound, now))});
    // The same message on two connections at once: one of them is the first.
    duplicate = kept.code() == StatusCode::kConflict;
    if (!kept.ok() && !duplicate) return kept;
    if (!duplicate && schedule_) schedule_(inbound.key, now + pack->shop.hearing.pause);
    if (!duplicate && changed_) changed_(false);
  }
  became = duplicate ? MessageResult::kDuplicate : MessageResult::kAccepted;
  if (!duplicate) watch_.NoteAccepted(inbound.key, request);
  return Dump({{"conversation", inbound.key.conversation},
               {"in_reply_to", inbound.message_id},
               {"accepted", true},
               {"duplicate", duplicate}});
}

Result<std::optional<Instant>> Service::AnswerWaiting(const ConversationKey& key) {
  const std::lock_guard guard(locks_.For(key));
  return WithRetries<std::optional<Instant>>([&]() -> Result<std::optional<Instant>> {
    const std::shared_ptr<const Pack> pack = packs_.Get();
    if (pack == nullptr) return Unavailable("no pack is loaded");
    const Lap lap;
    const Instant now = clock_.Now();
    auto waiting = store_.WaitingOf(key);
    if (!waiting.ok()) return waiting.error();
    if (waiting->empty()) return std::optional<Instant>();
    const Millis pause = pack->shop.hearing.pause;
    // A clock that was set back must not make the buyer wait for ever.
    const Instant due = waiting->back().received + pause;
    const bool full = waiting->size() >= kMaxPiecesOfTurn;
    if (!full && due > now && due - now <= pause) return std::optional<Instant>(due);
    const bool more = waiting->size() > kMaxPiecesOfTurn;
    if (more) waiting->resize(kMaxPiecesOfTurn);

    Inbound thought = waiting->back().inbound;
    if (waiting->size() > 1) {
      std::vector<std::string> pieces;
      for (const WaitingMessage& m : *waiting) pieces.push_back(m.inbound.text);
      thought.text = JoinPieces(*pack, pieces);
    }
    const Result<Accepted> accepted = LookUp(thought);
    if (!accepted.ok()) return accepted.error();
    Result<Turn> turn = TurnFor(*pack, accepted->conversation, thought, now);
    if (!turn.ok()) return turn.error();
    const Mode mode = turn->mode;
    const TurnNote note(*turn, thought, mode, waiting->size());
    const Change change =
        ChangeOfTurn(std::move(turn).value(), std::move(waiting).value(),
                     accepted->conversation.owner, {now, mode, options_.id_key, true});
    if (Status s = Keep(change); !s.ok()) return s;
    note.Tell(watch_, key, change.answer.receipt_id, {}, lap.micros());
    if (lap.micros() >= kSlowMicros) watch_.NoteSlow(key, {}, lap.micros());
    if (changed_) changed_(!change.outbox.empty());
    return more ? std::optional<Instant>(now) : std::nullopt;
  });
}

Result<Turn> Service::TurnFor(const Pack& pack, const Conversation& conversation,
                              const Inbound& inbound, Instant now) {
  Facts facts;
  if (Status s = FindFacts(pack, inbound, now, facts); !s.ok()) return s;
  const Lap lap;
  MeasuredFacts source(facts_, watch_.metrics().stage(Stage::kFacts));
  Turn turn = RespondWithFacts(pack, conversation, inbound, std::move(facts), source,
                               options_.fact_deadline, now, {.explain = true});
  watch_.metrics().stage(Stage::kRespond).Observe(lap.micros() - source.micros());
  return turn;
}

Result<Accepted> Service::LookUp(const Inbound& inbound) {
  const Stopwatch time(watch_.metrics().stage(Stage::kAccept));
  return store_.Accept(inbound);
}

Status Service::Keep(const Change& change) {
  const Stopwatch time(watch_.metrics().stage(Stage::kCommit));
  return store_.Commit(change);
}

Status Service::FindFacts(const Pack& pack, const Inbound& inbound, Instant now, Facts& facts) {
  facts.mode = options_.mode;
  const Result<Store::Presence> presence = store_.FindPresence(inbound.key.shop, now);
  if (!presence.ok()) return presence.error();
  facts.agents_known = presence->known;
  facts.agents_present = presence->known ? presence->anyone
                         : options_.unknown_presence == UnknownPresence::kCalendar
                             ? IsOpen(pack.shop.hours, now)
                             : false;
  // Agents are there: they speak, and the bot only advises.
  if (facts.mode == Mode::kAuto && facts.agents_present) facts.mode = Mode::kSuggest;
  Result<std::vector<Promise>> promises =
      store_.FindPromises(inbound.key.shop, inbound.key.channel, inbound.buyer_id, now);
  if (!promises.ok()) return promises.error();
  facts.promises = std::move(promises).value();
  return {};
}

// On the machine's steady clock: one that somebody sets would lock a buyer out, or let everything in.
Status Service::CheckRate(const Inbound& inbound) {
  if (inbound.sender == Sender::kAgent) return {};
  const std::string& who = inbound.buyer_id.empty() ? inbound.key.conversation : inbound.buyer_id;
  if (!buyers_.Refuse(inbound.key.channel + "\n" + who, std::chrono::steady_clock::now()))
    return {};
  return TooMany("too many messages of this buyer; send it again later");
}

// Many platforms send a shop's own words back to it. The id tells them, where the channel kept it;
// else the words do, for a while.
bool Service::IsEcho(const Inbound& inbound, Instant now) {
  const auto lines = store_.Transcript(inbound.key, kEchoLines);
  if (!lines.ok()) return false;
  return std::any_of(lines->begin(), lines->end(), [&](const TranscriptEntry& line) {
    if (line.sender == "buyer") return false;
    if (line.message == inbound.message_id) return true;
    return line.sender == "bot" && line.text == inbound.text && now - line.at < kEchoWindow;
  });
}

Result<std::string> Service::Explain(const std::string& receipt_id) {
  return store_.FindReceipt(receipt_id);
}

Status Service::Check() { return store_.Check(); }

}  // namespace xiaoer
