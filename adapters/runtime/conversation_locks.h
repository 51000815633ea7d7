// One conversation always meets the same lock; two of them seldom do.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <set>
#include <vector>

#include "engine/message.h"

namespace xiaoer {

class ConversationLocks {
 public:
  std::mutex& For(const ConversationKey& key) {
    const std::hash<std::string> hash;
    return locks_[(hash(key.shop) * 31 + hash(key.channel) * 7 + hash(key.conversation)) %
                  locks_.size()];
  }

  // All of them, until the result is gone; always in one order, so that two callers cannot wait for each other.
  // Whoever calls this holds none.
  std::vector<std::unique_lock<std::mutex>> LockAll(const std::vector<ConversationKey>& keys) {
    std::set<std::mutex*, std::less<>> mutexes;
    for (const ConversationKey& key : keys) mutexes.insert(&For(key));
    std::vector<std::unique_lock<std::mutex>> held;
    for (std::mutex* mutex : mutexes) held.emplace_back(*mutex);
    return held;
  }

 private:
  std::array<std::mutex, 64> locks_;
};

}  // namespace xiaoer
