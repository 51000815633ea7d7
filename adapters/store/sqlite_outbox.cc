#include <utility>

#include "adapters/store/sqlite_store.h"

namespace xiaoer {
namespace {

// No pause is longer, see CallbackClient: what is due later than this was paused before the clock was set back.
constexpr Millis kLongestPause = std::chrono::hours(1);

// 0 pending, 1 delivered, 2 dead, 3 dropped because a person spoke first.
class SqliteOutbox final : public Outbox {
 public:
  explicit SqliteOutbox(SqliteFolder& folder) : folder_(folder) {}

  Result<std::vector<OutboxItem>> Due(const std::string& channel, Instant now,
                                      std::size_t limit) override {
    std::vector<OutboxItem> items;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      SqliteStatement& query = c.Use(
          "SELECT seq, id, shop, channel, conversation, author, body, created, attempts "
          "FROM outbox AS o WHERE state=0 AND channel=?1 AND (due<=?2 OR due>?4) AND NOT "
          "EXISTS(SELECT 1 FROM outbox AS e WHERE e.state=0 AND e.shop=o.shop AND "
          "e.channel=o.channel AND "
          "e.conversation=o.conversation AND e.seq<o.seq) ORDER BY due, seq LIMIT ?3");
      query.Bind(1, channel).Bind(2, ToMillis(now)).Bind(3, static_cast<std::int64_t>(limit));
      query.Bind(4, ToMillis(now + kLongestPause));
      for (;;) {
        const auto row = query.Step();
        if (!row.ok()) return row.error();
        if (!*row) return {};
        OutboxItem item;
        item.seq = query.Number(0);
        item.id = query.Text(1);
        item.key = {query.Text(2), query.Text(3), query.Text(4)};
        item.author = query.Text(5);
        item.body = query.Text(6);
        item.created = FromMillis(query.Number(7));
        item.attempts = static_cast<int>(query.Number(8));
        items.push_back(std::move(item));
      }
    });
    if (!s.ok()) return s;
    return items;
  }

  Status Delivered(std::int64_t seq, Instant now) override {
    return folder_.Write([&](SqliteConnection& c) {
      return c.Use("UPDATE outbox SET state=1, settled=?2, body='' WHERE seq=?1")
          .Bind(1, seq)
          .Bind(2, ToMillis(now))
          .Run();
    });
  }

  Status Failed(std::int64_t seq, Instant due, const std::string& error) override {
    return folder_.Write([&](SqliteConnection& c) {
      return c.Use("UPDATE outbox SET attempts=attempts+1, due=?2, error=?3 WHERE seq=?1")
          .Bind(1, seq)
          .Bind(2, ToMillis(due))
          .Bind(3, error)
          .Run();
    });
  }

  Status Dead(std::int64_t seq, Instant now, const std::string& error) override {
    return folder_.Write([&](SqliteConnection& c) {
      return c
          .Use(
              "UPDATE outbox SET state=2, attempts=attempts+1, settled=?2, error=?3 WHERE seq=?1 "
              "AND state=0")
          .Bind(1, seq)
          .Bind(2, ToMillis(now))
          .Bind(3, error)
          .Run();
    });
  }

  Result<Figures> Count() override {
    Figures figures;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      SqliteStatement& query = c.Use(
          "SELECT (SELECT count(*) FROM outbox WHERE state=0), (SELECT count(*) FROM outbox "
          "WHERE state=2), (SELECT coalesce(min(created), 0) FROM outbox WHERE state=0)");
      const auto row = query.Step();
      if (!row.ok()) return row.error();
      figures = {query.Number(0), query.Number(1), FromMillis(query.Number(2))};
      return {};
    });
    if (!s.ok()) return s;
    return figures;
  }

  Result<std::int64_t> Revive(Instant now) override {
    std::int64_t revived = 0;
    Status s = folder_.Write([&](SqliteConnection& c) -> Status {
      SqliteStatement& update =
          c.Use("UPDATE outbox SET state=0, due=?1, attempts=0, settled=0 WHERE state=2");
      if (Status e = update.Bind(1, ToMillis(now)).Run(); !e.ok()) return e;
      revived = c.database().changes();
      return {};
    });
    if (!s.ok()) return s;
    return revived;
  }

 private:
  SqliteFolder& folder_;
};

}  // namespace

std::unique_ptr<Outbox> MakeSqliteOutbox(SqliteFolder& folder) {
  return std::make_unique<SqliteOutbox>(folder);
}

}  // namespace xiaoer
