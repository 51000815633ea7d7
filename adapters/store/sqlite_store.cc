#include "adapters/store/sqlite_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "adapters/codec/conversation_codec.h"
#include "adapters/codec/inbound_codec.h"
#include "adapters/store/sqlite_writes.h"

namespace xiaoer {
namespace {

// Calls `row` for every row.
template <class Row>
Status ForEachRow(SqliteStatement& query, Row row) {
  for (;;) {
    const auto more = query.Step();
    if (!more.ok()) return more.error();
    if (!*more) return {};
    if (Status s = row(query); !s.ok()) return s;
  }
}

Result<Conversation> ReadConversation(const SqliteStatement& row) {
  auto conversation = DecodeConversation(row.Text(0));
  if (conversation.ok()) conversation->version = static_cast<std::uint64_t>(row.Number(1));
  return conversation;
}

// The conversation as last committed; nothing if there is none.
Status Find(SqliteConnection& c, const ConversationKey& key, std::optional<Conversation>& found) {
  SqliteStatement& query = c.Use(
      "SELECT state, version FROM conversations WHERE shop=?1 AND channel=?2 AND conversation=?3");
  return ForEachRow(BindKey(query, key), [&](const SqliteStatement& row) -> Status {
    auto conversation = ReadConversation(row);
    if (!conversation.ok()) return conversation.error();
    found = std::move(conversation).value();
    return {};
  });
}

Status LastWords(SqliteConnection& c, std::size_t words, Store::Open& open) {
  if (words == 0) return {};
  SqliteStatement& query = c.Use(
      "SELECT text FROM transcript WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
      "sender='buyer' ORDER BY id DESC LIMIT ?4");
  BindKey(query, open.conversation.key).Bind(4, static_cast<std::int64_t>(words));
  Status s = ForEachRow(query, [&](const SqliteStatement& row) -> Status {
    open.last_words.push_back(row.Text(0));
    return {};
  });
  std::reverse(open.last_words.begin(), open.last_words.end());
  return s;
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(SqliteFolder& folder) : folder_(folder) {}

  Result<Accepted> Accept(const Inbound& in) override {
    Accepted accepted;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      SqliteStatement& answer = c.Use(
          "SELECT receipt, answer FROM inbox WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
          "message=?4");
      BindKey(answer, in.key).Bind(4, in.message_id);
      if (Status e = ForEachRow(answer,
                                [&](const SqliteStatement& row) -> Status {
                                  accepted.answer = StoredAnswer{row.Text(0), row.Text(1)};
                                  return {};
                                });
          !e.ok() || accepted.answer) {
        return e;
      }
      SqliteStatement& waiting = c.Use(
          "SELECT 1 FROM waiting WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
          "message=?4");
      const auto waits = BindKey(waiting, in.key).Bind(4, in.message_id).Step();
      if (!waits.ok()) return waits.error();
      accepted.waiting = *waits;
      std::optional<Conversation> found;
      if (Status e = Find(c, in.key, found); !e.ok()) return e;
      if (found) {
        accepted.conversation = std::move(*found);
      } else {
        accepted.conversation.key = in.key;
      }
      return {};
    });
    if (!s.ok()) return s;
    return accepted;
  }

  Status Enqueue(const WaitingMessage& message, const std::vector<StoredEvent>& events) override {
    const std::string inbound = EncodeInbound(message.inbound);
    return folder_.Write([&](SqliteConnection& c) -> Status {
      if (Status s = WriteWaiting(c, message, inbound); !s.ok()) return s;
      return WriteEvents(c, events);
    });
  }

