// Conversation ↔ JSON, as the store keeps it. Every field survives the round trip; a field that an
// older release did not write reads as its default, so that a database outlives an upgrade.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/conversation.h"

namespace xiaoer {

std::string EncodeConversation(const Conversation& conversation);
// Internal if the text is not what Encode wrote: the database was damaged or edited by hand.
Result<Conversation> DecodeConversation(std::string_view json);

std::string EncodePromise(const Promise& promise);
Result<Promise> DecodePromise(std::string_view json);

}  // namespace xiaoer
