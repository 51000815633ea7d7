#include "adapters/channels/rasa_channel.h"

#include <openssl/crypto.h>

#include <utility>

#include "adapters/channels/webhook_channel.h"
#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

Status Text(const Json& j, const char* key, std::size_t limit, std::string& out) {
  const auto it = j.find(key);
  if (it == j.end() || it->is_null()) return {};
  if (!it->is_string()) return BadRequest(std::string(key) + " must be a string");
  out = it->get<std::string>();
  if (out.size() > limit) {
    return BadRequest(std::string(key) + " is longer than " + std::to_string(limit) + " bytes");
  }
  return {};
}

}  // namespace

RasaChannel::RasaChannel(std::string shop, std::string token)
    : shop_(std::move(shop)), token_(std::move(token)) {}

Status RasaChannel::Verify(const RawRequest& request, Instant) const {
  if (token_.empty()) return {};
  const auto header = request.headers.find("authorization");
  std::string given = header == request.headers.end() ? "" : header->second;
  if (given.starts_with("Bearer ")) given = given.substr(7);
  if (const auto query = request.query.find("token"); query != request.query.end()) {
    given = query->second;
  }
  const bool same = given.size() == token_.size() &&
                    CRYPTO_memcmp(given.data(), token_.data(), token_.size()) == 0;
  return same ? Status() : Unauthorized("send the channel's token: ?token=…");
}

Result<Inbound> RasaChannel::Decode(const RawRequest& request) const {
  const Json j = Json::parse(request.body, nullptr, false);
  if (!j.is_object()) return BadRequest("the body must be {\"sender\":\"…\",\"message\":\"…\"}");
  Inbound in;
  in.key.shop = shop_;
  in.key.channel = "rasa";
  in.key.conversation = "default";  // as Rasa does where no sender is given
  if (Status s = Text(j, "sender", WebhookChannel::kMaxId, in.key.conversation); !s.ok()) return s;
  if (Status s = Text(j, "message", WebhookChannel::kMaxText, in.text); !s.ok()) return s;
  if (Status s = Text(j, "message_id", WebhookChannel::kMaxId, in.message_id); !s.ok()) return s;
  in.buyer_id = in.key.conversation;
  return in;
}

std::string RasaChannel::Encode(const Inbound& inbound, const std::string& answer) {
  const Json j = Json::parse(answer, nullptr, false);
  OrderedJson list = OrderedJson::array();
  if (j.is_object() && j.contains("replies")) {
    for (const Json& reply : j["replies"]) {
      list.push_back(
          {{"recipient_id", inbound.key.conversation}, {"text", reply.value("text", "")}});
    }
  }
  return Dump(list);
}

}  // namespace xiaoer
