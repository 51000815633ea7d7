// A source of facts that measures another for the length of one turn.
#pragma once

#include "adapters/facts.h"
#include "adapters/metrics/instruments.h"

namespace xiaoer {

class MeasuredFacts final : public FactSource {
 public:
  // Both outlive it.
  MeasuredFacts(FactSource& source, Histogram& times) : source_(source), times_(times) {}

  Result<std::vector<OrderFact>> FindOrders(const std::string& shop, const std::string& buyer_id,
                                            const std::string& order_number,
                                            Millis deadline) override {
    const Stopwatch time(times_);
    auto orders = source_.FindOrders(shop, buyer_id, order_number, deadline);
    micros_ += time.micros();
    return orders;
  }

  // Spent on look-ups so far.
  std::int64_t micros() const { return micros_; }

 private:
  FactSource& source_;
  Histogram& times_;
  std::int64_t micros_ = 0;
};

}  // namespace xiaoer
