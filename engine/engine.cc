#include "engine/engine.h"

#include <utility>

#include "engine/policy/escalation.h"

namespace xiaoer {

Understanding Understand(const Pack& pack, std::string_view text, const MatchContext& context,
                         const MatchOptions& options) {
  Understanding out;
  out.line = pack.normalizer->Normalize(text);
  out.match = pack.matcher->Match(out.line, pack.entity_reader->Read(out.line), context, options);
  out.handoff = HandoffOf(pack, out.line, out.match);
  return out;
}

std::optional<HandoffRule> HandoffOf(const Pack& pack, const Normalized& line,
                                     const MatchResult& match) {
  std::optional<HandoffRule> handoff;
  const std::vector<Call> calls = JudgeWords(pack, line, match, false);
  if (const Call* call = MostUrgent(calls)) handoff = call->rule;
  if (!handoff && match.winners.empty() && !match.ambiguous.empty()) {
    const auto& [a, b] = match.ambiguous.front();
    const auto& intents = pack.matcher->intents();
    handoff = HandoffRule{Urgency::kNormal,
                          "分不清: " + intents[a.intent].name + " / " + intents[b.intent].name};
  }
  return handoff;
}

}  // namespace xiaoer
