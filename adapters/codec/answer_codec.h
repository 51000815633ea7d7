// The answer to a message as it is stored, and as the generic webhook gives it: every other channel's answer is made
// of it.
#pragma once

#include <string>
#include <vector>

#include "adapters/store.h"
#include "engine/turn.h"

namespace xiaoer {

// {"conversation","in_reply_to","duplicate","owner","mode","replies","intents","handoff","suggestions","receipt"} and,
// in mode suggest, "advice". `duplicate` is false here; see MarkDuplicate.
std::string AnswerBody(const Inbound& inbound, const Turn& turn, Mode mode,
                       const std::vector<StoredReply>& replies,
                       const std::vector<std::string>& suggestion_ids,
                       const std::string& receipt_id);

// The same answer to the same message, given once more.
std::string MarkDuplicate(const std::string& body);

}  // namespace xiaoer
