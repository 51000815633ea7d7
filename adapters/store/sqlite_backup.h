// A copy of a database that others go on writing.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/store/sqlite_database.h"

namespace xiaoer {

struct BackupFile {
  std::string path;
  std::int64_t bytes = 0;
};

// Copies what is committed now to `path`, which only this user can read. The copy is checked (PRAGMA
// integrity_check) and on the disk before it gets its name: a file under `path` is a whole one. Conflict if the
// name is taken, Unavailable if it cannot be written, Internal if the copy is damaged.
Result<BackupFile> BackupDatabase(SqliteDatabase& database, const std::string& path);

// The same of a data folder, also while a server uses it. NotFound if it holds no database.
Result<BackupFile> BackupFolder(const std::string& folder, const std::string& path);

// Ok if every page and index of the file is in order.
Status CheckIntegrity(const std::string& path);

}  // namespace xiaoer
