// The port to replies that wait to be delivered. Each conversation's go out in order, one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"

namespace xiaoer {

struct OutboxItem {
  std::int64_t seq = 0;
  std::string id;  // the idempotency key
  ConversationKey key;
  std::string author;
  std::string body;
  Instant created{};
  int attempts = 0;  // that failed
};

class Outbox {
 public:
  virtual ~Outbox() = default;

  // The first undelivered one of each conversation of a channel that is due, oldest first.
  virtual Result<std::vector<OutboxItem>> Due(const std::string& channel, Instant now,
                                              std::size_t limit) = 0;
  virtual Status Delivered(std::int64_t seq, Instant now) = 0;
  // To be tried again at `due`: at most an hour from now, or the epoch for at any time.
  virtual Status Failed(std::int64_t seq, Instant due, const std::string& error) = 0;
  // Given up: kept as a dead letter with the reason; what follows it in the conversation goes on.
  virtual Status Dead(std::int64_t seq, Instant now, const std::string& error) = 0;

  struct Figures {
    std::int64_t pending = 0;
    std::int64_t dead = 0;
    Instant oldest{};  // when the oldest pending one was made; epoch 0 = none
  };
  virtual Result<Figures> Count() = 0;
  // All dead letters become pending again; how many.
  virtual Result<std::int64_t> Revive(Instant now) = 0;
};

}  // namespace xiaoer
