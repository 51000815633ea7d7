// `retention:` of the configuration.
#pragma once

#include "adapters/runtime/retention.h"
#include "engine/load/yaml.h"

namespace xiaoer {

// {transcripts: 180d, receipts: 90d, events: 7d, delivered: 7d, backups: 30d}; `off` keeps for ever, what is not
// named keeps its default. Mistakes are told with their places.
RetentionPeriods ReadRetention(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace xiaoer
