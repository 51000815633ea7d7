// Retention, a small batch at a time. Private to store/.
#pragma once

#include "adapters/archive.h"
#include "adapters/store/sqlite_folder.h"

namespace xiaoer {

// See Archive::Prune.
Result<Archive::Pruned> PruneBatch(SqliteFolder& folder, Archive::Prunable what, Instant before,
                                   Instant now, std::int64_t cursor, std::size_t limit);

}  // namespace xiaoer
