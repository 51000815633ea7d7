// The port to a messaging platform: bytes to values and back, no sockets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"
#include "engine/turn.h"

namespace xiaoer {

// A request as it arrived; header names in lower case.
struct RawRequest {
  std::string_view body;
  std::map<std::string, std::string, std::less<>> headers;
  std::map<std::string, std::string, std::less<>> query{};  // decoded
};

class Channel {
 public:
  virtual ~Channel() = default;

  // Proves who sent the raw bytes, in constant time, before anything of them is read. Unauthorized
  // if it cannot; always Ok where the channel has no secret.
  virtual Status Verify(const RawRequest& request, Instant now) const = 0;

  // BadRequest says in one sentence which field is wrong and what it should be.
  virtual Result<Inbound> Decode(const RawRequest& request) const = 0;
};

}  // namespace xiaoer
