// Rasa's REST channel, POST /webhooks/rest/webhook: {"sender","message"} in, [{"recipient_id","text"}] out, so that
// Rasa's clients work unchanged (rasa.com, "Your own website: REST channels").
#pragma once

#include "adapters/channel.h"

namespace xiaoer {

class RasaChannel final : public Channel {
 public:
  // `shop`: whom the messages are for; Rasa does not say. `token`: as Rasa's own `auth_token`, in the query
  // ?token=… or as a bearer; empty = none.
  RasaChannel(std::string shop, std::string token);

  Status Verify(const RawRequest& request, Instant now) const override;
  // Rasa numbers no messages: without "message_id" the id is left empty, and a repeated message is a new one.
  Result<Inbound> Decode(const RawRequest& request) const override;

  // From the generic webhook's answer.
  static std::string Encode(const Inbound& inbound, const std::string& answer);

 private:
  const std::string shop_;
  const std::string token_;
};

}  // namespace xiaoer
