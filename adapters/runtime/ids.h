// Ids derived from what they name: the same message gives the same ids, on any machine, after any restart.
// `key` is the webhook's secret: with it nobody can work out the id of another's receipt. Empty where the
// webhook has none.
#pragma once

#include <string>
#include <string_view>

#include "engine/message.h"

namespace xiaoer {

// "rc_" + 32 hex digits: the receipt of the answer to a message.
std::string ReceiptId(const Inbound& inbound, std::string_view key);
// "re_" + 32 hex digits: its reply number `index`.
std::string ReplyId(const Inbound& inbound, std::size_t index, std::string_view key);
// "su_" + 32 hex digits: its suggestion number `index`.
std::string SuggestionId(const Inbound& inbound, std::size_t index, std::string_view key);

// "rm_" + 32 hex digits, never the same: for channels that number no messages.
std::string RandomMessageId();

}  // namespace xiaoer
