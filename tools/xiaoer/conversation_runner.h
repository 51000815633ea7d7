// Plays a golden conversation through the engine, text in and text out.
#pragma once

#include <string>
#include <vector>

#include "adapters/facts.h"
#include "engine/pack.h"
#include "tools/xiaoer/conversation_file.h"

namespace xiaoer {

struct RunOptions {
  // Between any two turns the conversation is written out and read back, as over a restart.
  bool restart = false;
  // False: the matcher tries every template everywhere.
  bool prefilter = true;
};

struct RunResult {
  std::vector<std::string> failures;  // "file:12:5: reply ids are …, not …"
  std::string transcript;             // for people
};

RunResult RunConversation(const ConversationFile& file, const Pack& pack, FactSource& facts,
                          const RunOptions& options);

}  // namespace xiaoer
