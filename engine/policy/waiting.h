// The morning list: everything that waits for a person, the most pressing first. Pure: what is
// stored comes in as values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/conversation.h"

namespace xiaoer {

struct WaitingCase {
  ConversationKey key;
  std::string buyer;  // name if the channel gives one, else the id
  Urgency urgency = Urgency::kNormal;
  std::string reason;
  std::string summary;
  std::map<std::string, std::string> facts;  // order, product, region, …
  Instant since{};                           // when it began to wait
  Instant promised_by{};                     // epoch 0: nothing was promised
  bool overdue = false;                      // the promised time has passed
  std::vector<std::string> last_words;       // of the buyer, oldest first
};

// The case that this conversation is, if a person is to answer it: queued or offered; noted for a
// person while the bot goes on; or taken by a person who has not answered the buyer's last words.
// Phones and addresses are masked; order numbers stay, for they are what the agent works with.
std::optional<WaitingCase> WaitingCaseOf(const Conversation& conversation,
                                         const std::vector<std::string>& last_words, Instant now);

// Urgency first; of the same urgency what is overdue; then what has waited longest.
void SortByUrgency(std::vector<WaitingCase>& cases);

}  // namespace xiaoer
