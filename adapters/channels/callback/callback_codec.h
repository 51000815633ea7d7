// What the receiver of an asynchronous channel gets.
#pragma once

#include <string>
#include <string_view>

#include "engine/message.h"

namespace xiaoer {

// {"type":"reply","shop","channel","conversation","in_reply_to","author","reply":{"id","text"}}.
// `author` is "bot" or "agent"; `in_reply_to` is empty where an agent began.
std::string CallbackBody(const ConversationKey& key, std::string_view author,
                         std::string_view reply_id, std::string_view text,
                         std::string_view in_reply_to);

}  // namespace xiaoer
