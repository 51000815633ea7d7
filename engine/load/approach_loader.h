// dialogs/approaches.yaml → FlowSet::approaches: the ways that suggest mode offers beside the first.
#pragma once

#include "engine/base/diagnostics.h"
#include "engine/dialog/flow.h"
#include "engine/load/flow_loader.h"
#include "engine/load/yaml.h"

namespace xiaoer {

// Adds to `flows`. A list that is there already is replaced: the shop's own file is read last.
void ReadApproaches(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
                    Diagnostics& diagnostics);

// After all files: flows that a list names must be there.
void CheckApproaches(const FlowSet& flows, Diagnostics& diagnostics);

}  // namespace xiaoer
