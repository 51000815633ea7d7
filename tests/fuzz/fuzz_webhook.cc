// Decoding any channel's body, its signature headers and its query never throws.
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/channels/channels.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  static const std::vector<Endpoint> endpoints = [] {
    SettingsOfChannels settings;
    for (const ChannelKind& kind : ChannelKinds()) {
      settings[std::string(kind.name)].token = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    }
    return OpenChannels(settings).value();
  }();
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const std::string half(body.substr(0, size / 2));
  const RawRequest request{
      body,
      {{"webhook-id", half}, {"webhook-timestamp", "1614265330"}, {"webhook-signature", half}},
      {{"token", half}}};
  for (const Endpoint& endpoint : endpoints) {
    (void)endpoint.channel->Verify(request, FromMillis(1'614'265'330'000));
    if (const auto in = endpoint.channel->Decode({body, {}}); in.ok()) {
      (void)endpoint.channel->Encode(*in, half);
    }
  }
  return 0;
}
