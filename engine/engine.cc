#include "engine/engine.h"

#include <utility>

namespace xiaoer {

Understanding Understand(const Pack& pack, std::string_view text, const MatchContext& context,
                         const MatchOptions& options) {
  Understanding out;
  out.line = pack.normalizer->Normalize(text);
  out.match = pack.matcher->Match(out.line, pack.entity_reader->Read(out.line), context, options);
  for (const Candidate& winner : out.match.winners) {
    const auto& rule = pack.matcher->intents()[winner.intent].handoff;
    if (rule && (!out.handoff || out.handoff->urgency < rule->urgency)) out.handoff = rule;
  }
  return out;
}

}  // namespace xiaoer
