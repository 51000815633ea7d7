// The part of the interpreter that the clock drives.
#include "engine/dialog/interpreter.h"
#include "engine/pack.h"

namespace xiaoer {
namespace {

constexpr int kMaxExpired = 16;  // states left in one go

}  // namespace

void Interpreter::ExpireStates() {
  silent_ = true;
  for (int i = 0; i < kMaxExpired; ++i) {
    const FlowState* state = ActiveState();
    if (state == nullptr) {
      if (step_.next.stack.empty()) break;
      step_.next.stack.pop_back();
      continue;
    }
    if (!state->timeout) break;
    const Instant due = step_.next.stack.back().entered + state->timeout->after;
    if (step_.now < due) break;
    Note(state->timeout->where.ToString());
    const Instant frame_time = due;
    const std::size_t depth = step_.next.stack.size();
    Enter(state->timeout->to);
    // The clock of what follows started when this one ran out, not when the buyer came back.
    if (!step_.next.stack.empty() && step_.next.stack.size() <= depth) {
      step_.next.stack.back().entered = frame_time;
    }
  }
  silent_ = false;
  interrupted_ = false;
  moved_ = false;
  hops_ = 0;
}

std::optional<Instant> NextTimeout(const Pack& pack, const Conversation& conversation) {
  if (conversation.stack.empty()) return std::nullopt;
  const FlowFrame* top = &conversation.stack.back();
  const Flow* flow = pack.flows.FindFlow(top->flow);
  const FlowState* state = flow == nullptr ? nullptr : flow->FindState(top->state);
  if (state == nullptr || !state->timeout) return std::nullopt;
  return top->entered + state->timeout->after;
}

}  // namespace xiaoer
