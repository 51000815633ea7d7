#include "adapters/store/sqlite_folder.h"

#include <utility>

#include "adapters/store/sqlite_backup.h"
#include "adapters/store/sqlite_schema.h"

namespace xiaoer {

Result<std::unique_ptr<SqliteFolder>> SqliteFolder::Open(const std::string& folder) {
  auto lock = FolderLock::Take(folder);
  if (!lock.ok()) return lock.error();
  const std::string path = folder + "/xiaoer.db";
  auto database = SqliteDatabase::Open(path);
  if (!database.ok()) return database.error();
  if (Status s = PrepareTables(*database); !s.ok()) return s.WithContext(path);
  // A checkpoint inside a commit would make one buyer wait for all of them: Checkpoint does it.
  if (Status s = database->Execute("PRAGMA wal_autocheckpoint=0"); !s.ok())
    return s.WithContext(path);
  // What is deleted is overwritten: a buyer's words must not stay behind in the file.
  if (Status s = database->Execute("PRAGMA secure_delete=ON"); !s.ok()) return s.WithContext(path);
  return std::unique_ptr<SqliteFolder>(new SqliteFolder(
      std::move(lock).value(), path, SqliteConnection(std::move(database).value())));
}

Status SqliteFolder::Read(const std::function<Status(SqliteConnection&)>& work) {
  Status error;
  std::unique_ptr<SqliteConnection> reader = TakeReader(error);
  if (reader == nullptr) return error;
  Status result = work(*reader);
  // A statement that was left in the middle of its rows would hold on to an old state of the file.
  reader->ResetAll();
  GiveBack(std::move(reader));
  return result;
}

std::unique_ptr<SqliteConnection> SqliteFolder::TakeReader(Status& error) {
  {
    const std::lock_guard guard(mutex_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  auto database = SqliteDatabase::OpenForReading(path_);
  if (!database.ok()) {
    error = database.error();
    return nullptr;
  }
  return std::make_unique<SqliteConnection>(std::move(database).value());
}

void SqliteFolder::GiveBack(std::unique_ptr<SqliteConnection> reader) {
  const std::lock_guard guard(mutex_);
  idle_.push_back(std::move(reader));
}

Status SqliteFolder::Checkpoint() {
  auto database = SqliteDatabase::Open(path_);
  if (!database.ok()) return database.error();
  return database->Execute("PRAGMA wal_checkpoint(PASSIVE)");
}

Result<bool> SqliteFolder::ClearLog() {
  auto database = SqliteDatabase::Open(path_);
  if (!database.ok()) return database.error();
  // Writers wait as long as this does, and a backup may be reading for minutes.
  if (Status s = database->Execute("PRAGMA busy_timeout=100"); !s.ok()) return s;
  auto truncate = database->Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!truncate.ok()) return truncate.error();
  const auto row = truncate->Step();
  if (!row.ok()) return row.error();
  return *row && truncate->Number(0) == 0;
}

Status SqliteFolder::Backup(const std::string& path) {
  return Read([&](SqliteConnection& reader) -> Status {
    const auto copy = BackupDatabase(reader.database(), path);
    return copy.ok() ? Status() : copy.error();
  });
}

}  // namespace xiaoer
