// What the front itself says, without any handler.
#pragma once

#include <string>
#include <string_view>

namespace xiaoer {

struct FrontReply {
  int status = 0;
  std::string_view code;
  std::string_view message;
  std::string_view request_id;
  int retry_after = 0;  // seconds; 0: not said
  bool close = false;
};

// The whole response, with the error body of all our routes.
std::string Write(const FrontReply& reply);

// The id that the peer gave its request, if it is harmless; else empty. Nothing of a stranger's gets into a header or
// a log without this.
std::string_view HarmlessId(std::string_view given);

// The last address of an X-Forwarded-For header: the one that the nearest proxy saw. Empty if it is none.
std::string_view ForwardedFor(std::string_view header);

}  // namespace xiaoer
