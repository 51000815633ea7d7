// The shop itself at the table: every word goes through Respond as text, and what it answers is read
// as text. Each outgoing text is inspected.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "tools/xiaoer/simulation/random.h"
#include "tools/xiaoer/simulation/table.h"

namespace xiaoer::simulation {

// What must be nothing.
struct Faults {
  std::int64_t breaches = 0;  // a text names a price below the floor
  std::int64_t leaks = 0;     // a text lets the floor be inferred
  std::int64_t rises = 0;     // an offer above one before
  std::int64_t growing = 0;   // a concession larger than the one before it
  friend bool operator==(const Faults&, const Faults&) = default;
};

class EngineSeller : public Seller {
 public:
  // `transcript` may be null.
  EngineSeller(const Pack& pack, const Product& product, const Goods& goods, Instant now,
               std::uint64_t seed, std::vector<std::string>* transcript);

  SellerSays Hear(const BuyerSays& said) override;
  void PassTime(Millis pause) { now_ += pause; }
  const Faults& faults() const { return faults_; }
  std::int64_t turns() const { return turns_; }

 private:
  void Read(const Outbound& reply, SellerSays& said);
  void Inspect(const std::string& text);
  void Stand(Fen price);

  const Pack& pack_;
  const Goods goods_;
  Random random_;
  Instant now_;
  Conversation conversation_;
  Inbound inbound_;
  Fen standing_;
  Fen last_drop_;
  Faults faults_;
  std::int64_t turns_ = 0;
  std::vector<std::string>* transcript_;
};

}  // namespace xiaoer::simulation
