#include "engine/dialog/sending.h"

#include <utility>

#include "engine/dialog/handing_over.h"
#include "engine/pack.h"
#include "engine/policy/gate.h"

namespace xiaoer {
namespace {

// True if the text may go out. The checks are kept for the receipt either way.
bool PassesGate(const Step& step, const Draft& draft, Turn& turn) {
  std::vector<GateCheck> checks = CheckOutgoing(step.pack, step.next, step.facts, draft.text);
  for (const std::string& name : draft.missing) {
    checks.push_back({"placeholder", false, "{" + name + "} has no value in " + draft.reply_id});
  }
  const bool passed = Passed(checks);
  turn.receipt.gates.insert(turn.receipt.gates.end(), checks.begin(), checks.end());
  return passed;
}

void SendOne(Step& step, Draft draft, Turn& turn) {
  Remember(step.next, draft.text);
  turn.replies.push_back({std::move(draft.text), std::move(draft.reply_id), draft.variant});
}

}  // namespace

void Send(Step& step, const Conversation& before, std::vector<Draft> drafts, Turn& turn) {
  // All of them or none: a turn that loses one of its texts says something that nobody wrote.
  bool vetoed = false;
  for (const Draft& draft : drafts) {
    if (PassesGate(step, draft, turn)) continue;
    vetoed = true;
    turn.receipt.rules.push_back("gate refused " + draft.reply_id);
  }
  if (!vetoed) {
    for (Draft& draft : drafts) SendOne(step, std::move(draft), turn);
  }
  if (vetoed) {
    step.next.bargains = before.bargains;
    step.next.promises = before.promises;
    turn.receipt.acts.emplace_back(HandOver{Urgency::kNormal, "回复没有通过检查"});
    if (HandOverTo(step, {Urgency::kNormal, "回复没有通过检查"})) {
      auto promise = Speak(step, "handoff.promise", false);
      if (promise && PassesGate(step, *promise, turn)) SendOne(step, std::move(*promise), turn);
    }
  }
  if (!turn.replies.empty()) step.next.last_reply_at = step.now;
}

}  // namespace xiaoer
