#include "adapters/channels/callback/callback_codec.h"

#include "adapters/codec/json_writer.h"

namespace xiaoer {

std::string CallbackBody(const ConversationKey& key, std::string_view author,
                         std::string_view reply_id, std::string_view text,
                         std::string_view in_reply_to) {
  JsonWriter w;
  w.BeginObject()
      .Field("type", "reply")
      .Field("shop", key.shop)
      .Field("channel", key.channel)
      .Field("conversation", key.conversation)
      .Field("in_reply_to", in_reply_to)
      .Field("author", author);
  w.Key("reply").BeginObject().Field("id", reply_id).Field("text", text).EndObject();
  w.EndObject();
  return w.Take();
}

}  // namespace xiaoer
