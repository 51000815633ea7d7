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
  // The conversation as last committed; a new one if there is none.
  Conversation conversation;
};

// One turn, written in one transaction or not at all.
struct TurnCommit {
  Inbound inbound;
  Instant received{};
  Conversation next;  // its `version` is still the one that was loaded
  std::vector<StoredReply> replies;
  StoredAnswer answer;
  std::string receipt_json;
};

class Store {
 public:
  virtual ~Store() = default;

  // Looks the message up and loads its conversation. Unavailable if the database cannot answer.
  virtual Result<Accepted> Accept(const Inbound& inbound, Instant received) = 0;

  // Conversation, transcript, receipt, replies and the inbox entry in one transaction. Conflict if
  // the conversation's version moved (reload and answer again) or the message was answered
  // meanwhile.
  virtual Status Commit(const TurnCommit& turn) = 0;

  // The receipt's JSON; NotFound if there is none under that id.
  virtual Result<std::string> FindReceipt(const std::string& receipt_id) = 0;

  // Promises to one buyer of a channel, in any of the conversations there, that have not expired.
  virtual Result<std::vector<Promise>> FindPromises(const std::string& shop,
                                                    const std::string& channel,
                                                    const std::string& buyer_id, Instant now) = 0;

  // Ok if the database answers.
  virtual Status Check() = 0;
};

}  // namespace xiaoer
