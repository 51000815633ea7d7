#include "adapters/runtime/config.h"

#include <cctype>
#include <cstdlib>
#include <utility>

#include "adapters/channels/callback/callback_client.h"
#include "adapters/http/access.h"
#include "adapters/runtime/limits_config.h"
#include "adapters/runtime/retention_config.h"
#include "engine/load/flow_nodes.h"
#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

constexpr const char* kEnvironment = "environment";

// Without the webhook, whose secrets stand in a key of their own.
std::span<const ChannelKind> KindsWithSection() { return ChannelKinds().subspan(1); }

// As in a variable's name.
std::string Capitals(std::string_view name) {
  std::string capitals;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    capitals += std::isalnum(u) != 0 ? static_cast<char>(std::toupper(u)) : '_';
  }
  return capitals;
}

class ConfigReader {
 public:
  ConfigReader(const Environment& environment, Diagnostics& diagnostics)
      : environment_(environment), diagnostics_(diagnostics) {}

  ServerConfig Read(const std::string& path) {
    if (!path.empty()) {
      const auto root = yaml::ParseFile(path, path, diagnostics_);
      if (root) ReadFile(*root);
    }
    ReadEnvironment();
    config_.endpoints[std::string(ChannelKinds().front().name)].token = config_.webhook_secrets;
    return std::move(config_);
  }

 private:
  void ReadFile(const yaml::Node& root) {
    yaml::MapReader map(root, "the configuration", diagnostics_);
    config_.shop_dir = map.String("shop");
    config_.data_dir = map.String("data", config_.data_dir);
    config_.listen = map.String("listen", config_.listen);
    if (const yaml::Node* mode = map.Find("mode")) {
      SetMode(yaml::AsString(*mode, diagnostics_), mode->where);
    }
    if (const yaml::Node* presence = map.Find("presence")) ReadPresence(*presence);
    for (const std::string& secret : map.Strings("webhook_secrets")) {
      config_.webhook_secrets += (config_.webhook_secrets.empty() ? "" : " ") + secret;
    }
    if (const yaml::Node* channels = map.Find("channels")) ReadChannels(*channels);
    if (const yaml::Node* agents = map.Find("agents")) ReadAgents(*agents);
    config_.admin_token = map.String("admin_token");
    for (const ChannelKind& kind : KindsWithSection()) {
      if (const yaml::Node* section = map.Find(kind.name)) ReadEndpoint(*section, kind);
    }
    if (const yaml::Node* retention = map.Find("retention")) {
      config_.retention = ReadRetention(*retention, diagnostics_);
    }
    if (const yaml::Node* limits = map.Find("limits")) {
      ReadLimits(*limits, config_.http, config_.buyer_rate, diagnostics_);
    }
    if (const yaml::Node* log = map.Find("log")) ReadLog(*log);
    if (const yaml::Node* metrics = map.Find("metrics")) ReadMetrics(*metrics);
    if (const yaml::Node* token = map.Find("admin_token"))
      CheckToken(config_.admin_token, token->where);
  }

  void SetMode(const std::string& name, const SourceLocation& where) {
    if (const auto mode = ModeOf(name)) {
      config_.mode = *mode;
    } else {
      diagnostics_.Error(where, "unknown mode " + name, "auto, suggest or off");
    }
  }

  void ReadPresence(const yaml::Node& node) {
    yaml::MapReader map(node, "presence", diagnostics_);
    const std::string unknown = map.String("unknown", "away");
    if (unknown == "calendar") {
      config_.unknown_presence = Service::UnknownPresence::kCalendar;
    } else if (unknown != "away") {
      diagnostics_.Error(node.where, "`unknown` is " + unknown, "away or calendar");
    }
    if (const yaml::Node* holds = map.Find("holds")) {
      config_.presence_holds = ReadDuration(*holds, diagnostics_);
    }
  }

  void ReadChannels(const yaml::Node& node) {
    if (node.kind != yaml::Kind::kMap) {
      diagnostics_.Error(node.where, "`channels` must be a map from names to settings",
                         "channels: {web: {callback: https://…, secret: whsec_…}}");
      return;
    }
    for (const auto& [key, value] : node.map) {
      yaml::MapReader map(value, "a channel", diagnostics_);
      Callback callback;
      callback.url = OverChannel(key.scalar, "URL", map.RequireString("callback"));
      const std::string secret = OverChannel(key.scalar, "SECRET", map.String("secret"));
      if (const Status s = CallbackClient::CheckUrl(callback.url); !s.ok()) {
        diagnostics_.Error(value.where, s.message());
      }
      if (!secret.empty()) {
        auto signature = StandardWebhooks::FromSecrets(secret);
        if (signature.ok()) {
          callback.signature = std::move(signature).value();
        } else {
          diagnostics_.Error(value.where, signature.error().message());
        }
      }
      config_.channels[key.scalar] = std::move(callback);
    }
  }

