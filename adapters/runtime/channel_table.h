// Which channels answer later, and where their replies go.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "adapters/channels/standard_webhooks/standard_webhooks.h"

namespace xiaoer {

// Where the replies of an asynchronous channel are delivered.
struct Callback {
  std::string url;                            // http:// or https://
  std::optional<StandardWebhooks> signature;  // nothing: not signed
};

// By the `channel` of a message. A channel that is not here is answered in the response itself.
using ChannelTable = std::map<std::string, Callback, std::less<>>;

}  // namespace xiaoer
