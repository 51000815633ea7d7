// Conversations read back from a server's data folder, for the list of what waits for a person.
#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/conversation.h"

namespace xiaoer {

struct StoredConversation {
  Conversation conversation;
  std::vector<std::string> last_words;  // the buyer's latest lines, oldest first
};

// All that are not closed, in no particular order, each with at most `words` lines of its buyer. The
// folder is only read, also while a server uses it. NotFound if it holds no database; a conversation
// that cannot be read is Internal: a list that leaves somebody out without a word is worse than none.
Result<std::vector<StoredConversation>> ReadConversations(const std::string& folder,
                                                          std::size_t words);

}  // namespace xiaoer
