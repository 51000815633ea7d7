// What every channel must pass. A channel's test writes down one example and runs all of it with
//   INSTANTIATE_TEST_SUITE_P(rasa, ChannelContract, testing::Values(Example()));
// where the first name is that of its line in adapters/channels/channels.cc.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "adapters/channels/channels.h"

namespace xiaoer {

struct ChannelExample {
  std::string name;          // of the kind
  ChannelSettings settings;  // with a token: the proof is tested
  std::string other_token;   // well-formed, and wrong
  RawRequest
      request;  // verified with the token, its body a literal. Best an official vector of the platform
  bool signs = true;  // the proof covers the body and the time; false: a token is shown, no more
  Inbound inbound;    // what the request says
  std::string_view unknown;  // the body again, with fields that nobody has heard of
  std::string_view reply;  // what is sent for an answer whose only reply is "亲，咱们默认发中通"
  // A body in the platform's format with this conversation and text, escaped as the format does.
  std::function<std::string(std::string_view conversation, std::string_view text)> write;
};

void PrintTo(const ChannelExample& example, std::ostream* out);

// When the example's request is sent: 2026-11-11 20:00:00 in Shanghai, Unix 1794398400.
inline constexpr std::int64_t kContractSeconds = 1'794'398'400;

class ChannelContract : public testing::TestWithParam<ChannelExample> {
 protected:
  void SetUp() override;

  // The example's channel with another token, or with another body.
  std::unique_ptr<Channel> Open(const std::string& token) const;
  RawRequest WithBody(std::string_view body) const;

  const ChannelKind* kind_ = nullptr;
  std::unique_ptr<Channel> channel_;
};

}  // namespace xiaoer
