// The server's one configuration file, with the environment over it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channels/channels.h"
#include "adapters/http/front.h"
#include "adapters/runtime/channel_table.h"
#include "adapters/runtime/log.h"
#include "adapters/runtime/retention.h"
#include "adapters/runtime/service.h"
#include "engine/base/diagnostics.h"

namespace xiaoer {

struct ServerConfig {
  std::string shop_dir;
  std::string data_dir = "data";
  std::string listen = "127.0.0.1:8080";
  Mode mode = Mode::kAuto;
  Service::UnknownPresence unknown_presence = Service::UnknownPresence::kAway;
  Millis presence_holds = std::chrono::minutes(30);
  std::string webhook_secrets;  // separated by spaces; empty: messages are not signed
  ChannelTable channels;
  std::map<std::string, std::string> agents;  // token by id
  std::string admin_token;
  SettingsOfChannels endpoints;  // by kind; the webhook's token repeats `webhook_secrets`
  RetentionPeriods retention;
  HttpFront::Options http;  // but for the address, which is `listen`
  Rate buyer_rate = Service::kDefaultBuyerRate;
  LogLevel log_level = LogLevel::kInfo;
  std::string metrics_token;  // reads the figures and nothing else
  std::vector<std::string> metrics_channels = {
      "web"};  // with series of their own, beside `channels`
};

// What the environment holds under a name; nothing if it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// Reads the file at `path`; an empty path: defaults and environment alone. What is wrong is in `diagnostics`, with
// its place. Variables over the file: XIAOER_SHOP, XIAOER_DATA, XIAOER_LISTEN, XIAOER_MODE, XIAOER_WEBHOOK_SECRET,
// XIAOER_ADMIN_TOKEN, XIAOER_AGENT_TOKENS ("lili=…,xiaofang=…"), XIAOER_<KIND>_TOKEN for each kind of channel
// (XIAOER_RASA_TOKEN), XIAOER_LOG_LEVEL, XIAOER_METRICS_TOKEN, and for each channel of the file XIAOER_CHANNEL_<NAME>_URL and _SECRET (the name in capitals, other characters as _).
ServerConfig ReadConfig(const std::string& path, const Environment& environment,
                        Diagnostics& diagnostics);

// The process's own.
std::optional<std::string> FromProcessEnvironment(const std::string& name);

}  // namespace xiaoer
