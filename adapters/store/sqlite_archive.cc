#include "adapters/store/sqlite_archive.h"

#include <filesystem>
#include <utility>

#include "adapters/store/sqlite_backup.h"
#include "adapters/store/sqlite_buyer_data.h"
#include "adapters/store/sqlite_prune.h"
#include "adapters/store/sqlite_schema.h"

namespace xiaoer {
namespace {

// Several reads that see one moment.
template <class Read>
Status AtOneMoment(SqliteConnection& c, Read read) {
  if (Status s = c.database().Execute("BEGIN"); !s.ok()) return s;
  Status result = read();
  c.ResetAll();
  // Nothing was written: there is nothing that could fail to be kept.
  (void)c.database().Execute("ROLLBACK");
  return result;
}

Status ReadAtOneMoment(SqliteConnection& c, const BuyerAddress& who,
                       std::vector<ArchivedTable>& tables) {
  return AtOneMoment(c, [&]() -> Status {
    auto read = ReadBuyer(c, who);
    if (!read.ok()) return read.error();
    tables = std::move(read).value();
    return {};
  });
}

// Replies of the bot's in a conversation that a person has: too late to be said.
constexpr const char* kTooLate =
    "SELECT count(*) FROM outbox AS o WHERE state=2 AND (?1='' OR id=?1) AND (?2='' OR "
    "channel=?2) AND author='bot' AND EXISTS(SELECT 1 FROM conversations AS c WHERE "
    "c.shop=o.shop AND c.channel=o.channel AND c.conversation=o.conversation AND c.owner=3)";
constexpr const char* kRevive =
    "UPDATE outbox AS o SET state=0, due=?3, attempts=0, settled=0 WHERE state=2 AND (?1='' OR "
    "id=?1) AND (?2='' OR channel=?2) AND NOT (author='bot' AND EXISTS(SELECT 1 FROM "
    "conversations AS c WHERE c.shop=o.shop AND c.channel=o.channel AND "
    "c.conversation=o.conversation AND c.owner=3))";

class SqliteArchive final : public Archive {
 public:
  explicit SqliteArchive(SqliteFolder& folder) : folder_(folder) {}

  Result<std::vector<ConversationKey>> ConversationsOf(const BuyerAddress& who) override {
    std::vector<ConversationKey> keys;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      auto found = FindConversationsOf(c, who);
      if (!found.ok()) return found.error();
      keys = std::move(found).value();
      return {};
    });
    if (!s.ok()) return s;
    return keys;
  }

  Result<std::vector<ArchivedTable>> Export(const BuyerAddress& who) override {
    std::vector<ArchivedTable> tables;
    Status s = folder_.Read([&](SqliteConnection& c) { return ReadAtOneMoment(c, who, tables); });
    if (!s.ok()) return s;
    return tables;
  }

  Result<RowCounts> Erase(const BuyerAddress& who) override {
    Unindexed unindexed;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      auto found = FindUnindexed(c, who);
      if (!found.ok()) return found.error();
      unindexed = std::move(found).value();
      return {};
    });
    if (!s.ok()) return s;
    RowCounts counts;
    s = folder_.Write([&](SqliteConnection& c) { return EraseBuyer(c, who, unindexed, counts); });
    if (!s.ok()) return s;
    return counts;
  }

  Result<bool> ClearLog() override { return folder_.ClearLog(); }

  Result<std::vector<DeadLetter>> DeadLetters(const std::string& channel,
                                              std::size_t limit) override {
    std::vector<DeadLetter> letters;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      SqliteStatement& query = c.Use(
          "SELECT seq, id, shop, channel, conversation, author, body, created, attempts, error, "
          "settled FROM outbox WHERE state=2 AND (?1='' OR channel=?1) ORDER BY settled DESC, seq "
          "DESC LIMIT ?2");
      query.Bind(1, channel).Bind(2, static_cast<std::int64_t>(limit));
      for (;;) {
        const auto row = query.Step();
        if (!row.ok()) return row.error();
        if (!*row) return {};
        letters.push_back({{query.Number(0),
                            query.Text(1),
                            {query.Text(2), query.Text(3), query.Text(4)},
                            query.Text(5),
                            query.Text(6),
                            FromMillis(query.Number(7)),
                            static_cast<int>(query.Number(8))},
                           query.Text(9),
                           FromMillis(query.Number(10))});
      }
    });
    if (!s.ok()) return s;
    return letters;
  }

  Result<Revived> Revive(const std::string& id, const std::string& channel, Instant now) override {
    Revived revived;
    Status s = folder_.Write([&](SqliteConnection& c) -> Status {
      SqliteStatement& late = c.Use(kTooLate).Bind(1, id).Bind(2, channel);
      const auto row = late.Step();
      if (!row.ok()) return row.error();
      revived.kept = late.Number(0);
      late.Reset();
      SqliteStatement& revive = c.Use(kRevive).Bind(1, id).Bind(2, channel);
      if (Status e = revive.Bind(3, ToMillis(now)).Run(); !e.ok()) return e;
      revived.revived = c.database().changes();
      return {};
    });
    if (!s.ok()) return s;
    return revived;
  }

  Result<Pruned> Prune(Prunable what, Instant before, Instant now, std::int64_t cursor,
                       std::size_t limit) override {
    return PruneBatch(folder_, what, before, now, cursor, limit);
  }

  Result<std::int64_t> Backup(const std::string& path) override {
    std::int64_t bytes = 0;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      const auto file = BackupDatabase(c.database(), path);
      if (!file.ok()) return file.error();
      bytes = file->bytes;
      return {};
    });
    if (!s.ok()) return s;
    return bytes;
  }

 private:
  SqliteFolder& folder_;
};

}  // namespace

std::unique_ptr<Archive> MakeSqliteArchive(SqliteFolder& folder) {
  return std::make_unique<SqliteArchive>(folder);
}

Result<std::vector<ArchivedTable>> ExportFromFolder(const std::string& folder,
                                                    const BuyerAddress& who) {
  const std::string path = folder + "/xiaoer.db";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return NotFound(folder + " holds no xiaoer.db: it is no data folder of `xiaoer serve`");
  }
  auto database = SqliteDatabase::OpenForReading(path);
  if (!database.ok()) return database.error();
  if (Status s = CheckTables(*database); !s.ok()) return s.WithContext(path);
  SqliteConnection connection(std::move(database).value());
  std::vector<ArchivedTable> tables;
  if (Status s = ReadAtOneMoment(connection, who, tables); !s.ok()) return s.WithContext(path);
  return tables;
}

}  // namespace xiaoer
