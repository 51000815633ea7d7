#include "adapters/store/sqlite_prune.h"

#include <functional>
#include <utility>

#include "adapters/store/sqlite_buyer_data.h"
#include "adapters/store/sqlite_writes.h"

namespace xiaoer {
namespace {

using Prunable = Archive::Prunable;
using Pruned = Archive::Pruned;

// One that is looked up on a reader, and deleted by the writer.
struct OldRow {
  std::int64_t id = 0;
  ConversationKey key;
  std::string message;
  std::string receipt;
};

// Whether something is still open in a conversation. Bound: 1 to 3 the key, 4 now. Owners: 1 offered, 2 queued,
// 3 a person; the bot's own (0) and those given back (4) are open while a hand-off is.
constexpr const char* kIsOpen =
    "SELECT EXISTS(SELECT 1 FROM conversations WHERE shop=?1 AND channel=?2 AND conversation=?3 "
    "AND "
    "(owner IN (1, 2, 3) OR (owner IN (0, 4) AND json_extract(state, '$.handoff') IS NOT NULL))) "
    "OR EXISTS(SELECT 1 FROM promises WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
    "expires>?4) OR EXISTS(SELECT 1 FROM waiting WHERE shop=?1 AND channel=?2 AND "
    "conversation=?3) OR EXISTS(SELECT 1 FROM outbox WHERE state=0 AND shop=?1 AND channel=?2 AND "
    "conversation=?3)";

Result<bool> IsOpen(SqliteConnection& c, const ConversationKey& key, Instant now) {
  SqliteStatement& query = BindKey(c.Use(kIsOpen), key).Bind(4, ToMillis(now));
  const auto row = query.Step();
  if (!row.ok()) return row.error();
  const bool open = query.Number(0) != 0;
  query.Reset();
  return open;
}

// Of a query whose columns are number, shop, channel, conversation, message, receipt.
Status ReadCandidates(SqliteStatement& query, std::vector<OldRow>& out) {
  for (;;) {
    const auto row = query.Step();
    if (!row.ok()) return row.error();
    if (!*row) return {};
    out.push_back({query.Number(0),
                   {query.Text(1), query.Text(2), query.Text(3)},
                   query.Text(4),
                   query.Text(5)});
  }
}

// Of the candidates those whose conversation is not open; neighbours are often of the same.
Result<std::vector<OldRow>> WithoutOpen(SqliteConnection& c, std::vector<OldRow> candidates,
                                        Instant now) {
  std::vector<OldRow> closed;
  const ConversationKey* last = nullptr;
  bool open = false;
  for (OldRow& candidate : candidates) {
    if (last == nullptr || !(*last == candidate.key)) {
      const auto found = IsOpen(c, candidate.key, now);
      if (!found.ok()) return found.error();
      open = *found;
    }
    if (!open) closed.push_back(candidate);
    last = &candidate.key;
  }
  return closed;
}

using Erase = std::function<Status(SqliteConnection&, const OldRow&)>;

// Finds a batch with `query`, leaves out what is open, deletes the rest in one short transaction. `query` finds
// what is at the cursor (?2) or behind it and older than ?1, in the order of the cursor, ?3 at most.
Result<Pruned> PruneFound(SqliteFolder& folder, const char* query, Instant before, Instant now,
                          std::int64_t cursor, std::size_t limit, const Erase& erase) {
  std::vector<OldRow> found;
  std::vector<OldRow> old;
  Status s = folder.Read([&](SqliteConnection& c) -> Status {
    SqliteStatement& statement = c.Use(query).Bind(1, ToMillis(before)).Bind(2, cursor);
    statement.Bind(3, static_cast<std::int64_t>(limit));
    if (Status e = ReadCandidates(statement, found); !e.ok()) return e;
    auto closed = WithoutOpen(c, found, now);
    if (!closed.ok()) return closed.error();
    old = std::move(closed).value();
    return {};
  });
  if (!s.ok()) return s;
  Pruned pruned;
  pruned.rows = static_cast<std::int64_t>(old.size());
  pruned.more = found.size() == limit;
  // A batch of which nothing could be taken must not be found again.
  if (!found.empty()) pruned.cursor = found.back().id + (old.empty() ? 1 : 0);
  if (old.empty()) return pruned;
  s = folder.Write([&](SqliteConnection& c) -> Status {
    for (const OldRow& candidate : old) {
      if (Status e = erase(c, candidate); !e.ok()) return e;
    }
    return {};
  });
  if (!s.ok()) return s;
  return pruned;
}

// The message's answer goes with its line: without the line nobody sends that message any more.
Status EraseLine(SqliteConnection& c, const OldRow& line) {
  Status s = c.Use("DELETE FROM transcript WHERE id=?1").Bind(1, line.id).Run();
  if (!s.ok() || line.message.empty()) return s;
  SqliteStatement& receipt = c.Use(
      "DELETE FROM receipts WHERE id IN (SELECT receipt FROM inbox WHERE shop=?1 AND channel=?2 "
      "AND conversation=?3 AND message=?4)");
  if (s = BindKey(receipt, line.key).Bind(4, line.message).Run(); !s.ok()) return s;
  SqliteStatement& answer =
      c.Use("DELETE FROM inbox WHERE shop=?1 AND channel=?2 AND conversation=?3 AND message=?4");
  return BindKey(answer, line.key).Bind(4, line.message).Run();
}

Status EraseReceipt(SqliteConnection& c, const OldRow& answered) {
  Status s = c.Use("DELETE FROM receipts WHERE id=?1").Bind(1, answered.receipt).Run();
  if (!s.ok()) return s;
  // The answer stays: it is what makes a repeated message harmless.
  SqliteStatement& forget = c.Use(
      "UPDATE inbox SET receipt='' WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
      "message=?4");
  return BindKey(forget, answered.key).Bind(4, answered.message).Run();
}

// What belongs to no conversation that could be open: straight away.
Result<Pruned> PruneRows(SqliteFolder& folder, const char* sql, Instant before, std::size_t limit) {
  Pruned pruned;
  Status s = folder.Write([&](SqliteConnection& c) -> Status {
    SqliteStatement& statement = c.Use(sql).Bind(1, ToMillis(before));
    if (Status e = statement.Bind(2, static_cast<std::int64_t>(limit)).Run(); !e.ok()) return e;
    pruned.rows = c.database().changes();
    return {};
  });
  if (!s.ok()) return s;
  pruned.more = pruned.rows == static_cast<std::int64_t>(limit);
  return pruned;
}

// Conversations and receipts have no number to go on from: the time is it.
Result<Pruned> PruneReceipts(SqliteFolder& folder, Instant before, Instant now, std::int64_t cursor,
                             std::size_t limit) {
  auto receipts =
      PruneFound(folder,
                 "SELECT received, shop, channel, conversation, message, receipt FROM inbox WHERE "
                 "receipt<>'' AND received<?1 AND received>=?2 ORDER BY received LIMIT ?3",
                 before, now, cursor, limit, EraseReceipt);
  if (!receipts.ok()) return receipts;
  auto suggestions = PruneRows(
      folder,
      "DELETE FROM suggestions WHERE id IN (SELECT id FROM suggestions WHERE made<?1 LIMIT ?2)",
      before, limit);
  if (!suggestions.ok()) return suggestions;
  receipts->rows += suggestions->rows;
  receipts->more = receipts->more || suggestions->more;
  return receipts;
}

}  // namespace

Result<Pruned> PruneBatch(SqliteFolder& folder, Prunable what, Instant before, Instant now,
                          std::int64_t cursor, std::size_t limit) {
  switch (what) {
    case Prunable::kTranscripts:
      // By id, which rises with the time: the first line that is young enough ends it. A clock that was set back
      // only makes a line wait for the next sweep.
      return PruneFound(folder,
                        "SELECT id, shop, channel, conversation, message, '' FROM (SELECT * FROM "
                        "transcript WHERE id>=?2 ORDER BY id LIMIT ?3) WHERE at<?1 ORDER BY id",
                        before, now, cursor, limit, EraseLine);
    case Prunable::kConversations:
      return PruneFound(folder,
                        "SELECT updated, shop, channel, conversation, '', '' FROM conversations "
                        "WHERE owner IN (0, 4, 5) AND updated<?1 AND updated>=?2 ORDER BY updated "
                        "LIMIT ?3",
                        before, now, cursor, limit,
                        [](SqliteConnection& c, const OldRow& old) -> Status {
                          const auto erased = EraseConversation(c, old.key);
                          return erased.ok() ? Status() : erased.error();
                        });
    case Prunable::kReceipts:
      return PruneReceipts(folder, before, now, cursor, limit);
    case Prunable::kEvents:
      return PruneRows(
          folder, "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at<?1 LIMIT ?2)",
          before, limit);
    case Prunable::kDelivered:
      return PruneRows(folder,
                       "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE state IN "
                       "(1, 3) AND settled<?1 LIMIT ?2)",
                       before, limit);
    case Prunable::kDeadLetters:
      return PruneRows(folder,
                       "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE state=2 AND "
                       "settled<?1 LIMIT ?2)",
                       before, limit);
  }
  return Internal("unknown kind of rows to prune");
}

}  // namespace xiaoer
