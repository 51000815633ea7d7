// What was said, read back from a server's data folder for the tools that learn from it.
#pragma once

#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"

namespace xiaoer {

struct TranscriptLine {
  ConversationKey key;
  Sender sender = Sender::kBuyer;
  Instant at{};
  std::string text;
};

// The lines of buyers and agents in the order in which they came; the bot's own replies are left
// out. The folder is only read, also while a server uses it. NotFound if it holds no database.
Result<std::vector<TranscriptLine>> ReadTranscript(const std::string& folder);

}  // namespace xiaoer
