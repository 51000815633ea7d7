// A store that keeps nothing, and may remember what it was told to write.
#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "adapters/store.h"

namespace xiaoer::bench {

class NullStore final : public Store {
 public:
  // Everything that is committed from now on.
  void Record(std::vector<Change>* changes) { changes_ = changes; }

  Result<Accepted> Accept(const Inbound& inbound) override {
    Accepted accepted;
    accepted.conversation.key = inbound.key;
    return accepted;
  }
  Status Commit(const Change& change) override {
    if (changes_ == nullptr) return {};
    const std::lock_guard guard(mutex_);
    changes_->push_back(change);
    return {};
  }
  Result<Presence> FindPresence(const std::string&, Instant) override { return Presence{}; }
  Result<std::vector<Promise>> FindPromises(const std::string&, const std::string&,
                                            const std::string&, Instant) override {
    return std::vector<Promise>();
  }
  Result<EventIds> KeptEvents() override { return EventIds{1, 0}; }
  Result<std::vector<StoredEvent>> EventsAfter(std::int64_t, std::size_t) override {
    return std::vector<StoredEvent>();
  }
  Result<std::vector<ConversationKey>> FindWaiting() override {
    return std::vector<ConversationKey>();
  }
  Status Check() override { return {}; }

  // Not asked for here.
  Status Enqueue(const WaitingMessage&, const std::vector<StoredEvent>&) override { return No(); }
  Result<std::vector<WaitingMessage>> WaitingOf(const ConversationKey&) override { return No(); }
  Result<Conversation> Load(const ConversationKey&) override { return No(); }
  Result<std::vector<ConversationKey>> FindConversations(const std::string&) override {
    return No();
  }
  Result<std::vector<Open>> FindOpen(std::size_t) override { return No(); }
  Result<std::vector<TranscriptEntry>> Transcript(const ConversationKey&, std::size_t) override {
    return No();
  }
  Result<std::string> FindReceipt(const std::string&) override { return No(); }
  Result<FoundSuggestion> FindSuggestion(const std::string&) override { return No(); }
  Status SetPresence(const std::string&, const std::string&, Instant, Instant,
                     const StoredEvent&) override {
    return No();
  }
  Result<Figures> Count() override { return Figures{}; }

 private:
  static Status No() { return Unavailable("nothing is kept here"); }

  std::mutex mutex_;
  std::vector<Change>* changes_ = nullptr;
};

}  // namespace xiaoer::bench
