// Everything that the tables hold about one buyer: read, or deleted. Private to store/.
#pragma once

#include "adapters/archive.h"
#include "adapters/store/sqlite_connection.h"

namespace xiaoer {

Result<std::vector<ConversationKey>> FindConversationsOf(SqliteConnection& c,
                                                         const BuyerAddress& who);
Result<std::vector<ArchivedTable>> ReadBuyer(SqliteConnection& c, const BuyerAddress& who);

// Rows that no index leads to: looked up on a reader, so that writers need not wait for it.
struct Unindexed {
  std::vector<std::int64_t> events;
  std::vector<std::int64_t> outbox;
  // Those that came after them are looked through again when they are deleted.
  std::int64_t last_event = 0;
  std::int64_t last_outbox = 0;
};
Result<Unindexed> FindUnindexed(SqliteConnection& c, const BuyerAddress& who);

// Inside a transaction. `counts` has every table, in the order of ReadBuyer.
Status EraseBuyer(SqliteConnection& c, const BuyerAddress& who, const Unindexed& unindexed,
                  RowCounts& counts);

// One conversation with all that an index leads to. How many rows.
Result<std::int64_t> EraseConversation(SqliteConnection& c, const ConversationKey& key);

}  // namespace xiaoer
