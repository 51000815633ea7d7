// One conversation always meets the same lock; two of them seldom do.
#pragma once

#include <array>
#include <functional>
#include <mutex>

#include "engine/message.h"

namespace xiaoer {

class ConversationLocks {
 public:
  std::mutex& For(const ConversationKey& key) {
    const std::hash<std::string> hash;
    return locks_[(hash(key.shop) * 31 + hash(key.channel) * 7 + hash(key.conversation)) %
                  locks_.size()];
  }

 private:
  std::array<std::mutex, 64> locks_;
};

}  // namespace xiaoer
