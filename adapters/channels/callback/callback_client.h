// Delivers replies to an asynchronous channel's receiver: POST with Standard Webhooks headers.
#pragma once

#include <memory>
#include <string>

#include "adapters/runtime/channel_table.h"
#include "engine/base/instant.h"

namespace xiaoer {

// What came of one attempt.
struct Delivery {
  enum class Outcome : std::uint8_t {
    kDelivered,
    kRefused,      // the receiver answered, and not with success: this reply may be at fault
    kUnreachable,  // no answer, or the receiver says that it is not well: every reply would fail
    kGone,         // 410: never again
  };
  Outcome outcome = Outcome::kUnreachable;
  std::string error;      // for the operator
  Millis retry_after{0};  // as the receiver asked; 0 = it did not
};

class CallbackClient {
 public:
  struct Options {
    Millis timeout = std::chrono::seconds(15);
  };
  CallbackClient(const Callback& callback, Options options);
  ~CallbackClient();

  // `id` is the idempotency key: the same at every attempt.
  Delivery Post(const std::string& id, const std::string& body, Instant now);

  // Ok if this can be a callback's address.
  static Status CheckUrl(const std::string& url);

 private:
  struct Impl;
  const Callback& callback_;
  std::string path_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xiaoer
