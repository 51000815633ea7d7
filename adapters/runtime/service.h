// One message from the outside to its answer: accept, load, respond, commit.
#pragma once

#include <array>
#include <mutex>
#include <string>

#include "adapters/facts.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/pack_holder.h"
#include "adapters/store.h"

namespace xiaoer {

class Service {
 public:
  struct Options {
    Mode mode = Mode::kAuto;
    std::string id_key;  // see ids.h
    // A look-up of orders that takes longer is treated as "cannot be told now".
    Millis fact_deadline = std::chrono::milliseconds(500);
  };

  // All outlive the service.
  Service(const PackHolder& packs, Store& store, FactSource& facts, const Clock& clock,
          Options options);

  // The answer's JSON. The same message gets the same answer, marked as a duplicate. Messages of
  // one conversation are answered one after the other. Unavailable if the store cannot answer:
  // nothing happened then, and the sender may try again.
  Result<std::string> Answer(const Inbound& inbound);

  // The receipt's JSON; NotFound.
  Result<std::string> Explain(const std::string& receipt_id);

  Status Check();

 private:
  Result<std::string> AnswerOnce(const Inbound& inbound);
  std::mutex& LockFor(const ConversationKey& key);

  const PackHolder& packs_;
  Store& store_;
  FactSource& facts_;
  const Clock& clock_;
  const Options options_;
  // One conversation always meets the same lock; two of them seldom do.
  std::array<std::mutex, 64> locks_;
};

}  // namespace xiaoer
