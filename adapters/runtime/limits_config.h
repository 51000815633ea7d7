// The `limits` of the configuration: how much the server takes, in all and from one peer.
#pragma once

#include "adapters/http/front.h"
#include "adapters/runtime/rate_limiter.h"
#include "engine/base/diagnostics.h"
#include "engine/load/yaml.h"

namespace xiaoer {

// Keys that are left out keep what `http` and `buyer` hold. A rate of its own for sources holds for this machine's
// requests, too.
void ReadLimits(const yaml::Node& node, HttpFront::Options& http, Rate& buyer,
                Diagnostics& diagnostics);

}  // namespace xiaoer
