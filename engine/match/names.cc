#include "engine/match/match.h"
#include "engine/match/template_set.h"

namespace xiaoer {

std::string_view ToString(Tier tier) {
  switch (tier) {
    case Tier::kSafety:
      return "safety";
    case Tier::kCommand:
      return "command";
    case Tier::kNormal:
      return "normal";
    case Tier::kSmallTalk:
      return "small_talk";
  }
  return "unknown";
}

std::string_view ToString(Loser::Reason reason) {
  switch (reason) {
    case Loser::Reason::kTier:
      return "lower tier";
    case Loser::Reason::kExpected:
      return "the state expects the other";
    case Loser::Reason::kLiterals:
      return "fewer literal characters";
    case Loser::Reason::kWildcards:
      return "skips more characters";
    case Loser::Reason::kFileOrder:
      return "later in the files";
    case Loser::Reason::kHardNegative:
      return "a hard negative matched over it";
    case Loser::Reason::kNearMiss:
      return "near miss";
    case Loser::Reason::kState:
      return "not in this state";
  }
  return "unknown";
}

std::string_view ToString(Urgency urgency) {
  switch (urgency) {
    case Urgency::kNormal:
      return "normal";
    case Urgency::kHigh:
      return "high";
    case Urgency::kUrgent:
      return "urgent";
  }
  return "unknown";
}

}  // namespace xiaoer
