// A token that the sender shows as it is: weaker than a signature (whoever reads one request can write others), for
// platforms whose clients can do no more.
#pragma once

#include <string>

#include "adapters/channel.h"

namespace xiaoer {

class SharedToken {
 public:
  // Empty: nothing is asked for.
  explicit SharedToken(std::string token) : token_(std::move(token)) {}

  // In the query as ?token=…, else as `Authorization: Bearer …`. Takes the same time whichever byte is wrong.
  Status Verify(const RawRequest& request) const;

 private:
  std::string token_;
};

}  // namespace xiaoer
