#include "adapters/runtime/measured_store.h"

namespace xiaoer {
namespace {

const Status& StatusOf(const Status& status) { return status; }
template <class T>
Status StatusOf(const Result<T>& result) {
  return result.ok() ? Status() : result.error();
}

// Not found and conflict are answers; the rest says that the store is not well.
bool IsFault(StatusCode code) {
  return code != StatusCode::kOk && code != StatusCode::kNotFound && code != StatusCode::kConflict;
}

template <class Operation>
auto Measure(Watch& watch, StoreCall call, const Operation& operation) {
  auto result = [&] {
    const Stopwatch time(watch.metrics().store(call));
    return operation();
  }();
  const Status status = StatusOf(result);
  if (IsFault(status.code())) {
    watch.NoteStoreError(kStoreCallNames[static_cast<std::size_t>(call)], status);
  }
  return result;
}

}  // namespace

Result<Accepted> MeasuredStore::Accept(const Inbound& inbound) {
  return Measure(watch_, StoreCall::kAccept, [&] { return store_.Accept(inbound); });
}

Status MeasuredStore::Enqueue(const WaitingMessage& message,
                              const std::vector<StoredEvent>& events) {
  return Measure(watch_, StoreCall::kEnqueue, [&] { return store_.Enqueue(message, events); });
}

Result<std::vector<ConversationKey>> MeasuredStore::FindWaiting() {
  return Measure(watch_, StoreCall::kWaiting, [&] { return store_.FindWaiting(); });
}

Result<std::vector<WaitingMessage>> MeasuredStore::WaitingOf(const ConversationKey& key) {
  return Measure(watch_, StoreCall::kWaiting, [&] { return store_.WaitingOf(key); });
}

Status MeasuredStore::Commit(const Change& change) {
  return Measure(watch_, StoreCall::kCommit, [&] { return store_.Commit(change); });
}

Result<Conversation> MeasuredStore::Load(const ConversationKey& key) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.Load(key); });
}

Result<std::vector<ConversationKey>> MeasuredStore::FindConversations(const std::string& id) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.FindConversations(id); });
}

Result<std::vector<Store::Open>> MeasuredStore::FindOpen(std::size_t words) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.FindOpen(words); });
}

Result<std::vector<TranscriptEntry>> MeasuredStore::Transcript(const ConversationKey& key,
                                                               std::size_t limit) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.Transcript(key, limit); });
}

Result<std::string> MeasuredStore::FindReceipt(const std::string& receipt_id) {
  return Measure(watch_, StoreCall::kReceipt, [&] { return store_.FindReceipt(receipt_id); });
}

Result<Store::FoundSuggestion> MeasuredStore::FindSuggestion(const std::string& id) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.FindSuggestion(id); });
}

Result<std::vector<Promise>> MeasuredStore::FindPromises(const std::string& shop,
                                                         const std::string& channel,
                                                         const std::string& buyer_id, Instant now) {
  return Measure(watch_, StoreCall::kPromises,
                 [&] { return store_.FindPromises(shop, channel, buyer_id, now); });
}

Status MeasuredStore::SetPresence(const std::string& shop, const std::string& agent, Instant since,
                                  Instant until, const StoredEvent& event) {
  return Measure(watch_, StoreCall::kPresence,
                 [&] { return store_.SetPresence(shop, agent, since, until, event); });
}

Result<Store::Presence> MeasuredStore::FindPresence(const std::string& shop, Instant now) {
  return Measure(watch_, StoreCall::kPresence, [&] { return store_.FindPresence(shop, now); });
}

Result<std::vector<StoredEvent>> MeasuredStore::EventsAfter(std::int64_t id, std::size_t limit) {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.EventsAfter(id, limit); });
}

Result<Store::EventIds> MeasuredStore::KeptEvents() {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.KeptEvents(); });
}

Result<Store::Figures> MeasuredStore::Count() {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.Count(); });
}

Status MeasuredStore::Check() {
  return Measure(watch_, StoreCall::kDesk, [&] { return store_.Check(); });
}

Result<std::vector<OutboxItem>> MeasuredOutbox::Due(const std::string& channel, Instant now,
                                                    std::size_t limit) {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Due(channel, now, limit); });
}

Status MeasuredOutbox::Delivered(std::int64_t seq, Instant now) {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Delivered(seq, now); });
}

Status MeasuredOutbox::Failed(std::int64_t seq, Instant due, const std::string& error) {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Failed(seq, due, error); });
}

Status MeasuredOutbox::Dead(std::int64_t seq, Instant now, const std::string& error) {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Dead(seq, now, error); });
}

Result<Outbox::Figures> MeasuredOutbox::Count() {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Count(); });
}

Result<std::int64_t> MeasuredOutbox::Revive(Instant now) {
  return Measure(watch_, StoreCall::kOutbox, [&] { return outbox_.Revive(now); });
}

}  // namespace xiaoer
