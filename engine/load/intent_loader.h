// intents/*.yaml → TemplateSet; the format is described in intents/README.md.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/template_set.h"

namespace xiaoer {

// Reads all *.yaml directly in `folder`, by name: the order of files is part of the published order
// between candidates. All mistakes go to `diagnostics`.
TemplateSet LoadIntents(const std::string& folder, Diagnostics& diagnostics);
// These files, in this order.
TemplateSet LoadIntentFiles(const std::vector<std::string>& files, Diagnostics& diagnostics);

}  // namespace xiaoer
