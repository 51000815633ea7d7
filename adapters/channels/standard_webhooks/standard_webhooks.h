// Standard Webhooks signatures (github.com/standard-webhooks/standard-webhooks, spec v1):
// `webhook-signature: v1,<base64 HMAC-SHA256(key, id "." timestamp "." body)>`, several separated
// by spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"
#include "engine/base/instant.h"
#include "engine/base/status.h"

namespace xiaoer {

class StandardWebhooks {
 public:
  // The spec's tolerance between the sender's clock and ours, either way.
  static constexpr Millis kTolerance = std::chrono::minutes(5);

  // `secrets`: "whsec_" + base64 of 24 to 64 bytes, separated by spaces (more than one while
  // rotating).
  static Result<StandardWebhooks> FromSecrets(std::string_view secrets);

  // Unauthorized with the reason: a header is missing or malformed, too old or too new, no
  // signature fits.
  Status Verify(const RawRequest& request, Instant now) const;

  // The `webhook-signature` value that the first secret gives.
  std::string Sign(std::string_view id, Instant timestamp, std::string_view body) const;

 private:
  std::vector<std::string> keys_;
};

}  // namespace xiaoer
