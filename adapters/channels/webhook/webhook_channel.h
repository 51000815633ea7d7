// The generic webhook, POST /v1/messages: our own JSON, signed with Standard Webhooks where a
// secret is set.
#pragma once

#include <optional>

#include "adapters/channel.h"
#include "adapters/channels/standard_webhooks/standard_webhooks.h"

namespace xiaoer {

class WebhookChannel final : public Channel {
 public:
  explicit WebhookChannel(std::optional<StandardWebhooks> signature);

  Status Verify(const RawRequest& request, Instant now) const override;
  Result<Inbound> Decode(const RawRequest& request) const override;
  RawAnswer Encode(const Inbound& inbound, std::string answer) const override;

 private:
  std::optional<StandardWebhooks> signature_;
};

}  // namespace xiaoer
