// How a Change is written, statement by statement, inside a transaction. Private to store/.
#pragma once

#include "adapters/store.h"
#include "adapters/store/sqlite_connection.h"

namespace xiaoer {

// What of a change can be prepared before the writer's turn comes: encoding costs more than writing.
struct EncodedChange {
  std::string conversation;           // empty if there is none
  std::vector<std::string> promises;  // of it
};
EncodedChange Encode(const Change& change);

Status WriteChange(SqliteConnection& c, const Change& change, const EncodedChange& encoded);
Status WriteWaiting(SqliteConnection& c, const WaitingMessage& message, const std::string& inbound);
Status WriteEvents(SqliteConnection& c, const std::vector<StoredEvent>& events);

SqliteStatement& BindKey(SqliteStatement& statement, const ConversationKey& key);

}  // namespace xiaoer
