// The port to a messaging platform: bytes to values and back, no sockets. channels/README.md says how to add one.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"

namespace xiaoer {

// A request as it arrived; header names in lower case.
struct RawRequest {
  std::string_view body;
  std::map<std::string, std::string, std::less<>> headers;
  std::map<std::string, std::string, std::less<>> query{};  // decoded
};

// What the platform gets back for a message, with HTTP 200 (202 where it is answered later).
struct RawAnswer {
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
};

// Used by many threads at once.
class Channel {
 public:
  virtual ~Channel() = default;

  // Proves who sent the raw bytes, in constant time, before anything of them is read. Unauthorized
  // if it cannot; always Ok where the channel has no secret.
  virtual Status Verify(const RawRequest& request, Instant now) const = 0;

  // Total: any bytes give a message or BadRequest, which says in one sentence which field is wrong and what it should
  // be. Fields that are not known are ignored. Ids obey channels/bounds.h. An empty message_id: the platform numbers
  // no messages, and one that is sent again counts as a new one.
  virtual Result<Inbound> Decode(const RawRequest& request) const = 0;

  // `answer`: the generic webhook's answer to `inbound`, JSON as the README shows it; where the channel answers later,
  // {"accepted":true,…} without replies.
  virtual RawAnswer Encode(const Inbound& inbound, std::string answer) const = 0;
};

}  // namespace xiaoer
