#include "adapters/runtime/turn_watch.h"

#include "engine/policy/handoff_reasons.h"

namespace xiaoer {

TurnNote::TurnNote(const Turn& turn, const Inbound& inbound, Mode mode, std::size_t pieces)
    : mode_(mode),
      from_buyer_(inbound.sender == Sender::kBuyer),
      pieces_(pieces),
      owner_(turn.next.owner),
      state_(turn.receipt.state_after),
      text_(inbound.text),
      rules_(turn.receipt.rules) {
  for (const IntentReport& intent : turn.receipt.intents) intents_.push_back(intent.name);
  for (const Outbound& reply : turn.replies) replies_.push_back(reply.reply_id);
  for (const Act& act : turn.receipt.acts) {
    if (const auto* silent = std::get_if<Silent>(&act)) silent_ = silent->reason;
    if (const auto* call = std::get_if<HandOver>(&act)) {
      handoff_ = HandoffKind(call->reason);
      advice_ = call->advice;
    }
  }
}

void TurnNote::Tell(Watch& watch, const ConversationKey& key, std::string_view receipt,
                    std::string_view request, std::int64_t micros) const {
  Metrics& metrics = watch.metrics();
  metrics.turns[static_cast<std::size_t>(mode_)].Add();
  if (from_buyer_) (intents_.empty() ? metrics.not_understood : metrics.understood).Add();
  if (!handoff_.empty()) {
    metrics.handoffs.Add(handoff_,
                         static_cast<std::size_t>(advice_ ? Called::kAdvised : Called::kGiven));
  }

  Log& log = watch.log();
  if (!log.enabled(LogLevel::kInfo)) return;
  LogLine line = watch.Begin(LogLevel::kInfo, "turn", key);
  if (!request.empty()) line.Word("request", watch.RequestWord(request));
  line.Word("receipt", receipt)
      .Word("from", from_buyer_ ? "buyer" : "agent")
      .Number("pieces", static_cast<std::int64_t>(pieces_))
      .Words("intents", intents_)
      .Words("rules", rules_)
      .Words("replies", replies_)
      .Word("state", state_)
      .Word("mode", ToString(mode_))
      .Word("owner", ToString(owner_));
  if (!silent_.empty()) line.Word("silent", silent_);
  if (!handoff_.empty()) line.Word("handoff", handoff_).Flag("advice", advice_);
  if (log.enabled(LogLevel::kDebug)) line.Said("text", text_);
  line.Number("micros", micros);
  log.Write(LogLevel::kInfo, std::move(line));
}

}  // namespace xiaoer
