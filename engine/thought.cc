#include "engine/thought.h"

#include <algorithm>
#include <set>

namespace xiaoer {
namespace {

std::set<std::uint32_t> IntentsOf(const std::vector<Candidate>& winners) {
  std::set<std::uint32_t> intents;
  for (const Candidate& winner : winners) intents.insert(winner.intent);
  return intents;
}

bool SmallTalkOnly(const Pack& pack, const std::vector<Candidate>& winners) {
  return std::all_of(winners.begin(), winners.end(), [&](const Candidate& c) {
    return pack.matcher->intents()[c.intent].tier == Tier::kSmallTalk;
  });
}

// In bytes of the joined text, up to where the earlier piece goes.
bool Touches(const Normalized& line, const Candidate& winner, std::size_t edge) {
  return line.ToBytes(winner.units).end > edge;
}
bool Crosses(const Normalized& line, const Candidate& winner, std::size_t edge) {
  return line.ToBytes(winner.units).begin < edge && Touches(line, winner, edge);
}

// Whether `later` completes `earlier`: see JoinPieces.
bool BelongTogether(const Pack& pack, const std::string& earlier, const std::string& later,
                    const MatchContext& context) {
  const Understanding together = Understand(pack, earlier + " " + later, context);
  const auto& winners = together.match.winners;
  const auto crosses = [&](const Candidate& c) {
    return Crosses(together.line, c, earlier.size());
  };
  if (std::none_of(winners.begin(), winners.end(), crosses)) return false;
  const auto all = IntentsOf(winners);
  const auto first_alone = Understand(pack, earlier, context).match.winners;
  const auto first = IntentsOf(first_alone);
  if (!std::includes(all.begin(), all.end(), first.begin(), first.end())) return false;
  const auto second = Understand(pack, later, context).match.winners;
  if (second.empty()) return true;
  // Both say something of their own (最多1300 / 一件260行吗): two thoughts.
  if (!SmallTalkOnly(pack, first_alone) && !SmallTalkOnly(pack, second)) return false;
  // The same and more of it (三件 / 能便宜吗), or a nod that turns out to be part of a question.
  std::vector<Candidate> touching;
  std::copy_if(winners.begin(), winners.end(), std::back_inserter(touching),
               [&](const Candidate& c) { return Touches(together.line, c, earlier.size()); });
  return IntentsOf(touching) == IntentsOf(second) || SmallTalkOnly(pack, second);
}

}  // namespace

std::string JoinPieces(const Pack& pack, std::span<const std::string> pieces,
                       const MatchContext& context) {
  std::string joined;
  std::string clause;  // what stands since the last line break
  for (const std::string& piece : pieces) {
    if (joined.empty()) {
      joined = clause = piece;
      continue;
    }
    const bool together = BelongTogether(pack, clause, piece, context);
    joined += (together ? ' ' : '\n') + piece;
    clause = together ? clause + ' ' + piece : piece;
  }
  return joined;
}

Understanding UnderstandPieces(const Pack& pack, std::span<const std::string> pieces,
                               const MatchContext& context, const MatchOptions& options) {
  return Understand(pack, JoinPieces(pack, pieces, context), context, options);
}

LatePiece UnderstandLast(const Pack& pack, std::span<const std::string> pieces,
                         const MatchContext& context, const MatchOptions& options) {
  const std::string joined = JoinPieces(pack, pieces, context);
  const std::size_t clause = joined.rfind('\n') + 1;  // npos + 1 is 0
  const std::string& last = pieces.back();
  // A message may hold line breaks of its own: then it is no fragment.
  if (joined.size() - clause <= last.size()) return {Understand(pack, last, context, options), 0};
  const std::size_t edge = joined.size() - clause - last.size() - 1;
  LatePiece late{Understand(pack, joined.substr(clause), context, options), edge + 1};
  const Normalized& line = late.understood.line;
  std::erase_if(late.understood.match.winners,
                [&](const Candidate& c) { return !Touches(line, c, edge); });
  late.understood.handoff = HandoffOf(pack, line, late.understood.match);
  return late;
}

}  // namespace xiaoer
