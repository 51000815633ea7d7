// Recorded lines, for the commands that learn from what buyers wrote.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"

namespace xiaoer {

struct RecordedLine {
  std::string conversation;  // lines of one conversation follow each other
  Sender sender = Sender::kBuyer;
  std::string text;
  std::string where;  // "lines.txt:12", or the conversation's id in the store
  Instant at{};       // epoch 0 where the record has no time
};

// A plain file: one buyer line per line, each a conversation of its own. A table: if the first line
// is a tab-separated header with a column `text`; `dialogue` and `role` (buyer, seller or agent;
// other rows are left out) are used where they are there. Empty lines are left out.
Result<std::vector<RecordedLine>> ParseRecordedLines(std::istream& in, const std::string& name);

// From the file at `path`, or standard input for "-".
Result<std::vector<RecordedLine>> ReadLineFile(const std::string& path);

// From the data folder of `xiaoer serve`, one conversation after the other.
Result<std::vector<RecordedLine>> ReadStoredLines(const std::string& data_dir);

}  // namespace xiaoer
