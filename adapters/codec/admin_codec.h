// What the administrator's calls answer, as the JSON shapes that the README documents.
#pragma once

#include "adapters/codec/json.h"
#include "engine/base/diagnostics.h"

namespace xiaoer {

// [{"severity","file","line","column","message","hint"}]
OrderedJson DiagnosticsJson(const Diagnostics& diagnostics);

}  // namespace xiaoer
