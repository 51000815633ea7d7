// What of a line is answered, and in which order.
#pragma once

#include <vector>

#include "engine/dialog/interpreter.h"
#include "engine/dialog/registry.h"

namespace xiaoer {

// The line's winners, one per intent: a greeting first (left out if there was one already and the
// line says more), then what the active flow waits for, then the rest as the line says it.
std::vector<const Candidate*> MakeAgenda(const Step& step, Interpreter& interpreter);

// True if answering this intent greets: its answer, or its flow's first state, does `talk.greet`.
bool IsGreeting(const Pack& pack, const std::string& intent);

}  // namespace xiaoer
