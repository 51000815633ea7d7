#include "adapters/runtime/turn_scheduler.h"

#include <algorithm>

namespace xiaoer {
namespace {

// The store cannot answer now; what was accepted is in it and is not forgotten.
constexpr Millis kRetry = std::chrono::seconds(1);

}  // namespace

void TurnScheduler::Start(const std::vector<ConversationKey>& waiting, int workers) {
  for (const ConversationKey& key : waiting) AddAt(key, Steady::now());
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
}

void TurnScheduler::Stop() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

void TurnScheduler::Add(const ConversationKey& key, Instant due) {
  const Millis wait = std::max(due - clock_.Now(), Millis(0));
  AddAt(key, Steady::now() + wait);
}

void TurnScheduler::AddAt(const ConversationKey& key, Steady::time_point at) {
  {
    const std::lock_guard guard(mutex_);
    const auto [it, added] = due_.emplace(key, at);
    if (!added) {
      // A further piece: the thought is answered that much later.
      const auto range = queue_.equal_range(it->second);
      for (auto entry = range.first; entry != range.second; ++entry) {
        if (entry->second == key) {
          queue_.erase(entry);
          break;
        }
      }
      it->second = std::max(it->second, at);
    }
    queue_.emplace(it->second, key);
  }
  changed_.notify_one();
}

std::size_t TurnScheduler::waiting() const {
  const std::lock_guard guard(mutex_);
  return due_.size();
}

void TurnScheduler::Work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (queue_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto first = queue_.begin();
    if (const auto at = first->first; at > Steady::now()) {
      changed_.wait_until(lock, at);
      continue;
    }
    const ConversationKey key = first->second;
    queue_.erase(first);
    due_.erase(key);
    lock.unlock();
    const Result<std::optional<Instant>> next = service_.AnswerWaiting(key);
    if (!next.ok()) {
      AddAt(key, Steady::now() + kRetry);
    } else if (*next) {
      Add(key, **next);
    }
    lock.lock();
  }
}

}  // namespace xiaoer
