#include "adapters/runtime/desk.h"

#include <algorithm>
#include <utility>

#include "adapters/channels/callback/callback_codec.h"
#include "adapters/codec/conversation_codec.h"
#include "adapters/codec/desk_codec.h"
#include "adapters/codec/json.h"
#include "adapters/codec/json_writer.h"
#include "adapters/runtime/ids.h"
#include "adapters/runtime/turn_change.h"
#include "engine/engine.h"
#include "engine/ownership.h"
#include "engine/policy/waiting.h"

namespace xiaoer {
namespace {

constexpr int kTries = 5;
constexpr std::size_t kTranscriptLines = 200;
constexpr std::size_t kQueueWords = 3;

// What the suggestion offers becomes the conversation's own. Where the buyer has written again meanwhile, only
// what was offered and promised counts; where the talk stands is newer.
void TakeEffects(const Conversation& sent, Conversation& next) {
  next.bargains = sent.bargains;
  next.promises = sent.promises;
  next.said = sent.said;
  next.recent_texts = sent.recent_texts;
  if (sent.turns != next.turns) return;
  next.stack = sent.stack;
  next.slots = sent.slots;
  next.cases = sent.cases;
}

// What the agent is told of a step: whose the conversation is now, and what was said by it.
std::string Outcome(const Conversation& c, const std::vector<TranscriptEntry>& said) {
  JsonWriter w;
  w.BeginObject();
  WriteOwnership(w, c);
  if (!said.empty()) {
    w.Key("message").BeginObject();
    w.Field("id", said.back().message).Field("text", said.back().text).EndObject();
  }
  w.EndObject();
  return w.Take();
}

}  // namespace

Desk::Desk(const PackHolder& packs, Store& store, const Clock& clock, ConversationLocks& locks,
           Options options)
    : packs_(packs), store_(store), clock_(clock), locks_(locks), options_(std::move(options)) {}

Result<std::string> Desk::SetPresence(const std::string& shop, const std::string& agent,
                                      bool present, std::optional<Millis> holds) {
  const Instant now = clock_.Now();
  const Instant until = present ? now + holds.value_or(options_.presence_holds) : now;
  const std::string body =
      Dump({{"shop", shop}, {"agent", agent}, {"present", present}, {"until", ToMillis(until)}});
  const StoredEvent event{0, now, "presence", {"", shop, ""}, body};
  if (Status s = store_.SetPresence(shop, agent, now, until, event); !s.ok()) return s;
  if (changed_) changed_(false);
  return body;
}

Result<std::string> Desk::Queue() {
  const Instant now = clock_.Now();
  const auto open = store_.FindOpen(kQueueWords);
  if (!open.ok()) return open.error();
  std::vector<WaitingCase> cases;
  std::map<ConversationKey, const Conversation*> conversations;
  for (const Store::Open& one : *open) {
    if (auto waiting = WaitingCaseOf(one.conversation, one.last_words, now)) {
      conversations[waiting->key] = &one.conversation;
      cases.push_back(std::move(*waiting));
    }
  }
  SortByUrgency(cases);
  JsonWriter w;
  w.BeginObject().Key("waiting").BeginArray();
  for (const WaitingCase& c : cases) WriteWaiting(w, c, *conversations[c.key]);
  w.EndArray().EndObject();
  return w.Take();
}

Result<ConversationKey> Desk::Find(const std::string& id, const std::string& shop,
                                   const std::string& channel) {
  auto found = store_.FindConversations(id);
  if (!found.ok()) return found.error();
  std::erase_if(*found, [&](const ConversationKey& key) {
    return (!shop.empty() && key.shop != shop) || (!channel.empty() && key.channel != channel);
  });
  if (found->empty()) return NotFound("no conversation under this id");
  if (found->size() == 1) return std::move(found->front());
  std::string where;
  for (const ConversationKey& key : *found) {
    where += (where.empty() ? "" : ", ") + key.shop + "/" + key.channel;
  }
  return Conflict("several conversations have this id; say which with ?shop=…&channel=…: " + where);
}

Result<std::string> Desk::View(const ConversationKey& key) {
  auto conversation = store_.Load(key);
  if (!conversation.ok() && conversation.error().code() == StatusCode::kNotFound) {
    // Accepted, and not answered yet.
    Conversation fresh;
    fresh.key = key;
    conversation = fresh;
  }
  if (!conversation.ok()) return conversation.error();
  const auto lines = store_.Transcript(key, kTranscriptLines);
  if (!lines.ok()) return lines.error();
  return ConversationView(*conversation, *lines);
}

Result<std::string> Desk::Take(const ConversationKey& key, const std::string& agent) {
  return Apply(key, [&](Conversation& next, Change& change, Instant now) -> Status {
    TakeOver(next, agent, now);
    change.drop_bot_replies = true;
    return {};
  });
}

Result<std::string> Desk::Return(const ConversationKey& key) {
  return Apply(key, [](Conversation& next, Change&, Instant) -> Status {
    if (next.owner == Owner::kClosed) return Conflict("the conversation is closed");
    GiveBack(next);
    return {};
  });
}

Result<std::string> Desk::Close(const ConversationKey& key) {
  return Apply(key, [](Conversation& next, Change& change, Instant) -> Status {
    CloseConversation(next);
    change.drop_bot_replies = true;
    return {};
  });
}

Result<std::string> Desk::Say(const ConversationKey& key, const std::string& agent,
                              const std::string& message_id, const std::string& text) {
  const std::shared_ptr<const Pack> pack = packs_.Get();
  if (pack == nullptr) return Unavailable("no pack is loaded");
  Inbound inbound;
  inbound.key = key;
  inbound.sender = Sender::kAgent;
  inbound.agent = agent;
  inbound.text = text;
  inbound.message_id = message_id;
  return Apply(key, [&](Conversation& next, Change& change, Instant now) -> Status {
    if (inbound.message_id.empty()) inbound.message_id = NewId(key, text, now);
    const Result<Accepted> accepted = store_.Accept(inbound);
    if (!accepted.ok()) return accepted.error();
    if (accepted->answer) {
      change.next.reset();  // said before
      return {};
    }
    const std::uint64_t version = next.version;
    next = Respond(*pack, next, inbound, {}, now).next;
    next.version = version;
    change.answered.push_back({inbound, now});
    change.answer.receipt_id = ReceiptId(inbound, options_.id_key);
    change.answer.body = Dump({{"in_reply_to", inbound.message_id}});
    change.drop_bot_replies = true;
    Speak(IsAsynchronous(key) ? DeliveryId(inbound) : inbound.message_id, text, change);
    return {};
  });
}

Result<std::string> Desk::AcceptSuggestion(const std::string& id, const std::string& agent,
                                           const std::string& text) {
  const auto found = store_.FindSuggestion(id);
  if (!found.ok()) return found.error();
  if (found->accepted) return Conflict("the suggestion was sent already");
  const auto sent = DecodeConversation(found->suggestion.effects);
  if (!sent.ok()) return sent.error();
  return Apply(found->key, [&](Conversation& next, Change& change, Instant now) -> Status {
    // With other words than the suggested ones nobody knows what was offered.
    const bool as_it_was = text.empty() || text == found->suggestion.text;
    if (as_it_was) TakeEffects(*sent, next);
    TakeOver(next, agent, now);
    next.last_reply_at = now;
    change.drop_bot_replies = true;
    change.accepted_suggestion = id;
    Speak(id, as_it_was ? found->suggestion.text : text, change);
    return {};
  });
}

void Desk::Speak(const std::string& id, const std::string& text, Change& change) const {
  change.lines.push_back({0, change.at, "agent", id, text, {}});
  change.events.push_back(LineEvent(change.key, change.lines.back()));
  if (IsAsynchronous(change.key)) {
    change.outbox.push_back({id, "agent", CallbackBody(change.key, "agent", id, text, "")});
  }
}

bool Desk::IsAsynchronous(const ConversationKey& key) const {
  return options_.channels.find(key.channel) != options_.channels.end();
}

std::string Desk::DeliveryId(const Inbound& inbound) const {
  return "ag" + ReplyId(inbound, 0, options_.id_key).substr(2);
}

// The same words twice in one millisecond are one message.
std::string Desk::NewId(const ConversationKey& key, const std::string& text, Instant now) const {
  Inbound inbound;
  inbound.key = key;
  inbound.message_id = std::to_string(ToMillis(now)) + text;
  return DeliveryId(inbound);
}

Result<std::string> Desk::Apply(const ConversationKey& key, const Edit& edit) {
  const std::lock_guard guard(locks_.For(key));
  for (int i = 1;; ++i) {
    auto loaded = store_.Load(key);
    if (!loaded.ok() && loaded.error().code() == StatusCode::kNotFound) {
      // Its first message waits for its turn, and a person is faster.
      Conversation fresh;
      fresh.key = key;
      loaded = fresh;
    }
    if (!loaded.ok()) return loaded.error();
    Change change;
    change.key = key;
    change.at = clock_.Now();
    change.next = *loaded;
    const Owner before = loaded->owner;
    const std::uint64_t epoch = loaded->epoch;
    Conversation& next = *change.next;
    if (Status s = edit(next, change, change.at); !s.ok()) return s;
    if (!change.next) return Outcome(*loaded, {});
    if (next.owner != before || next.epoch != epoch) {
      change.events.push_back(OwnerEvent(next, change.at));
    }
    const Status committed = store_.Commit(change);
    if (committed.ok()) {
      if (changed_) changed_(!change.outbox.empty());
      return Outcome(next, change.lines);
    }
    // A turn of the bot's was faster: on top of it.
    if (committed.code() != StatusCode::kConflict || i == kTries) return committed;
  }
}

}  // namespace xiaoer
