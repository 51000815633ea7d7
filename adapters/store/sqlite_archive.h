// The archive in the SQLite file of a data folder, and what of it works without a server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/archive.h"
#include "adapters/store/sqlite_folder.h"

namespace xiaoer {

// The folder outlives it.
std::unique_ptr<Archive> MakeSqliteArchive(SqliteFolder& folder);

// Archive::Export of a data folder that is only read, also while a server uses it. NotFound if it holds no
// database, Unavailable if an older release wrote it and it was not opened since.
Result<std::vector<ArchivedTable>> ExportFromFolder(const std::string& folder,
                                                    const BuyerAddress& who);

}  // namespace xiaoer
