// The generic webhook, POST /v1/messages: our own JSON, signed with Standard Webhooks where a
// secret is set.
#pragma once

#include <optional>

#include "adapters/channel.h"
#include "adapters/channels/standard_webhooks.h"
#include "adapters/store.h"
#include "engine/turn.h"

namespace xiaoer {

class WebhookChannel final : public Channel {
 public:
  // Bytes of UTF-8. A chat line is some 20 characters; an address with a story is a few hundred.
  static constexpr std::size_t kMaxText = 16 * 1024;
  static constexpr std::size_t kMaxId = 200;

  explicit WebhookChannel(std::optional<StandardWebhooks> signature);

  Status Verify(const RawRequest& request, Instant now) const override;
  Result<Inbound> Decode(const RawRequest& request) const override;

  // The body of the answer. `duplicate` is false here; see MarkDuplicate.
  static std::string Encode(const Inbound& inbound, const Turn& turn, Mode mode,
                            const std::vector<StoredReply>& replies,
                            const std::vector<std::string>& suggestion_ids,
                            const std::string& receipt_id);
  // The same answer to the same message, given once more.
  static std::string MarkDuplicate(const std::string& body);

 private:
  std::optional<StandardWebhooks> signature_;
};

}  // namespace xiaoer
