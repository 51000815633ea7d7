#include "adapters/channels/channels.h"

#include <array>
#include <optional>
#include <utility>

#include "adapters/channels/rasa/rasa_channel.h"
#include "adapters/channels/webhook/webhook_channel.h"

namespace xiaoer {
namespace {

using Opened = Result<std::unique_ptr<Channel>>;

Opened OpenWebhook(const ChannelSettings& settings) {
  if (settings.token.empty()) return Opened(std::make_unique<WebhookChannel>(std::nullopt));
  auto signature = StandardWebhooks::FromSecrets(settings.token);
  if (!signature.ok()) return signature.error();
  return Opened(std::make_unique<WebhookChannel>(std::move(signature).value()));
}

Opened OpenRasa(const ChannelSettings& settings) {
  return Opened(std::make_unique<RasaChannel>(settings.shop, settings.token));
}

constexpr std::array kKinds{
    ChannelKind{"webhook", "/v1/messages", "", OpenWebhook},
    ChannelKind{"rasa", "/webhooks/rest/webhook", "/webhooks/rest", OpenRasa},
};

ChannelSettings Find(const SettingsOfChannels& settings, std::string_view name) {
  const auto found = settings.find(name);
  return found == settings.end() ? ChannelSettings() : found->second;
}

}  // namespace

std::span<const ChannelKind> ChannelKinds() { return kKinds; }

Result<std::vector<Endpoint>> OpenChannels(const SettingsOfChannels& settings) {
  const bool locked = !Find(settings, kKinds.front().name).token.empty();
  std::vector<Endpoint> endpoints;
  for (const ChannelKind& kind : kKinds) {
    const ChannelSettings own = Find(settings, kind.name);
    if (!own.enabled || (locked && own.token.empty())) continue;
    auto channel = kind.open(own);
    if (!channel.ok()) return channel.error().WithContext(kind.name);
    endpoints.push_back({&kind, std::move(channel).value()});
  }
  return endpoints;
}

}  // namespace xiaoer
