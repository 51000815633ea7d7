// dialogs/signals/*.yaml: what a line tells beside what it asks for, in the format of intents.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/template_set.h"

namespace xiaoer {

struct LoadedSignals {
  TemplateSet set;
  std::vector<std::string> files;  // that were read, for the pack's hash
};

// The files of all `folders`' signals/; one of a later folder replaces the one of the same name.
// `when:` may say `answered` and `agent` here. No folder, no signals: that is no mistake.
LoadedSignals LoadSignals(const std::vector<std::string>& folders, Diagnostics& diagnostics);

}  // namespace xiaoer
