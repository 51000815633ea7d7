// Rasa's REST channel, POST /webhooks/rest/webhook: {"sender","message"} in, [{"recipient_id","text"}] out, so that
// Rasa's clients work unchanged (rasa.com, "Your own website: REST channels").
#pragma once

#include "adapters/channel.h"
#include "adapters/channels/shared_token.h"

namespace xiaoer {

class RasaChannel final : public Channel {
 public:
  // `shop`: whom the messages are for; Rasa does not say. `token`: as Rasa's own `auth_token`; empty = none.
  RasaChannel(std::string shop, std::string token);

  Status Verify(const RawRequest& request, Instant now) const override;
  // Rasa numbers no messages; a client that can may add "message_id".
  Result<Inbound> Decode(const RawRequest& request) const override;
  RawAnswer Encode(const Inbound& inbound, std::string answer) const override;

 private:
  const std::string shop_;
  const SharedToken token_;
};

}  // namespace xiaoer
