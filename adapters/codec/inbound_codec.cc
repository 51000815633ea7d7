#include "adapters/codec/inbound_codec.h"

#include "adapters/codec/json.h"

namespace xiaoer {

std::string EncodeInbound(const Inbound& in) {
  return Dump({{"shop", in.key.shop},
               {"channel", in.key.channel},
               {"conversation", in.key.conversation},
               {"sender", in.sender == Sender::kAgent ? "agent" : "buyer"},
               {"message", in.message_id},
               {"buyer", in.buyer_id},
               {"name", in.buyer_name},
               {"agent", in.agent},
               {"text", in.text},
               {"product", in.product},
               {"emoji", in.emoji},
               {"sent_at", ToMillis(in.sent_at)}});
}

Result<Inbound> DecodeInbound(std::string_view json) {
  try {
    const Json j = Json::parse(json);
    Inbound in;
    in.key = {j.at("shop"), j.at("channel"), j.at("conversation")};
    in.sender = j.at("sender") == "agent" ? Sender::kAgent : Sender::kBuyer;
    in.message_id = j.at("message");
    in.buyer_id = j.at("buyer");
    in.buyer_name = j.value("name", "");
    in.agent = j.value("agent", "");
    in.text = j.at("text");
    in.product = j.value("product", "");
    in.emoji = j.value("emoji", true);
    in.sent_at = FromMillis(j.value("sent_at", std::int64_t{0}));
    return in;
  } catch (const Json::exception& e) {
    return Internal(std::string("a stored message cannot be read: ") + e.what());
  }
}

std::string EncodeSuggestion(const StoredSuggestion& s) {
  return Dump({{"id", s.id},
               {"text", s.text},
               {"reply", s.reply_id},
               {"approach", s.approach},
               {"effects", s.effects}});
}

Result<StoredSuggestion> DecodeSuggestion(std::string_view json) {
  try {
    const Json j = Json::parse(json);
    return StoredSuggestion{j.at("id"), j.at("text"), j.at("reply"), j.at("approach"),
                            j.at("effects")};
  } catch (const Json::exception& e) {
    return Internal(std::string("a stored suggestion cannot be read: ") + e.what());
  }
}

}  // namespace xiaoer
