// The port to durable memory. One implementation per database; all pass the same contract tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/conversation.h"
#include "engine/turn.h"

namespace xiaoer {

// A reply as it is stored and sent, with the id that makes sending it twice harmless.
struct StoredReply {
  std::string id;
  std::string text;
  std::string reply_id;
};

// The answer to one message, as the peer saw it: given again, byte for byte, to a retry.
struct StoredAnswer {
  std::string receipt_id;
  std::string body;  // the response's JSON
};

struct Accepted {
  // Set when this message was answered before: nothing more is to be done.
  std::optional<StoredAnswer> answer;
  // It was accepted before and waits for its turn.
  bool waiting = false;
  // The conversation as last committed; a new one if there is none.
  Conversation conversation;
};

// A message that was accepted and waits for its turn; on asynchronous channels only.
struct WaitingMessage {
  Inbound inbound;
  Instant received{};
};

// One line of the talk.
struct TranscriptEntry {
  std::int64_t id = 0;  // in the order in which they were written; given by the store
  Instant at{};
  std::string sender;   // "buyer", "bot" or "agent"
  std::string message;  // its id
  std::string text;
  std::string receipt;  // id of the answer to it, if it was answered; only when read
};

// A reply that waits to be delivered to an asynchronous channel.
struct OutboxEntry {
  std::string id;      // the idempotency key
  std::string author;  // "bot" or "agent"
  std::string body;    // what the channel's receiver gets, as it is
};

// What an agent may send with one click.
struct StoredSuggestion {
  std::string id;
  std::string text;
  std::string reply_id;
  std::string approach;
  std::string effects;  // JSON: what sending it promises; see adapters/codec/conversation_codec.h
};

// A change that desks are told of.
struct StoredEvent {
  std::int64_t id = 0;  // rising; given by the store
  Instant at{};
  std::string kind;  // "message", "suggestions", "owner" or "presence"
  ConversationKey key;
  std::string body;  // JSON
};

// What happens to one conversation, written in one transaction or not at all. Parts that are empty change nothing.
struct Change {
  ConversationKey key;
  Instant at{};
  std::optional<Conversation> next;  // its `version` is still the one that was loaded

  // The messages that this answers; several where one thought came in pieces.
  std::vector<WaitingMessage> answered;
  bool enqueued = false;  // they come from Enqueue
  StoredAnswer answer;    // to each of them
  std::string receipt_json;

  std::vector<TranscriptEntry> lines;
  std::vector<OutboxEntry> outbox;
  // A person speaks: what the bot has said and was not delivered yet is not sent any more.
  bool drop_bot_replies = false;
  std::vector<StoredSuggestion> suggestions;
  std::string accepted_suggestion;  // its id; Conflict if it was accepted before
  std::vector<StoredEvent> events;
};

class Store {
 public:
  virtual ~Store() = default;

  // Looks the message up and loads its conversation. Unavailable if the database cannot answer.
  virtual Result<Accepted> Accept(const Inbound& inbound) = 0;

  // Keeps a message that will be answered later; durable when it returns. Conflict if it is there
  // already, answered or not.
  virtual Status Enqueue(const WaitingMessage& message, const std::vector<StoredEvent>& events) = 0;
  // What waits, oldest first; of every conversation that has something, or of one.
  virtual Result<std::vector<ConversationKey>> FindWaiting() = 0;
  virtual Result<std::vector<WaitingMessage>> WaitingOf(const ConversationKey& key) = 0;

  // Conflict if the conversation's version moved (reload and answer again) or the message was answered
  // meanwhile.
  virtual Status Commit(const Change& change) = 0;

  // NotFound if there is none.
  virtual Result<Conversation> Load(const ConversationKey& key) = 0;
  // Everything under this id, in whatever shop and channel.
  virtual Result<std::vector<ConversationKey>> FindConversations(const std::string& id) = 0;
  // Conversations that a person owns or is needed for, or whose hand-off is open; and the last
  // `words` lines of the buyer's in each.
  struct Open {
    Conversation conversation;
    std::vector<std::string> last_words;
  };
  virtual Result<std::vector<Open>> FindOpen(std::size_t words) = 0;
  // The last `limit` lines, oldest first.
  virtual Result<std::vector<TranscriptEntry>> Transcript(const ConversationKey& key,
                                                          std::size_t limit) = 0;

  // The receipt's JSON; NotFound if there is none under that id.
  virtual Result<std::string> FindReceipt(const std::string& receipt_id) = 0;

  struct FoundSuggestion {
    ConversationKey key;
    StoredSuggestion suggestion;
    bool accepted = false;
  };
  virtual Result<FoundSuggestion> FindSuggestion(const std::string& id) = 0;

  // Promises to one buyer of a channel, in any of the conversations there, that have not expired.
  virtual Result<std::vector<Promise>> FindPromises(const std::string& shop,
                                                    const std::string& channel,
                                                    const std::string& buyer_id, Instant now) = 0;

  // Agents at their desks. `until` in the past: gone. An empty shop stands for all of them. `event` tells desks.
  virtual Status SetPresence(const std::string& shop, const std::string& agent, Instant since,
                             Instant until, const StoredEvent& event) = 0;
  struct Presence {
    bool known = false;   // somebody has ever told it
    bool anyone = false;  // somebody is there now
  };
  virtual Result<Presence> FindPresence(const std::string& shop, Instant now) = 0;

  // The ids of the first and the last event that are kept; the last one is told even if none is.
  struct EventIds {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  virtual Result<EventIds> KeptEvents() = 0;
  // Events after that one, oldest first.
  virtual Result<std::vector<StoredEvent>> EventsAfter(std::int64_t id, std::size_t limit) = 0;

  struct Figures {
    std::int64_t waiting = 0;  // messages that were accepted and wait for their turn
    std::int64_t open = 0;     // conversations that a person owns or was called for
  };
  // Quick, however much the store holds: it is asked every few seconds.
  virtual Result<Figures> Count() = 0;

  // Ok if the database answers.
  virtual Status Check() = 0;
};

}  // namespace xiaoer
