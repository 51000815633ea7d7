#include "tools/xiaoer/lint_losses.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/engine.h"

namespace xiaoer {
namespace {

bool SameHandoff(const std::optional<HandoffRule>& a, const std::optional<HandoffRule>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->urgency == b->urgency && a->reason == b->reason;
}

bool SaysAsMuch(const Matcher& matcher, const Candidate& winner, const Candidate& loser) {
  for (const Slot& slot : loser.slots) {
    const auto same = [&](const Slot& s) { return s.name == slot.name; };
    if (std::none_of(winner.slots.begin(), winner.slots.end(), same)) return false;
  }
  return SameHandoff(matcher.templates()[winner.template_id].handoff,
                     matcher.templates()[loser.template_id].handoff);
}

// "not: 钓竿" with the place where it stands.
std::string NegativeOf(const Pack& pack, std::uint32_t intent, const std::string& detail) {
  for (const TemplateSource& source : pack.intents.intents[intent].hard_negatives) {
    if ("not: " + source.text == detail) return detail + ", " + source.where.ToString();
  }
  return detail;
}

std::string Words(const Pack& pack, const Loss& loss) {
  const std::string line = "「" + loss.line + "」 ";
  switch (loss.kind) {
    case Loss::Kind::kOtherIntent:
      return line + "goes to " + NameOf(pack, *loss.winner);
    case Loss::Kind::kSame:
      return line + "is understood by " + loss.winner->where.ToString();
    case Loss::Kind::kSaysLess:
      return line + "goes to " + loss.winner->where.ToString() +
             ", the same intent without a slot or the handoff that this one gives";
    case Loss::Kind::kHardNegative:
      return line + "is taken out by a hard negative (" + loss.negative + ")";
    case Loss::Kind::kUndecided:
      return line + "is too close to call between two others";
  }
  return line;
}

std::string Hint(Loss::Kind kind) {
  switch (kind) {
    case Loss::Kind::kOtherIntent:
    case Loss::Kind::kSaysLess:
      return "make it longer, or narrow the other";
    case Loss::Kind::kSame:
      return "remove it, or say what else it is for";
    case Loss::Kind::kHardNegative:
      return "narrow the not:, or remove the template";
    case Loss::Kind::kUndecided:
      return "tell the two others apart first";
  }
  return {};
}

}  // namespace

std::optional<Loss> FindLoss(const Pack& pack, std::uint32_t template_id, const std::string& line,
                             const MatchContext& context) {
  MatchOptions explain;
  explain.explain = true;
  const MatchResult result = Understand(pack, line, context, explain).match;
  for (const Loser& loser : result.losers) {
    if (loser.candidate.template_id != template_id || loser.reason == Loser::Reason::kNearMiss) {
      continue;
    }
    Loss loss;
    loss.line = line;
    if (loser.reason == Loser::Reason::kHardNegative) {
      loss.kind = Loss::Kind::kHardNegative;
      loss.negative = NegativeOf(pack, loser.candidate.intent, loser.detail);
    } else if (loser.winner < 0) {
      loss.kind = Loss::Kind::kUndecided;
    } else {
      const Candidate& winner = result.winners[static_cast<std::size_t>(loser.winner)];
      loss.winner = &pack.matcher->templates()[winner.template_id];
      loss.kind = winner.intent != loser.candidate.intent              ? Loss::Kind::kOtherIntent
                  : SaysAsMuch(*pack.matcher, winner, loser.candidate) ? Loss::Kind::kSame
                                                                       : Loss::Kind::kSaysLess;
    }
    return loss;
  }
  return std::nullopt;
}

std::string NameOf(const Pack& pack, const Matcher::TemplateInfo& info) {
  return pack.matcher->intents()[info.intent].name + " (" + info.where.ToString() + ")";
}

void TellNeverWins(const Pack& pack, std::uint32_t template_id, const std::vector<Loss>& losses,
                   Diagnostics& diagnostics) {
  std::map<Loss::Kind, std::pair<std::size_t, const Loss*>> kinds;  // how many, and the shortest
  for (const Loss& loss : losses) {
    auto& [count, shortest] = kinds[loss.kind];
    if (count++ == 0 || loss.line.size() < shortest->line.size()) shortest = &loss;
  }
  const auto& where = pack.matcher->templates()[template_id].where;
  const std::string lines =
      std::to_string(losses.size()) + (losses.size() == 1 ? " line" : " lines");
  const auto& [kind, first] = *kinds.begin();
  if (kinds.size() == 1) {
    const std::string tried =
        "every line that it matches (" + std::to_string(losses.size()) + " tried)";
    diagnostics.Warning(
        where,
        (kind == Loss::Kind::kSame
             ? "this template adds nothing: " + tried + " is understood without it: "
             : "this template can never win: on " + tried + " it is not chosen: ") +
            Words(pack, *first.second),
        Hint(kind));
    return;
  }
  std::string message = "this template can never win: of " + lines + " that it matches";
  for (const auto& [each, found] : kinds) {
    message += (each == kind ? ", " : "; ") + std::to_string(found.first) + " as " +
               Words(pack, *found.second);
  }
  diagnostics.Warning(where, std::move(message), Hint(kind));
}

}  // namespace xiaoer
