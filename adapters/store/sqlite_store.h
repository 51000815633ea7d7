// The store on SQLite: one file in the data folder, one connection, one lock.
#pragma once

#include <memory>
#include <string>

#include "adapters/store.h"

namespace xiaoer {

// Opens `folder`/xiaoer.db, creating both. Safe to use from any number of threads. Unavailable if
// the folder cannot be written or another process uses it: two servers on one folder would answer
// twice.
Result<std::unique_ptr<Store>> OpenSqliteStore(const std::string& folder);

}  // namespace xiaoer
