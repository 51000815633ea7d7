#include "adapters/channels/rasa/rasa_channel.h"

#include <utility>

#include "adapters/channels/bounds.h"
#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

// As Rasa itself: a number will do where a string is meant, and null is as good as nothing.
Status Text(const Json& j, const char* key, std::string& out) {
  const auto it = j.find(key);
  if (it == j.end() || it->is_null()) return {};
  if (it->is_string()) {
    out = it->get_ref<const std::string&>();
  } else if (it->is_number_integer()) {
    out = it->dump();
  } else {
    return BadRequest(std::string(key) + " must be a string, not " + it->type_name());
  }
  return {};
}

Status Id(const Json& j, const char* key, std::string& out) {
  if (Status s = Text(j, key, out); !s.ok()) return s;
  return CheckId(key, out);
}

}  // namespace

RasaChannel::RasaChannel(std::string shop, std::string token)
    : shop_(std::move(shop)), token_(std::move(token)) {}

Status RasaChannel::Verify(const RawRequest& request, Instant) const {
  return token_.Verify(request);
}

Result<Inbound> RasaChannel::Decode(const RawRequest& request) const {
  const Json j = Json::parse(request.body, nullptr, false);
  if (!j.is_object()) return BadRequest("the body must be {\"sender\":\"…\",\"message\":\"…\"}");
  Inbound in;
  in.key.shop = shop_;
  in.key.channel = "rasa";
  if (Status s = Id(j, "sender", in.key.conversation); !s.ok()) return s;
  if (in.key.conversation.empty()) in.key.conversation = "default";  // as Rasa calls it
  if (Status s = Id(j, "message_id", in.message_id); !s.ok()) return s;
  if (Status s = Text(j, "message", in.text); !s.ok()) return s;
  if (Status s = CheckText("message", in.text); !s.ok()) return s;
  in.buyer_id = in.key.conversation;
  return in;
}

RawAnswer RasaChannel::Encode(const Inbound& inbound, std::string answer) const {
  const Json j = Json::parse(answer, nullptr, false);
  OrderedJson list = OrderedJson::array();
  const auto replies = j.is_object() ? j.find("replies") : j.end();
  if (j.is_object() && replies != j.end()) {
    for (const Json& reply : *replies) {
      const auto text = reply.is_object() ? reply.find("text") : reply.end();
      if (!reply.is_object() || text == reply.end() || !text->is_string()) continue;
      list.push_back({{"recipient_id", inbound.key.conversation}, {"text", *text}});
    }
  }
  return {Dump(list) + "\n"};
}

}  // namespace xiaoer
