// Decoding a webhook body and its signature headers never throws.
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/channels/webhook_channel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  static const WebhookChannel channel(
      StandardWebhooks::FromSecrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value());
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  (void)channel.Decode({body, {}});
  const std::string half(body.substr(0, size / 2));
  const RawRequest request{
      body,
      {{"webhook-id", half}, {"webhook-timestamp", "1614265330"}, {"webhook-signature", half}}};
  (void)channel.Verify(request, FromMillis(1'614'265'330'000));
  return 0;
}