  void ReadAgents(const yaml::Node& node) {
    if (node.kind != yaml::Kind::kMap) {
      diagnostics_.Error(node.where, "`agents` must be a map from ids to tokens");
      return;
    }
    for (const auto& [key, value] : node.map) {
      const std::string token = yaml::AsString(value, diagnostics_);
      CheckToken(token, value.where);
      config_.agents[key.scalar] = token;
    }
  }

  void ReadEndpoint(const yaml::Node& node, const ChannelKind& kind) {
    yaml::MapReader map(node, kind.name, diagnostics_);
    ChannelSettings& settings = config_.endpoints[std::string(kind.name)];
    settings.enabled = map.Bool("enabled", settings.enabled);
    settings.shop = map.String("shop", settings.shop);
    settings.token = map.String("token");
    if (const auto channel = kind.open(settings); !channel.ok()) {
      diagnostics_.Error(node.where, channel.error().message());
    }
  }

  void ReadLog(const yaml::Node& node) {
    yaml::MapReader map(node, "log", diagnostics_);
    if (const yaml::Node* level = map.Find("level")) {
      SetLogLevel(yaml::AsString(*level, diagnostics_), level->where);
    }
  }

  void SetLogLevel(const std::string& name, const SourceLocation& where) {
    const auto level = ParseLogLevel(name);
    if (!level) {
      diagnostics_.Error(where, "unknown log level " + name, "debug, info, warning, error or off");
      return;
    }
    config_.log_level = *level;
  }

  void ReadMetrics(const yaml::Node& node) {
    yaml::MapReader map(node, "metrics", diagnostics_);
    if (const yaml::Node* token = map.Find("token")) {
      config_.metrics_token = yaml::AsString(*token, diagnostics_);
      CheckToken(config_.metrics_token, token->where);
    }
    if (map.Find("channels") != nullptr) config_.metrics_channels = map.Strings("channels");
  }

  void CheckToken(const std::string& token, const SourceLocation& where) {
    if (token.size() >= Access::kMinToken) return;
    // The token itself is not repeated: messages end up in logs.
    diagnostics_.Error(where, "a token of less than 16 characters can be guessed",
                       "make one with: openssl rand -hex 24");
  }

  void ReadEnvironment() {
    const SourceLocation where{kEnvironment, 0, 0};
    Over("XIAOER_SHOP", config_.shop_dir);
    Over("XIAOER_DATA", config_.data_dir);
    Over("XIAOER_LISTEN", config_.listen);
    Over("XIAOER_WEBHOOK_SECRET", config_.webhook_secrets);
    for (const ChannelKind& kind : KindsWithSection()) {
      Over("XIAOER_" + Capitals(kind.name) + "_TOKEN",
           config_.endpoints[std::string(kind.name)].token);
    }
    if (const auto mode = environment_("XIAOER_MODE")) SetMode(*mode, where);
    if (const auto token = environment_("XIAOER_ADMIN_TOKEN")) {
      CheckToken(*token, where);
      config_.admin_token = *token;
    }
    if (const auto token = environment_("XIAOER_METRICS_TOKEN")) {
      CheckToken(*token, where);
      config_.metrics_token = *token;
    }
    if (const auto level = environment_("XIAOER_LOG_LEVEL")) SetLogLevel(*level, where);
    if (const auto tokens = environment_("XIAOER_AGENT_TOKENS")) ReadAgentTokens(*tokens, where);
  }

  // "lili=…,xiaofang=…"
  void ReadAgentTokens(std::string_view tokens, const SourceLocation& where) {
    while (!tokens.empty()) {
      const std::string_view one = tokens.substr(0, tokens.find(','));
      tokens.remove_prefix(std::min(one.size() + 1, tokens.size()));
      const std::size_t equals = one.find('=');
      if (equals == std::string_view::npos || equals == 0) {
        diagnostics_.Error(where, "XIAOER_AGENT_TOKENS cannot be read",
                           "ids and tokens: lili=…,xiaofang=…");
        return;
      }
      const std::string token(one.substr(equals + 1));
      CheckToken(token, where);
      config_.agents[std::string(one.substr(0, equals))] = token;
    }
  }

  void Over(const std::string& name, std::string& value) const {
    if (auto set = environment_(name)) value = std::move(*set);
  }

  std::string OverChannel(const std::string& channel, const std::string& what,
                          std::string value) const {
    Over("XIAOER_CHANNEL_" + Capitals(channel) + "_" + what, value);
    return value;
  }

  const Environment& environment_;
  Diagnostics& diagnostics_;
  ServerConfig config_;
};

}  // namespace

ServerConfig ReadConfig(const std::string& path, const Environment& environment,
                        Diagnostics& diagnostics) {
  return ConfigReader(environment, diagnostics).Read(path);
}

std::optional<std::string> FromProcessEnvironment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace xiaoer