  Result<std::vector<ConversationKey>> FindWaiting() override {
    std::vector<ConversationKey> keys;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(c.Use("SELECT shop, channel, conversation FROM waiting GROUP BY 1, 2, 3 "
                              "ORDER BY min(id)"),
                        [&](const SqliteStatement& row) -> Status {
                          keys.push_back({row.Text(0), row.Text(1), row.Text(2)});
                          return {};
                        });
    });
    if (!s.ok()) return s;
    return keys;
  }

  Result<std::vector<WaitingMessage>> WaitingOf(const ConversationKey& key) override {
    std::vector<WaitingMessage> messages;
    Status s = folder_.Read([&](SqliteConnection& c) {
      SqliteStatement& query = c.Use(
          "SELECT inbound, received FROM waiting WHERE shop=?1 AND channel=?2 AND "
          "conversation=?3 ORDER BY id");
      return ForEachRow(BindKey(query, key), [&](const SqliteStatement& row) -> Status {
        auto inbound = DecodeInbound(row.Text(0));
        if (!inbound.ok()) return inbound.error();
        messages.push_back({std::move(inbound).value(), FromMillis(row.Number(1))});
        return {};
      });
    });
    if (!s.ok()) return s;
    return messages;
  }

  Status Commit(const Change& change) override {
    const EncodedChange encoded = Encode(change);
    return folder_.Write([&](SqliteConnection& c) { return WriteChange(c, change, encoded); });
  }

  Result<Conversation> Load(const ConversationKey& key) override {
    std::optional<Conversation> found;
    Status s = folder_.Read([&](SqliteConnection& c) { return Find(c, key, found); });
    if (!s.ok()) return s;
    if (!found) return NotFound("no conversation " + key.conversation);
    return std::move(*found);
  }

  Result<std::vector<ConversationKey>> FindConversations(const std::string& id) override {
    std::vector<ConversationKey> keys;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(c.Use("SELECT shop, channel, conversation FROM conversations WHERE "
                              "conversation=?1 UNION SELECT shop, channel, conversation FROM "
                              "waiting WHERE conversation=?1 ORDER BY 1, 2")
                            .Bind(1, id),
                        [&](const SqliteStatement& row) -> Status {
                          keys.push_back({row.Text(0), row.Text(1), row.Text(2)});
                          return {};
                        });
    });
    if (!s.ok()) return s;
    return keys;
  }

  Result<std::vector<Open>> FindOpen(std::size_t words) override {
    std::vector<Open> open;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      // Of the bot's own only those matter that an agent was advised to look at.
      SqliteStatement& query = c.Use(
          "SELECT state, version FROM conversations WHERE owner IN (1, 2, 3) OR (owner IN "
          "(0, 4) AND json_extract(state, '$.handoff') IS NOT NULL)");
      Status e = ForEachRow(query, [&](const SqliteStatement& row) -> Status {
        auto conversation = ReadConversation(row);
        if (!conversation.ok()) return conversation.error();
        open.push_back({std::move(conversation).value(), {}});
        return {};
      });
      if (!e.ok()) return e;
      for (Open& one : open) {
        if (Status w = LastWords(c, words, one); !w.ok()) return w;
      }
      return {};
    });
    if (!s.ok()) return s;
    return open;
  }

  Result<std::vector<TranscriptEntry>> Transcript(const ConversationKey& key,
                                                  std::size_t limit) override {
    std::vector<TranscriptEntry> lines;
    Status s = folder_.Read([&](SqliteConnection& c) {
      SqliteStatement& query = c.Use(
          "SELECT t.id, t.at, t.sender, t.message, t.text, coalesce(i.receipt, '') FROM "
          "transcript AS t LEFT JOIN inbox AS i ON i.shop=t.shop AND i.channel=t.channel AND "
          "i.conversation=t.conversation AND i.message=t.message WHERE t.shop=?1 AND "
          "t.channel=?2 AND t.conversation=?3 ORDER BY t.id DESC LIMIT ?4");
      BindKey(query, key).Bind(4, static_cast<std::int64_t>(limit));
      return ForEachRow(query, [&](const SqliteStatement& row) -> Status {
        lines.push_back({row.Number(0), FromMillis(row.Number(1)), row.Text(2), row.Text(3),
                         row.Text(4), row.Text(5)});
        return {};
      });
    });
    if (!s.ok()) return s;
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

  Result<std::string> FindReceipt(const std::string& id) override {
    std::optional<std::string> receipt;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(c.Use("SELECT receipt FROM receipts WHERE id=?1").Bind(1, id),
                        [&](const SqliteStatement& row) -> Status {
                          receipt = row.Text(0);
                          return {};
                        });
    });
    if (!s.ok()) return s;
    if (!receipt) return NotFound("no receipt under that id");
    return std::move(*receipt);
  }

  Result<FoundSuggestion> FindSuggestion(const std::string& id) override {
    std::optional<FoundSuggestion> found;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(
          c.Use("SELECT shop, channel, conversation, suggestion, accepted FROM suggestions WHERE "
                "id=?1")
              .Bind(1, id),
          [&](const SqliteStatement& row) -> Status {
            auto suggestion = DecodeSuggestion(row.Text(3));
            if (!suggestion.ok()) return suggestion.error();
            found = FoundSuggestion{{row.Text(0), row.Text(1), row.Text(2)},
                                    std::move(suggestion).value(),
                                    row.Number(4) != 0};
            return {};
          });
    });
    if (!s.ok()) return s;
    if (!found) return NotFound("no suggestion under that id");
    return std::move(*found);
  }

  Result<std::vector<Promise>> FindPromises(const std::string& shop, const std::string& channel,
                                            const std::string& buyer, Instant now) override {
    std::vector<Promise> promises;
    Status s = folder_.Read([&](SqliteConnection& c) {
      SqliteStatement& query = c.Use(
          "SELECT promise FROM promises WHERE shop=?1 AND channel=?2 AND buyer=?3 AND "
          "expires>?4 ORDER BY rowid");
      query.Bind(1, shop).Bind(2, channel).Bind(3, buyer).Bind(4, ToMillis(now));
      return ForEachRow(query, [&](const SqliteStatement& row) -> Status {
        auto promise = DecodePromise(row.Text(0));
        if (!promise.ok()) return promise.error();
        promises.push_back(std::move(promise).value());
        return {};
      });
    });
    if (!s.ok()) return s;
    return promises;
  }

  Status SetPresence(const std::string& shop, const std::string& agent, Instant since,
                     Instant until, const StoredEvent& event) override {
    return folder_.Write([&](SqliteConnection& c) {
      Status s = c.Use(
                      "INSERT INTO presence(shop, agent, since, until) VALUES(?1, ?2, ?3, ?4) "
                      "ON CONFLICT(shop, agent) DO UPDATE SET since=?3, until=?4")
                     .Bind(1, shop)
                     .Bind(2, agent)
                     .Bind(3, ToMillis(since))
                     .Bind(4, ToMillis(until))
                     .Run();
      return s.ok() ? WriteEvents(c, {event}) : s;
    });
  }

  Result<Presence> FindPresence(const std::string& shop, Instant now) override {
    Presence presence;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(
          c.Use("SELECT max(until) FROM presence WHERE shop IN (?1, '') HAVING count(*)>0")
              .Bind(1, shop),
          [&](const SqliteStatement& row) -> Status {
            presence = {true, row.Number(0) > ToMillis(now)};
            return {};
          });
    });
    if (!s.ok()) return s;
    return presence;
  }

  Result<EventIds> KeptEvents() override {
    EventIds ids;
    Status s = folder_.Read([&](SqliteConnection& c) {
      Status read = ForEachRow(c.Use("SELECT min(id) FROM events HAVING count(*)>0"),
                               [&](const SqliteStatement& row) -> Status {
                                 ids.first = row.Number(0);
                                 return {};
                               });
      if (!read.ok()) return read;
      return ForEachRow(c.Use("SELECT seq FROM sqlite_sequence WHERE name='events'"),
                        [&](const SqliteStatement& row) -> Status {
                          ids.last = row.Number(0);
                          return {};
                        });
    });
    if (!s.ok()) return s;
    if (ids.first == 0) ids.first = ids.last + 1;
    return ids;
  }

  Result<std::vector<StoredEvent>> EventsAfter(std::int64_t id, std::size_t limit) override {
    std::vector<StoredEvent> events;
    Status s = folder_.Read([&](SqliteConnection& c) {
      return ForEachRow(
          c.Use("SELECT id, at, kind, shop, channel, conversation, body FROM events WHERE id>?1 "
                "ORDER BY id LIMIT ?2")
              .Bind(1, id)
              .Bind(2, static_cast<std::int64_t>(limit)),
          [&](const SqliteStatement& row) -> Status {
            events.push_back({row.Number(0),
                              FromMillis(row.Number(1)),
                              row.Text(2),
                              {row.Text(3), row.Text(4), row.Text(5)},
                              row.Text(6)});
            return {};
          });
    });
    if (!s.ok()) return s;
    return events;
  }

  Result<Figures> Count() override {
    Figures figures;
    Status s = folder_.Read([&](SqliteConnection& c) -> Status {
      SqliteStatement& query = c.Use(
          "SELECT (SELECT count(*) FROM waiting), "
          "(SELECT count(*) FROM conversations WHERE owner IN (1, 2, 3))");
      const auto row = query.Step();
      if (!row.ok()) return row.error();
      figures = {query.Number(0), query.Number(1)};
      return {};
    });
    if (!s.ok()) return s;
    return figures;
  }

  Status Check() override {
    return folder_.Read(
        [](SqliteConnection& c) { return c.Use("SELECT 1 FROM inbox LIMIT 1").Run(); });
  }

 private:
  SqliteFolder& folder_;
};

}  // namespace

std::unique_ptr<Store> MakeSqliteStore(SqliteFolder& folder) {
  return std::make_unique<SqliteStore>(folder);
}

}  // namespace xiaoer
