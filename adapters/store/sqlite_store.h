// Store and outbox in one SQLite file, FOLDER/xiaoer.db.
#pragma once

#include <memory>
#include <string>

#include "adapters/outbox.h"
#include "adapters/store.h"
#include "adapters/store/sqlite_folder.h"

namespace xiaoer {

// Both share the folder, which outlives them.
std::unique_ptr<Store> MakeSqliteStore(SqliteFolder& folder);
std::unique_ptr<Outbox> MakeSqliteOutbox(SqliteFolder& folder);

}  // namespace xiaoer
