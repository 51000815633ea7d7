// Breaks the loop with another machine: two automata that thank each other could go on all night.
#pragma once

#include <string_view>

#include "engine/conversation.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// Takes note of a line of the buyer's. `text` is canonical UTF-8.
void NoteLine(Conversation& conversation, const LoopPolicy& policy, std::string_view text,
              Instant now);

// True while the lines come as no person writes them: so many in a row that say the same (digits
// aside), or so many in so short a time. A different line, or a pause, ends it.
bool IsLoop(const Conversation& conversation, const LoopPolicy& policy);

}  // namespace xiaoer
