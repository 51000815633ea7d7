// What agents do: see what waits, read a conversation, take it, speak, give it back.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/runtime/channel_table.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/conversation_locks.h"
#include "adapters/runtime/pack_holder.h"
#include "adapters/store.h"

namespace xiaoer {

class Desk {
 public:
  struct Options {
    ChannelTable channels;
    std::string id_key;  // see ids.h
    // An agent that is not heard of for so long is taken for gone.
    Millis presence_holds = std::chrono::minutes(30);
  };

  // All outlive the desk.
  Desk(const PackHolder& packs, Store& store, const Clock& clock, ConversationLocks& locks,
       Options options);

  // Called after every change, and told whether something was written to the outbox.
  void OnChange(std::function<void(bool outbox)> changed) { changed_ = std::move(changed); }

  // All results are JSON as the README documents it.

  // `holds`: how long, if nothing more is heard of the agent; nothing = presence_holds.
  Result<std::string> SetPresence(const std::string& shop, const std::string& agent, bool present,
                                  std::optional<Millis> holds);

  Result<std::string> Queue();

  // The one conversation under this id; NotFound, or Conflict if shop and channel are needed to tell several
  // apart (either may be empty).
  Result<ConversationKey> Find(const std::string& id, const std::string& shop,
                               const std::string& channel);

  Result<std::string> View(const ConversationKey& key);
  Result<std::string> Take(const ConversationKey& key, const std::string& agent);
  Result<std::string> Return(const ConversationKey& key);
  Result<std::string> Close(const ConversationKey& key);

  // An agent speaks, and has the conversation from then on. `message_id` may be empty; the same id again changes
  // nothing.
  Result<std::string> Say(const ConversationKey& key, const std::string& agent,
                          const std::string& message_id, const std::string& text);

  // Sends a suggestion, with the agent's own `text` if it was edited. What it offers is promised.
  Result<std::string> AcceptSuggestion(const std::string& id, const std::string& agent,
                                       const std::string& text);

 private:
  using Edit = std::function<Status(Conversation&, Change&, Instant now)>;
  Result<std::string> Apply(const ConversationKey& key, const Edit& edit);
  void Speak(const std::string& id, const std::string& text, Change& change) const;
  bool IsAsynchronous(const ConversationKey& key) const;
  // Desks may number each conversation's messages on their own; a receiver takes each id once, of all of them.
  std::string DeliveryId(const Inbound& inbound) const;
  std::string NewId(const ConversationKey& key, const std::string& text, Instant now) const;

  const PackHolder& packs_;
  Store& store_;
  const Clock& clock_;
  ConversationLocks& locks_;
  const Options options_;
  std::function<void(bool)> changed_;
};

}  // namespace xiaoer
