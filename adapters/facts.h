// The port to what the shop's systems know: orders and parcels.
#pragma once

#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/turn.h"

namespace xiaoer {

class FactSource {
 public:
  virtual ~FactSource() = default;

  // The buyer's orders, newest first, or the one with that number if it is the buyer's (another
  // buyer's order is never told). Empty if there is none; Unavailable when `deadline` passes first.
  virtual Result<std::vector<OrderFact>> FindOrders(const std::string& shop,
                                                    const std::string& buyer_id,
                                                    const std::string& order_number,
                                                    Millis deadline) = 0;
};

}  // namespace xiaoer
