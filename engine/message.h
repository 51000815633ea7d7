// What comes in and what goes out: plain values, no channel's details.
#pragma once

#include <optional>
#include <string>

#include "engine/base/instant.h"
#include "engine/match/template_set.h"

namespace xiaoer {

// One conversation: a buyer's thread in one shop on one channel.
struct ConversationKey {
  std::string shop;
  std::string channel;
  std::string conversation;

  friend auto operator<=>(const ConversationKey&, const ConversationKey&) = default;
};

enum class Sender : std::uint8_t { kBuyer, kAgent };

struct Inbound {
  ConversationKey key;
  Sender sender = Sender::kBuyer;
  std::string message_id;  // unique within (shop, channel)
  std::string buyer_id;
  std::string buyer_name;
  std::string agent;    // who speaks, if a person does
  std::string text;     // as received: may be empty, ill-formed, hostile
  std::string product;  // catalogue id of the product page the buyer writes from; may be empty
  bool emoji = true;    // false: this buyer's client shows no emoji
  Instant sent_at{};    // the sender's clock; only for the record
};

// One message to the buyer. Ids are given by the runtime, derived from the message that it answers.
struct Outbound {
  std::string text;      // in the buyer's script, ready to send
  std::string reply_id;  // which reply of dialogs/replies it came from: "bargain.value"
  int variant = 0;       // which of its wordings
};

}  // namespace xiaoer
