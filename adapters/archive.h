// The port to what is kept: for the administrator who exports, deletes, prunes and copies it. Beside store.h,
// which answers buyers.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "adapters/outbox.h"
#include "engine/base/instant.h"
#include "engine/base/status.h"
#include "engine/message.h"

namespace xiaoer {

// One buyer. An empty shop or channel stands for all of them.
struct BuyerAddress {
  std::string buyer;
  std::string shop;
  std::string channel;
};

// A table's rows as text, for people and other programs to read.
struct ArchivedTable {
  enum class Kind : std::uint8_t { kText, kNumber, kTime, kJson };
  struct Column {
    std::string name;
    Kind kind = Kind::kText;
  };
  struct Value {
    std::string text;         // kText, kJson
    std::int64_t number = 0;  // kNumber; kTime: milliseconds since 1970
  };
  std::string name;  // "transcript"
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
};

// How many rows of each table.
using RowCounts = std::vector<std::pair<std::string, std::int64_t>>;

struct DeadLetter {
  OutboxItem item;
  std::string error;  // why it was given up
  Instant died{};
};

class Archive {
 public:
  virtual ~Archive() = default;

  // Conversations in which the buyer has written. One that others have written in too counts: its lines cannot be
  // told apart.
  virtual Result<std::vector<ConversationKey>> ConversationsOf(const BuyerAddress& who) = 0;
  // Everything in them, as it is at one moment. Tables without a row are there too.
  virtual Result<std::vector<ArchivedTable>> Export(const BuyerAddress& who) = 0;
  // Deletes exactly that, in one transaction; what is deleted is overwritten in the file.
  virtual Result<RowCounts> Erase(const BuyerAddress& who) = 0;
  // Moves the log into the file and empties it: what was overwritten is in neither then. False if somebody is
  // reading, such as a backup: try again later.
  virtual Result<bool> ClearLog() = 0;

  // Newest first; an empty channel: of all.
  virtual Result<std::vector<DeadLetter>> DeadLetters(const std::string& channel,
                                                      std::size_t limit) = 0;
  // Dead letters become pending again: the one with that id, or with an empty id all of the channel (empty: of
  // every channel). `kept`: the bot's, in conversations that a person has by now; they stay dead.
  struct Revived {
    std::int64_t revived = 0;
    std::int64_t kept = 0;
  };
  virtual Result<Revived> Revive(const std::string& id, const std::string& channel,
                                 Instant now) = 0;

  // Deletes what is older than `before`, a small batch at a time.
  enum class Prunable : std::uint8_t {
    kTranscripts,    // lines, with the message's answer; of kept conversations not (see below)
    kConversations,  // not touched since, with everything that belongs to them
    kReceipts,       // and suggestions
    kEvents,
    kDelivered,    // replies that were delivered, or dropped because a person spoke first
    kDeadLetters,  // given up before
  };
  // Where one batch ended.
  struct Pruned {
    std::int64_t rows = 0;
    std::int64_t cursor = 0;  // to be handed to the next call
    bool more = false;
  };
  // Nothing is taken from a conversation that a person has or is needed for, that has a promise which has not
  // expired at `now`, or in which something waits to be answered or delivered. `cursor`: 0 at first.
  virtual Result<Pruned> Prune(Prunable what, Instant before, Instant now, std::int64_t cursor,
                               std::size_t limit) = 0;

  // A checked copy, taken while others write; see BackupDatabase. Its size in bytes.
  virtual Result<std::int64_t> Backup(const std::string& path) = 0;
};

}  // namespace xiaoer
