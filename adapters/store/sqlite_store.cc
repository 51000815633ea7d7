#include "adapters/store/sqlite_store.h"

#include <mutex>
#include <optional>
#include <utility>

#include "adapters/codec/conversation_codec.h"
#include "adapters/store/folder_lock.h"
#include "adapters/store/sqlite_database.h"

namespace xiaoer {
namespace {

// `inbox` is what makes an answer exactly one: a message id counts once per conversation. A bridge that
// numbers each conversation's messages on their own must not hand one buyer the answer to another.
constexpr std::int64_t kSchemaVersion = 1;
constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS conversations(
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  version INTEGER NOT NULL, epoch INTEGER NOT NULL, owner INTEGER NOT NULL,
  state TEXT NOT NULL, updated INTEGER NOT NULL,
  PRIMARY KEY(shop, channel, conversation)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inbox(
  shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  message TEXT NOT NULL,
  received INTEGER NOT NULL, receipt TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY(shop, channel, conversation, message)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS transcript(
  id INTEGER PRIMARY KEY, shop TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  at INTEGER NOT NULL, sender TEXT NOT NULL, message TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS transcript_of ON transcript(shop, channel, conversation, id);
CREATE TABLE IF NOT EXISTS receipts(id TEXT PRIMARY KEY, receipt TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS promises(
  shop TEXT NOT NULL, buyer TEXT NOT NULL, channel TEXT NOT NULL, conversation TEXT NOT NULL,
  expires INTEGER NOT NULL, promise TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS promises_to ON promises(shop, channel, buyer, expires);
CREATE INDEX IF NOT EXISTS promises_in ON promises(shop, channel, conversation);
)sql";

enum Query {
  kFindAnswer,
  kFindConversation,
  kInsertConversation,
  kUpdateConversation,
  kInsertInbox,
  kInsertTranscript,
  kInsertReceipt,
  kDeletePromises,
  kInsertPromise,
  kFindReceipt,
  kFindPromises,
  kCheck,
  kQueryCount,
};

constexpr const char* kQueries[kQueryCount] = {
    "SELECT receipt, answer FROM inbox WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
    "message=?4",
    "SELECT state, version FROM conversations WHERE shop=?1 AND channel=?2 AND conversation=?3",
    "INSERT INTO conversations(shop, channel, conversation, version, epoch, owner, state, updated) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "UPDATE conversations SET version=?4, epoch=?5, owner=?6, state=?7, updated=?8 "
    "WHERE shop=?1 AND channel=?2 AND conversation=?3 AND version=?9",
    "INSERT INTO inbox(shop, channel, conversation, message, received, receipt, answer) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "INSERT INTO transcript(shop, channel, conversation, at, sender, message, text) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "INSERT INTO receipts(id, receipt) VALUES(?1, ?2)",
    "DELETE FROM promises WHERE shop=?1 AND channel=?2 AND conversation=?3",
    "INSERT INTO promises(shop, buyer, channel, conversation, expires, promise) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    "SELECT receipt FROM receipts WHERE id=?1",
    "SELECT promise FROM promises WHERE shop=?1 AND channel=?2 AND buyer=?3 AND expires>?4 "
    "ORDER BY rowid",
    "SELECT count(*) FROM (SELECT 1 FROM inbox LIMIT 1)",
};

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<Store>> Open(const std::string& folder) {
    auto lock = FolderLock::Take(folder);
    if (!lock.ok()) return lock.error();
    auto database = SqliteDatabase::Open(folder + "/xiaoer.db");
    if (!database.ok()) return database.error();
    if (Status s = CreateTables(*database); !s.ok()) return s.WithContext(folder + "/xiaoer.db");
    auto store = std::unique_ptr<SqliteStore>(
        new SqliteStore(std::move(lock).value(), std::move(database).value()));
    for (int i = 0; i < kQueryCount; ++i) {
      auto statement = store->database_.Prepare(kQueries[i]);
      if (!statement.ok()) return statement.error();
      store->statements_[i] = std::move(statement).value();
    }
    return std::unique_ptr<Store>(std::move(store));
  }

  Result<Accepted> Accept(const Inbound& in, Instant) override {
    const std::lock_guard guard(mutex_);
    Accepted accepted;
    SqliteStatement& answer = Use(kFindAnswer);
    answer.Bind(1, in.key.shop).Bind(2, in.key.channel);
    answer.Bind(3, in.key.conversation).Bind(4, in.message_id);
    const auto answered = answer.Step();
    if (!answered.ok()) return answered.error();
    if (*answered) {
      accepted.answer = StoredAnswer{answer.Text(0), answer.Text(1)};
      answer.Reset();
      return accepted;
    }
    answer.Reset();

    SqliteStatement& find = Use(kFindConversation);
    find.Bind(1, in.key.shop).Bind(2, in.key.channel).Bind(3, in.key.conversation);
    const auto found = find.Step();
    if (!found.ok()) return found.error();
    if (*found) {
      auto conversation = DecodeConversation(find.Text(0));
      const auto version = static_cast<std::uint64_t>(find.Number(1));
      find.Reset();
      if (!conversation.ok()) return conversation.error();
      accepted.conversation = std::move(conversation).value();
      accepted.conversation.version = version;
    } else {
      find.Reset();
      accepted.conversation.key = in.key;
    }
    return accepted;
  }

  Status Commit(const TurnCommit& turn) override {
    const std::lock_guard guard(mutex_);
    auto transaction = SqliteTransaction::Begin(database_);
    if (!transaction.ok()) return transaction.error();
    if (Status s = WriteConversation(turn); !s.ok()) return s;
    if (Status s = WriteMessages(turn); !s.ok()) return s;
    if (Status s = WritePromises(turn); !s.ok()) return s;
    return transaction->Commit();
  }

  Result<std::string> FindReceipt(const std::string& id) override {
    const std::lock_guard guard(mutex_);
    SqliteStatement& find = Use(kFindReceipt);
    find.Bind(1, id);
    const auto found = find.Step();
    if (!found.ok()) return found.error();
    if (!*found) {
      find.Reset();
      return NotFound("no receipt under that id");
    }
    std::string receipt = find.Text(0);
    find.Reset();
    return receipt;
  }

  Result<std::vector<Promise>> FindPromises(const std::string& shop, const std::string& channel,
                                            const std::string& buyer, Instant now) override {
    const std::lock_guard guard(mutex_);
    SqliteStatement& find = Use(kFindPromises);
    find.Bind(1, shop).Bind(2, channel).Bind(3, buyer).Bind(4, ToMillis(now));
    std::vector<Promise> promises;
    for (;;) {
      const auto row = find.Step();
      if (!row.ok()) return row.error();
      if (!*row) break;
      auto promise = DecodePromise(find.Text(0));
      if (!promise.ok()) {
        find.Reset();
        return promise.error();
      }
      promises.push_back(std::move(promise).value());
    }
    find.Reset();
    return promises;
  }

  Status Check() override {
    const std::lock_guard guard(mutex_);
    return Use(kCheck).Run();
  }

 private:
  // A new file gets the tables; one that a newer release wrote is left alone.
  static Status CreateTables(SqliteDatabase& database) {
    auto query = database.Prepare("PRAGMA user_version");
    if (!query.ok()) return query.error();
    const auto row = query->Step();
    if (!row.ok()) return row.error();
    const std::int64_t version = *row ? query->Number(0) : 0;
    query->Reset();
    if (version > kSchemaVersion) {
      return Unavailable(
          "a newer xiaoer wrote this database; use that one, or another --data folder");
    }
    if (Status s = database.Execute(kSchema); !s.ok()) return s;
    static_assert(kSchemaVersion == 1);
    return database.Execute("PRAGMA user_version=1");
  }

  SqliteStore(FolderLock lock, SqliteDatabase database)
      : lock_(std::move(lock)), database_(std::move(database)) {}

  SqliteStatement& Use(Query query) {
    statements_[query].Reset();
    return statements_[query];
  }

  Status WriteConversation(const TurnCommit& turn) {
    Conversation next = turn.next;
    const auto loaded = static_cast<std::int64_t>(next.version);
    ++next.version;
    SqliteStatement& write = Use(loaded == 0 ? kInsertConversation : kUpdateConversation);
    const ConversationKey& key = next.key;
    write.Bind(1, key.shop).Bind(2, key.channel).Bind(3, key.conversation);
    write.Bind(4, static_cast<std::int64_t>(next.version));
    write.Bind(5, static_cast<std::int64_t>(next.epoch));
    write.Bind(6, static_cast<std::int64_t>(next.owner));
    write.Bind(7, EncodeConversation(next)).Bind(8, ToMillis(turn.received));
    if (loaded != 0) write.Bind(9, loaded);
    if (Status s = write.Run(); !s.ok()) return s;
    if (loaded != 0 && database_.changes() == 0) {
      return Conflict("the conversation moved on meanwhile");
    }
    return {};
  }

  Status WriteMessages(const TurnCommit& turn) {
    const Inbound& in = turn.inbound;
    SqliteStatement& inbox = Use(kInsertInbox);
    inbox.Bind(1, in.key.shop).Bind(2, in.key.channel);
    inbox.Bind(3, in.key.conversation).Bind(4, in.message_id);
    inbox.Bind(5, ToMillis(turn.received)).Bind(6, turn.answer.receipt_id);
    inbox.Bind(7, turn.answer.body);
    if (Status s = inbox.Run(); !s.ok()) return s;

    const std::string_view sender = in.sender == Sender::kBuyer ? "buyer" : "agent";
    if (Status s = WriteLine(turn, sender, in.message_id, in.text); !s.ok()) return s;
    for (const StoredReply& reply : turn.replies) {
      if (Status s = WriteLine(turn, "bot", reply.id, reply.text); !s.ok()) return s;
    }
    return Use(kInsertReceipt).Bind(1, turn.answer.receipt_id).Bind(2, turn.receipt_json).Run();
  }

  Status WriteLine(const TurnCommit& turn, std::string_view sender, std::string_view id,
                   std::string_view text) {
    const ConversationKey& key = turn.inbound.key;
    SqliteStatement& line = Use(kInsertTranscript);
    line.Bind(1, key.shop).Bind(2, key.channel).Bind(3, key.conversation);
    line.Bind(4, ToMillis(turn.received)).Bind(5, sender).Bind(6, id).Bind(7, text);
    return line.Run();
  }

  Status WritePromises(const TurnCommit& turn) {
    const ConversationKey& key = turn.next.key;
    SqliteStatement& clear = Use(kDeletePromises);
    clear.Bind(1, key.shop).Bind(2, key.channel).Bind(3, key.conversation);
    if (Status s = clear.Run(); !s.ok()) return s;
    for (const Promise& promise : turn.next.promises) {
      SqliteStatement& write = Use(kInsertPromise);
      write.Bind(1, key.shop).Bind(2, turn.next.buyer_id).Bind(3, key.channel);
      write.Bind(4, key.conversation).Bind(5, ToMillis(promise.expires));
      write.Bind(6, EncodePromise(promise));
      if (Status s = write.Run(); !s.ok()) return s;
    }
    return {};
  }

  FolderLock lock_;
  SqliteDatabase database_;
  std::mutex mutex_;
  SqliteStatement statements_[kQueryCount];  // after database_: finalized before it closes
};

}  // namespace

Result<std::unique_ptr<Store>> OpenSqliteStore(const std::string& folder) {
  return SqliteStore::Open(folder);
}

}  // namespace xiaoer
