#include "adapters/channels/callback/callback_codec.h"

#include "adapters/codec/json.h"

namespace xiaoer {

std::string CallbackBody(const ConversationKey& key, std::string_view author,
                         std::string_view reply_id, std::string_view text,
                         std::string_view in_reply_to) {
  return Dump({{"type", "reply"},
               {"shop", key.shop},
               {"channel", key.channel},
               {"conversation", key.conversation},
               {"in_reply_to", in_reply_to},
               {"author", author},
               {"reply", {{"id", reply_id}, {"text", text}}}});
}

}  // namespace xiaoer
