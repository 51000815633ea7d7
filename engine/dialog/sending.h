// From drafts to what goes out: the gate, and what happens when it refuses.
#pragma once

#include <vector>

#include "engine/dialog/interpreter.h"
#include "engine/dialog/registry.h"

namespace xiaoer {

// Checks every draft. If all pass, they go into `turn.replies` and are remembered. After a veto none is
// sent: the promises and prices of this turn are taken back (nobody was told them), a person is called,
// and the buyer is told so. `before`: the conversation as it was.
void Send(Step& step, const Conversation& before, std::vector<Draft> drafts, Turn& turn);

}  // namespace xiaoer
