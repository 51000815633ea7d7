// A store that measures another: how long each operation takes, and what it could not do.
#pragma once

#include "adapters/outbox.h"
#include "adapters/runtime/watch.h"
#include "adapters/store.h"

namespace xiaoer {

class MeasuredStore final : public Store {
 public:
  // Both outlive it.
  MeasuredStore(Store& store, Watch& watch) : store_(store), watch_(watch) {}

  Result<Accepted> Accept(const Inbound& inbound) override;
  Status Enqueue(const WaitingMessage& message, const std::vector<StoredEvent>& events) override;
  Result<std::vector<ConversationKey>> FindWaiting() override;
  Result<std::vector<WaitingMessage>> WaitingOf(const ConversationKey& key) override;
  Status Commit(const Change& change) override;
  Result<Conversation> Load(const ConversationKey& key) override;
  Result<std::vector<ConversationKey>> FindConversations(const std::string& id) override;
  Result<std::vector<Open>> FindOpen(std::size_t words) override;
  Result<std::vector<TranscriptEntry>> Transcript(const ConversationKey& key,
                                                  std::size_t limit) override;
  Result<std::string> FindReceipt(const std::string& receipt_id) override;
  Result<FoundSuggestion> FindSuggestion(const std::string& id) override;
  Result<std::vector<Promise>> FindPromises(const std::string& shop, const std::string& channel,
                                            const std::string& buyer_id, Instant now) override;
  Status SetPresence(const std::string& shop, const std::string& agent, Instant since,
                     Instant until, const StoredEvent& event) override;
  Result<Presence> FindPresence(const std::string& shop, Instant now) override;
  Result<std::vector<StoredEvent>> EventsAfter(std::int64_t id, std::size_t limit) override;
  Result<EventIds> KeptEvents() override;
  Result<Figures> Count() override;
  Status Check() override;

 private:
  Store& store_;
  Watch& watch_;
};

class MeasuredOutbox final : public Outbox {
 public:
  // Both outlive it.
  MeasuredOutbox(Outbox& outbox, Watch& watch) : outbox_(outbox), watch_(watch) {}

  Result<std::vector<OutboxItem>> Due(const std::string& channel, Instant now,
                                      std::size_t limit) override;
  Status Delivered(std::int64_t seq, Instant now) override;
  Status Failed(std::int64_t seq, Instant due, const std::string& error) override;
  Status Dead(std::int64_t seq, Instant now, const std::string& error) override;
  Result<Figures> Count() override;
  Result<std::int64_t> Revive(Instant now) override;

 private:
  Outbox& outbox_;
  Watch& watch_;
};

}  // namespace xiaoer
