// Chooses a wording of a reply and renders it: no text twice in a conversation while there is
// another, in the buyer's script.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialog/registry.h"
#include "engine/dialog/reply.h"

namespace xiaoer {

// A text that may be sent, before the gate saw it.
struct Draft {
  std::string reply_id;
  int variant = 0;
  std::string text;  // in the buyer's script; an unknown value leaves its {…} standing
  std::vector<std::string> missing;  // placeholders without a value
  bool question = false;             // an ask: the state waits for its answer
};

// The next unused wording, then the one used longest ago; never a text among recent_texts. Nothing
// if every wording would repeat one, or there is no such reply. Marks the wording as said in
// `step.next`.
std::optional<Draft> Speak(Step& step, std::string_view reply_id, bool question);

// `text` as this buyer writes: unchanged for Simplified, the shop's Traditional for who writes
// that.
std::string InBuyersScript(const Step& step, std::string_view text);

// Remembers a text that is going out.
void Remember(Conversation& conversation, const std::string& text);

}  // namespace xiaoer
