// What two versions of a pack make of the same line.
#pragma once

#include <string>
#include <vector>

#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

// A turn in the words in which two are compared; one string per part.
struct TurnParts {
  std::vector<std::string> intents;  // names, in order
  std::vector<std::string> slots;    // "offer=8000"
  std::vector<std::string> acts;     // "say bargain.value", "hand over: …"
  std::vector<std::string> replies;  // the texts
};
TurnParts PartsOf(const Turn& turn);

struct PartDifference {
  std::string what;  // "intents", "slots", "acts" or "replies"
  std::vector<std::string> before;
  std::vector<std::string> after;
};

// Empty if nothing differs.
std::vector<PartDifference> Differences(const TurnParts& before, const TurnParts& after);

}  // namespace xiaoer
