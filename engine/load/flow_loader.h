// dialogs/flows/*.yaml and dialogs/answers.yaml (or answers/*.yaml) → FlowSet.
#pragma once

#include <set>
#include <string>

#include "engine/base/diagnostics.h"
#include "engine/dialog/flow.h"
#include "engine/dialog/reply.h"
#include "engine/load/yaml.h"

namespace xiaoer {

// Names that the dialog files may refer to, for checking while they are read.
struct KnownNames {
  std::set<std::string, std::less<>> intents;
  const ReplySet* replies = nullptr;
  std::string root;  // the folder being read, as messages show it: "dialogs/"
};

// Each adds to `flows`. A flow or answer that is there already is replaced if it came from outside
// `names.root` (the shop's own file wins over the common one), and an error if it came from inside.
void ReadFlow(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
              Diagnostics& diagnostics);
void ReadAnswers(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
                 Diagnostics& diagnostics);

// After all files: two flows started by one intent, states that cannot be reached or left, flows
// that cannot end, intents that are both answered and start a flow.
void CheckFlows(FlowSet& flows, Diagnostics& diagnostics);

}  // namespace xiaoer
