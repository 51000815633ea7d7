#include "adapters/store/sqlite_schema.h"

#include <string>

namespace xiaoer {
namespace {

// One step for each release that changed the tables; a file at version n has had the first n.
constexpr const char* kSteps[] = {
    // `inbox` is what makes an answer exactly one: a message id counts once per conversation. A bridge that
    // numbers each conversation's messages on their own must not hand one buyer the answer to another.
    R"sql(
CREATE TABLE conversations(
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  version INTEGER NOT NULL, epoch INTEGER NOT NULL, owner INTEGER NOT NULL,
  state TEXT NOT NULL, updated INTEGER NOT NULL,
  PRIMARY KEY(shop, channel, conversation)) WITHOUT ROWID;
CREATE TABLE inbox(
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  message TEXT NOT NULL,
  received INTEGER NOT NULL, receipt TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY(shop, channel, conversation, message)) WITHOUT ROWID;
CREATE TABLE transcript(
  id INTEGER PRIMARY KEY, shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  at INTEGER NOT NULL, sender TEXT NOT NULL, message TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX transcript_of ON transcript(shop, channel, conversation, id);
CREATE TABLE receipts(id TEXT PRIMARY KEY, receipt TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE promises(
  shop TEXT NOT NULL, buyer TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  expires INTEGER NOT NULL, promise TEXT NOT NULL);
CREATE INDEX promises_to ON promises(shop, channel, buyer, expires);
CREATE INDEX promises_in ON promises(shop, channel, conversation);
)sql",
    // Asynchronous channels: messages that wait for their turn (the inbox's `answer` is empty until then), and
    // replies that wait to be delivered. Agents: conversations by id alone, suggestions, presence, events.
    R"sql(
CREATE TABLE waiting(
  id INTEGER PRIMARY KEY, shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  message TEXT NOT NULL, received INTEGER NOT NULL, inbound TEXT NOT NULL);
CREATE UNIQUE INDEX waiting_in ON waiting(shop, channel, conversation, message);
CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  author TEXT NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL,
  state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL, error TEXT NOT NULL DEFAULT '', settled INTEGER NOT NULL DEFAULT 0);
CREATE INDEX outbox_due ON outbox(channel, due) WHERE state=0;
CREATE INDEX outbox_in ON outbox(shop, channel, conversation, seq) WHERE state=0;
CREATE INDEX conversations_by_id ON conversations(conversation);
CREATE INDEX conversations_owned ON conversations(owner, updated);
CREATE TABLE suggestions(
  id TEXT PRIMARY KEY, shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  made INTEGER NOT NULL, suggestion TEXT NOT NULL, accepted INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX suggestions_in ON suggestions(shop, channel, conversation);
CREATE TABLE presence(
  shop TEXT NOT NULL, agent TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY(shop, agent)) WITHOUT ROWID;
CREATE TABLE events(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL,
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX events_at ON events(at);
)sql",
    // Retention and one buyer's data. `buyers`: who has written in which conversation. The outbox's numbers are
    // never used again, so that a delivery that ends after its row was erased settles nobody else's.
    R"sql(
CREATE TABLE buyers(
  buyer TEXT NOT NULL, shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  PRIMARY KEY(buyer, shop, channel, conversation)) WITHOUT ROWID;
CREATE INDEX buyers_in ON buyers(shop, channel, conversation);
INSERT OR IGNORE INTO buyers
  SELECT json_extract(state, '$.buyer_id'), shop, channel, conversation FROM conversations
  WHERE coalesce(json_extract(state, '$.buyer_id'), '')<>'';
INSERT OR IGNORE INTO buyers
  SELECT json_extract(inbound, '$.buyer'), shop, channel, conversation FROM waiting
  WHERE coalesce(json_extract(inbound, '$.buyer'), '')<>'';
CREATE INDEX inbox_receipts ON inbox(received) WHERE receipt<>'';
CREATE INDEX suggestions_made ON suggestions(made);
CREATE TABLE new_outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  author TEXT NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL,
  state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL, error TEXT NOT NULL DEFAULT '', settled INTEGER NOT NULL DEFAULT 0);
INSERT INTO new_outbox SELECT * FROM outbox;
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
CREATE INDEX outbox_due ON outbox(channel, due) WHERE state=0;
CREATE INDEX outbox_in ON outbox(shop, channel, conversation, seq) WHERE state=0;
CREATE INDEX outbox_settled ON outbox(state, settled);
)sql",
};
constexpr std::int64_t kVersion = std::size(kSteps);

Result<std::int64_t> VersionOf(SqliteDatabase& database) {
  auto query = database.Prepare("PRAGMA user_version");
  if (!query.ok()) return query.error();
  const auto row = query->Step();
  if (!row.ok()) return row.error();
  return *row ? query->Number(0) : 0;
}

}  // namespace

Status PrepareTables(SqliteDatabase& database) {
  const auto version = VersionOf(database);
  if (!version.ok()) return version.error();
  if (*version == kVersion) return {};
  if (*version > kVersion || *version < 0) {
    return Unavailable(
        "a newer xiaoer wrote this database; use that one, or another --data folder");
  }
  auto transaction = SqliteTransaction::Begin(database);
  if (!transaction.ok()) return transaction.error();
  for (std::int64_t i = *version; i < kVersion; ++i) {
    if (Status s = database.Execute(kSteps[i]); !s.ok()) return s;
  }
  const std::string stamp = "PRAGMA user_version=" + std::to_string(kVersion);
  if (Status s = database.Execute(stamp.c_str()); !s.ok()) return s;
  return transaction->Commit();
}

Status CheckTables(SqliteDatabase& database) {
  const auto version = VersionOf(database);
  if (!version.ok()) return version.error();
  if (*version == kVersion) return {};
  return Unavailable(*version < kVersion
                         ? "an older xiaoer wrote this database; `xiaoer serve` on this folder "
                           "brings it up to date"
                         : "a newer xiaoer wrote this database; use that one");
}

}  // namespace xiaoer
