// The table of channels: whoever adds one adds a line in channels.cc, and nothing else outside of its folder knows it.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace xiaoer {

// What the configuration says about a channel, in the section of its name.
struct ChannelSettings {
  bool enabled = true;
  std::string shop = "demo";  // whom its messages are for, where they do not say
  // What senders prove themselves with, as the channel understands it: a shared token, or secrets for signatures,
  // separated by spaces. Empty: nothing is asked for.
  std::string token;
};

struct ChannelKind {
  std::string_view name;  // the section of the configuration and the `channel` of its messages
  std::string_view path;  // where its messages are posted
  // GET {"status":"ok"}, with and without a slash at the end, for clients that look first whether somebody is there; empty: they do not.
  std::string_view status_path;
  // InvalidData: what is wrong with the settings.
  Result<std::unique_ptr<Channel>> (*open)(const ChannelSettings& settings);
};

// The generic webhook first. Its messages name their shop and channel themselves, and its token is
// `webhook_secrets` of the configuration.
std::span<const ChannelKind> ChannelKinds();

// A channel that is served.
struct Endpoint {
  const ChannelKind* kind;
  std::unique_ptr<Channel> channel;
};

// By the kind's name; a kind that is not here has the defaults.
using SettingsOfChannels = std::map<std::string, ChannelSettings, std::less<>>;

// All that are enabled. Where the webhook's messages are signed, a channel without a token is not served: a locked
// door beside an open one would be no door at all.
Result<std::vector<Endpoint>> OpenChannels(const SettingsOfChannels& settings);

}  // namespace xiaoer
