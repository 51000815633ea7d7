#include "adapters/store/sqlite_buyer_data.h"

#include <iterator>
#include <utility>

#include "adapters/store/sqlite_writes.h"

namespace xiaoer {
namespace {

using Kind = ArchivedTable::Kind;

// How a table is read and emptied for one conversation: ?1 shop, ?2 channel, ?3 conversation.
struct Table {
  const char* name;
  const char* read;   // the columns in their order
  const char* erase;  // null: by number, see Unindexed
  std::vector<ArchivedTable::Column> columns;
};

// Receipts stand before the inbox that leads to them. Where no index leads to the rows, reading goes through the
// whole table; others write meanwhile.
const std::vector<Table>& Tables() {
  static const std::vector<Table> tables = {
      {"conversations",
       "SELECT updated, version, state FROM conversations WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3",
       "DELETE FROM conversations WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"updated", Kind::kTime}, {"version", Kind::kNumber}, {"state", Kind::kJson}}},
      {"transcript",
       "SELECT at, sender, message, text FROM transcript WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3 ORDER BY id",
       "DELETE FROM transcript WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"at", Kind::kTime},
        {"sender", Kind::kText},
        {"message", Kind::kText},
        {"text", Kind::kText}}},
      {"receipts",
       "SELECT id, receipt FROM receipts WHERE id IN (SELECT receipt FROM inbox WHERE shop=?1 AND "
       "channel=?2 AND conversation=?3)",
       "DELETE FROM receipts WHERE id IN (SELECT receipt FROM inbox WHERE shop=?1 AND channel=?2 "
       "AND conversation=?3)",
       {{"id", Kind::kText}, {"receipt", Kind::kJson}}},
      {"inbox",
       "SELECT received, message, receipt, answer FROM inbox WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3 ORDER BY received",
       "DELETE FROM inbox WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"received", Kind::kTime},
        {"message", Kind::kText},
        {"receipt", Kind::kText},
        {"answer", Kind::kJson}}},
      {"promises",
       "SELECT buyer, expires, promise FROM promises WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3 ORDER BY rowid",
       "DELETE FROM promises WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"buyer", Kind::kText}, {"expires", Kind::kTime}, {"promise", Kind::kJson}}},
      {"waiting",
       "SELECT received, message, inbound FROM waiting WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3 ORDER BY id",
       "DELETE FROM waiting WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"received", Kind::kTime}, {"message", Kind::kText}, {"inbound", Kind::kJson}}},
      {"suggestions",
       "SELECT made, id, suggestion, accepted FROM suggestions WHERE shop=?1 AND channel=?2 AND "
       "conversation=?3 ORDER BY made",
       "DELETE FROM suggestions WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"made", Kind::kTime},
        {"id", Kind::kText},
        {"suggestion", Kind::kJson},
        {"accepted", Kind::kTime}}},
      {"outbox",
       "SELECT created, id, author, body, state, attempts, settled, error FROM outbox WHERE "
       "shop=?1 AND channel=?2 AND conversation=?3 ORDER BY seq",
       nullptr,
       {{"created", Kind::kTime},
        {"id", Kind::kText},
        {"author", Kind::kText},
        {"body", Kind::kJson},
        {"state", Kind::kNumber},
        {"attempts", Kind::kNumber},
        {"settled", Kind::kTime},
        {"error", Kind::kText}}},
      {"events",
       "SELECT at, kind, body FROM events WHERE shop=?1 AND channel=?2 AND conversation=?3 ORDER "
       "BY id",
       nullptr,
       {{"at", Kind::kTime}, {"kind", Kind::kText}, {"body", Kind::kJson}}},
      {"buyers",
       "SELECT buyer FROM buyers WHERE shop=?1 AND channel=?2 AND conversation=?3",
       "DELETE FROM buyers WHERE shop=?1 AND channel=?2 AND conversation=?3",
       {{"buyer", Kind::kText}}},
  };
  return tables;
}

Status ReadTable(SqliteConnection& c, const Table& table, const ConversationKey& key,
                 ArchivedTable& out) {
  SqliteStatement& query = BindKey(c.Use(table.read), key);
  for (;;) {
    const auto more = query.Step();
    if (!more.ok()) return more.error();
    if (!*more) return {};
    std::vector<ArchivedTable::Value> row = {
        {key.shop, 0}, {key.channel, 0}, {key.conversation, 0}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto column = static_cast<int>(i);
      const Kind kind = table.columns[i].kind;
      const bool number = kind == Kind::kNumber || kind == Kind::kTime;
      row.push_back({number ? std::string() : query.Text(column),
                     number ? query.Number(column) : std::int64_t{0}});
    }
    out.rows.push_back(std::move(row));
  }
}

Status Numbers(SqliteStatement& query, std::vector<std::int64_t>& out) {
  for (;;) {
    const auto more = query.Step();
    if (!more.ok()) return more.error();
    if (!*more) return {};
    out.push_back(query.Number(0));
  }
}

Result<std::int64_t> Number(SqliteStatement& query) {
  const auto row = query.Step();
  if (!row.ok()) return row.error();
  const std::int64_t number = *row ? query.Number(0) : 0;
  query.Reset();
  return number;
}

SqliteStatement& BindBuyer(SqliteStatement& statement, const BuyerAddress& who) {
  return statement.Bind(1, who.buyer).Bind(2, who.shop).Bind(3, who.channel);
}

// Runs a statement that deletes, and adds what it deleted.
Status Erase(SqliteConnection& c, SqliteStatement& statement, std::int64_t& count) {
  if (Status s = statement.Run(); !s.ok()) return s;
  count += c.database().changes();
  return {};
}

Status EraseNumbered(SqliteConnection& c, const char* by_number, const char* newer,
                     const std::vector<std::int64_t>& numbers, std::int64_t last,
                     const std::vector<ConversationKey>& keys, std::int64_t& count) {
  for (const std::int64_t number : numbers) {
    if (Status s = Erase(c, c.Use(by_number).Bind(1, number), count); !s.ok()) return s;
  }
  for (const ConversationKey& key : keys) {
    SqliteStatement& statement = BindKey(c.Use(newer), key).Bind(4, last);
    if (Status s = Erase(c, statement, count); !s.ok()) return s;
  }
  return {};
}

}  // namespace

Result<std::vector<ConversationKey>> FindConversationsOf(SqliteConnection& c,
                                                         const BuyerAddress& who) {
  std::vector<ConversationKey> keys;
  SqliteStatement& query = c.Use(
      "SELECT shop, channel, conversation FROM buyers WHERE buyer=?1 AND (?2='' OR shop=?2) AND "
      "(?3='' OR channel=?3) ORDER BY 1, 2, 3");
  BindBuyer(query, who);
  for (;;) {
    const auto row = query.Step();
    if (!row.ok()) return row.error();
    if (!*row) return keys;
    keys.push_back({query.Text(0), query.Text(1), query.Text(2)});
  }
}

Result<std::vector<ArchivedTable>> ReadBuyer(SqliteConnection& c, const BuyerAddress& who) {
  const auto keys = FindConversationsOf(c, who);
  if (!keys.ok()) return keys.error();
  std::vector<ArchivedTable> all;
  for (const Table& table : Tables()) {
    ArchivedTable out;
    out.name = table.name;
    out.columns = {{"shop", Kind::kText}, {"channel", Kind::kText}, {"conversation", Kind::kText}};
    out.columns.insert(out.columns.end(), table.columns.begin(), table.columns.end());
    for (const ConversationKey& key : *keys) {
      if (Status s = ReadTable(c, table, key, out); !s.ok()) return s;
    }
    all.push_back(std::move(out));
  }
  return all;
}

Result<Unindexed> FindUnindexed(SqliteConnection& c, const BuyerAddress& who) {
  Unindexed found;
  const auto last_event = Number(c.Use("SELECT coalesce(max(id), 0) FROM events"));
  if (!last_event.ok()) return last_event.error();
  found.last_event = *last_event;
  const auto last_outbox = Number(c.Use("SELECT coalesce(max(seq), 0) FROM outbox"));
  if (!last_outbox.ok()) return last_outbox.error();
  found.last_outbox = *last_outbox;
  SqliteStatement& events = c.Use(
      "SELECT id FROM events AS e WHERE EXISTS(SELECT 1 FROM buyers AS b WHERE b.buyer=?1 AND "
      "b.shop=e.shop AND b.channel=e.channel AND b.conversation=e.conversation) AND "
      "(?2='' OR shop=?2) AND (?3='' OR channel=?3)");
  if (Status s = Numbers(BindBuyer(events, who), found.events); !s.ok()) return s;
  SqliteStatement& outbox = c.Use(
      "SELECT seq FROM outbox AS e WHERE EXISTS(SELECT 1 FROM buyers AS b WHERE b.buyer=?1 AND "
      "b.shop=e.shop AND b.channel=e.channel AND b.conversation=e.conversation) AND "
      "(?2='' OR shop=?2) AND (?3='' OR channel=?3)");
  if (Status s = Numbers(BindBuyer(outbox, who), found.outbox); !s.ok()) return s;
  return found;
}

Status EraseBuyer(SqliteConnection& c, const BuyerAddress& who, const Unindexed& unindexed,
                  RowCounts& counts) {
  const auto keys = FindConversationsOf(c, who);
  if (!keys.ok()) return keys.error();
  counts.clear();
  for (const Table& table : Tables()) {
    std::int64_t count = 0;
    if (table.erase != nullptr) {
      for (const ConversationKey& key : *keys) {
        if (Status s = Erase(c, BindKey(c.Use(table.erase), key), count); !s.ok()) return s;
      }
    } else if (table.name == std::string_view("events")) {
      Status s = EraseNumbered(c, "DELETE FROM events WHERE id=?1",
                               "DELETE FROM events WHERE id>?4 AND shop=?1 AND channel=?2 AND "
                               "conversation=?3",
                               unindexed.events, unindexed.last_event, *keys, count);
      if (!s.ok()) return s;
    } else {
      Status s = EraseNumbered(c, "DELETE FROM outbox WHERE seq=?1",
                               "DELETE FROM outbox WHERE seq>?4 AND shop=?1 AND channel=?2 AND "
                               "conversation=?3",
                               unindexed.outbox, unindexed.last_outbox, *keys, count);
      if (!s.ok()) return s;
    }
    counts.emplace_back(table.name, count);
  }
  return {};
}

Result<std::int64_t> EraseConversation(SqliteConnection& c, const ConversationKey& key) {
  std::int64_t count = 0;
  for (const Table& table : Tables()) {
    if (table.erase == nullptr) continue;
    if (Status s = Erase(c, BindKey(c.Use(table.erase), key), count); !s.ok()) return s;
  }
  return count;
}

}  // namespace xiaoer
