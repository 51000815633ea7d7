#include "adapters/store/sqlite_writes.h"

#include "adapters/codec/conversation_codec.h"
#include "adapters/codec/inbound_codec.h"

namespace xiaoer {
namespace {

// Who has written in a conversation: what is kept about one buyer is found by it.
Status WriteBuyer(SqliteConnection& c, const ConversationKey& key, const std::string& buyer) {
  if (buyer.empty()) return {};
  SqliteStatement& write = c.Use(
      "INSERT OR IGNORE INTO buyers(shop, channel, conversation, buyer) VALUES(?1, ?2, ?3, ?4)");
  return BindKey(write, key).Bind(4, buyer).Run();
}

Status WriteConversation(SqliteConnection& c, const Change& change, const std::string& encoded) {
  const Conversation& next = *change.next;
  const auto loaded = static_cast<std::int64_t>(next.version);
  SqliteStatement& write =
      loaded == 0 ? c.Use(
                        "INSERT INTO conversations(shop, channel, conversation, version, epoch, "
                        "owner, state, updated) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                  : c.Use(
                        "UPDATE conversations SET version=?4, epoch=?5, owner=?6, state=?7, "
                        "updated=?8 WHERE shop=?1 AND channel=?2 AND conversation=?3 AND "
                        "version=?9");
  BindKey(write, change.key);
  write.Bind(4, loaded + 1).Bind(5, static_cast<std::int64_t>(next.epoch));
  write.Bind(6, static_cast<std::int64_t>(next.owner)).Bind(7, encoded);
  write.Bind(8, ToMillis(change.at));
  if (loaded != 0) write.Bind(9, loaded);
  if (Status s = write.Run(); !s.ok()) return s;
  if (loaded != 0 && c.database().changes() == 0) {
    return Conflict("the conversation moved on meanwhile");
  }
  return WriteBuyer(c, change.key, next.buyer_id);
}

Status WritePromises(SqliteConnection& c, const Change& change,
                     const std::vector<std::string>& encoded) {
  SqliteStatement& clear =
      c.Use("DELETE FROM promises WHERE shop=?1 AND channel=?2 AND conversation=?3");
  if (Status s = BindKey(clear, change.key).Run(); !s.ok()) return s;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    SqliteStatement& write = c.Use(
        "INSERT INTO promises(shop, channel, conversation, buyer, expires, promise) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    BindKey(write, change.key).Bind(4, change.next->buyer_id);
    write.Bind(5, ToMillis(change.next->promises[i].expires)).Bind(6, encoded[i]);
    if (Status s = write.Run(); !s.ok()) return s;
  }
  return {};
}

Status WriteAnswered(SqliteConnection& c, const Change& change) {
  for (const WaitingMessage& message : change.answered) {
    if (change.enqueued) {
      SqliteStatement& take = c.Use(
          "DELETE FROM waiting WHERE shop=?1 AND channel=?2 AND conversation=?3 AND message=?4");
      if (Status s = BindKey(take, change.key).Bind(4, message.inbound.message_id).Run(); !s.ok()) {
        return s;
      }
      if (c.database().changes() == 0) return Conflict("the message was answered meanwhile");
    }
    // The conversation knows the last one; here more than one may have written at once.
    if (change.answered.size() > 1) {
      if (Status s = WriteBuyer(c, change.key, message.inbound.buyer_id); !s.ok()) return s;
    }
    SqliteStatement& write = c.Use(
        "INSERT INTO inbox(shop, channel, conversation, message, received, receipt, answer) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    BindKey(write, change.key).Bind(4, message.inbound.message_id);
    write.Bind(5, ToMillis(message.received)).Bind(6, change.answer.receipt_id);
    write.Bind(7, change.answer.body);
    if (Status s = write.Run(); !s.ok()) return s;
  }
  if (change.receipt_json.empty()) return {};
  return c.Use("INSERT INTO receipts(id, receipt) VALUES(?1, ?2)")
      .Bind(1, change.answer.receipt_id)
      .Bind(2, change.receipt_json)
      .Run();
}

Status WriteLine(SqliteConnection& c, const ConversationKey& key, const TranscriptEntry& line) {
  SqliteStatement& write = c.Use(
      "INSERT INTO transcript(shop, channel, conversation, at, sender, message, text) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  BindKey(write, key).Bind(4, ToMillis(line.at)).Bind(5, line.sender);
  return write.Bind(6, line.message).Bind(7, line.text).Run();
}

Status WriteOutbox(SqliteConnection& c, const Change& change) {
  if (change.drop_bot_replies) {
    SqliteStatement& drop = c.Use(
        "UPDATE outbox SET state=3, settled=?4, error='a person spoke first' WHERE shop=?1 "
        "AND channel=?2 AND conversation=?3 AND state=0 AND author='bot'");
    if (Status s = BindKey(drop, change.key).Bind(4, ToMillis(change.at)).Run(); !s.ok()) return s;
  }
  for (const OutboxEntry& entry : change.outbox) {
    // Due at any time, also when the clock is set back before it goes out.
    SqliteStatement& write = c.Use(
        "INSERT INTO outbox(shop, channel, conversation, id, author, body, created, state, "
        "due) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0)");
    BindKey(write, change.key).Bind(4, entry.id).Bind(5, entry.author).Bind(6, entry.body);
    if (Status s = write.Bind(7, ToMillis(change.at)).Run(); !s.ok()) return s;
  }
  return {};
}

Status WriteSuggestions(SqliteConnection& c, const Change& change) {
  for (const StoredSuggestion& suggestion : change.suggestions) {
    SqliteStatement& write = c.Use(
        "INSERT INTO suggestions(shop, channel, conversation, id, made, suggestion) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    BindKey(write, change.key).Bind(4, suggestion.id).Bind(5, ToMillis(change.at));
    if (Status s = write.Bind(6, EncodeSuggestion(suggestion)).Run(); !s.ok()) return s;
  }
  if (change.accepted_suggestion.empty()) return {};
  SqliteStatement& accept = c.Use("UPDATE suggestions SET accepted=?2 WHERE id=?1 AND accepted=0");
  accept.Bind(1, change.accepted_suggestion).Bind(2, ToMillis(change.at));
  if (Status s = accept.Run(); !s.ok()) return s;
  if (c.database().changes() == 0) return Conflict("the suggestion was sent already");
  return {};
}

}  // namespace

SqliteStatement& BindKey(SqliteStatement& statement, const ConversationKey& key) {
  return statement.Bind(1, key.shop).Bind(2, key.channel).Bind(3, key.conversation);
}

EncodedChange Encode(const Change& change) {
  EncodedChange encoded;
  if (!change.next) return encoded;
  Conversation next = *change.next;
  ++next.version;
  encoded.conversation = EncodeConversation(next);
  for (const Promise& promise : next.promises) encoded.promises.push_back(EncodePromise(promise));
  return encoded;
}

Status WriteChange(SqliteConnection& c, const Change& change, const EncodedChange& encoded) {
  if (change.next) {
    if (Status s = WriteConversation(c, change, encoded.conversation); !s.ok()) return s;
    if (Status s = WritePromises(c, change, encoded.promises); !s.ok()) return s;
  }
  if (Status s = WriteAnswered(c, change); !s.ok()) return s;
  for (const TranscriptEntry& line : change.lines) {
    if (Status s = WriteLine(c, change.key, line); !s.ok()) return s;
  }
  if (Status s = WriteOutbox(c, change); !s.ok()) return s;
  if (Status s = WriteSuggestions(c, change); !s.ok()) return s;
  return WriteEvents(c, change.events);
}

Status WriteWaiting(SqliteConnection& c, const WaitingMessage& message,
                    const std::string& inbound) {
  const Inbound& in = message.inbound;
  SqliteStatement& known =
      c.Use("SELECT 1 FROM inbox WHERE shop=?1 AND channel=?2 AND conversation=?3 AND message=?4");
  const auto row = BindKey(known, in.key).Bind(4, in.message_id).Step();
  if (!row.ok()) return row.error();
  const bool answered = *row;
  known.Reset();
  if (answered) return Conflict("the message was answered already");
  SqliteStatement& write = c.Use(
      "INSERT INTO waiting(shop, channel, conversation, message, received, inbound) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
  BindKey(write, in.key).Bind(4, in.message_id).Bind(5, ToMillis(message.received));
  if (Status s = write.Bind(6, inbound).Run(); !s.ok()) return s;
  if (Status s = WriteBuyer(c, in.key, in.buyer_id); !s.ok()) return s;
  TranscriptEntry line;
  line.at = message.received;
  line.sender = in.sender == Sender::kBuyer ? "buyer" : "agent";
  line.message = in.message_id;
  line.text = in.text;
  return WriteLine(c, in.key, line);
}

Status WriteEvents(SqliteConnection& c, const std::vector<StoredEvent>& events) {
  for (const StoredEvent& event : events) {
    SqliteStatement& write = c.Use(
        "INSERT INTO events(shop, channel, conversation, at, kind, body) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    BindKey(write, event.key).Bind(4, ToMillis(event.at)).Bind(5, event.kind);
    if (Status s = write.Bind(6, event.body).Run(); !s.ok()) return s;
  }
  return {};
}

}  // namespace xiaoer
