// Orders from a file of the shop (orders.yaml): for the demo shop, tests, and shops small enough to
// keep one.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/facts.h"
#include "engine/base/diagnostics.h"

namespace xiaoer {

class FileFacts final : public FactSource {
 public:
  // Reads `path`; a file that is not there is a shop without orders. Null if the file is wrong.
  static std::unique_ptr<FileFacts> Load(const std::string& path, const std::string& shown_as,
                                         Diagnostics& diagnostics);

  Result<std::vector<OrderFact>> FindOrders(const std::string& shop, const std::string& buyer_id,
                                            const std::string& order_number,
                                            Millis deadline) override;

 private:
  std::map<std::string, std::vector<OrderFact>, std::less<>> by_buyer_;  // newest first
};

}  // namespace xiaoer
