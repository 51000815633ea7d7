// All dialog files of a pack: the common folder first, then the shop's own folder over it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/dialog/flow.h"
#include "engine/dialog/reply.h"
#include "engine/policy/shop.h"

namespace xiaoer {

struct LoadedDialogs {
  FlowSet flows;
  ReplySet replies;
  std::vector<std::string> files;  // that were read, for the pack's hash
};

// `folders`: each may have flows/, replies/, answers/ and answers.yaml; later ones win over earlier
// ones. `intents`: names that flows and answers may use.
LoadedDialogs LoadDialogs(const std::vector<std::string>& folders,
                          const std::set<std::string, std::less<>>& intents,
                          const WordPolicy& words, Diagnostics& diagnostics);

}  // namespace xiaoer
