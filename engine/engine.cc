#include "engine/engine.h"

#include <utility>

namespace xiaoer {

Understanding Understand(const Pack& pack, std::string_view text, const MatchContext& context,
                         const MatchOptions& options) {
  Understanding out;
  out.line = pack.normalizer->Normalize(text);
  out.match = pack.matcher->Match(out.line, pack.entity_reader->Read(out.line), context, options);
  out.handoff = HandoffOf(pack, out.match);
  return out;
}

std::optional<HandoffRule> HandoffOf(const Pack& pack, const MatchResult& match) {
  std::optional<HandoffRule> handoff;
  for (const Candidate& winner : match.winners) {
    const auto& rule = pack.matcher->templates()[winner.template_id].handoff;
    if (rule && (!handoff || handoff->urgency < rule->urgency)) handoff = rule;
  }
  if (!handoff && match.winners.empty() && !match.ambiguous.empty()) {
    const auto& [a, b] = match.ambiguous.front();
    const auto& intents = pack.matcher->intents();
    handoff = HandoffRule{Urgency::kNormal,
                          "分不清: " + intents[a.intent].name + " / " + intents[b.intent].name};
  }
  return handoff;
}

}  // namespace xiaoer
