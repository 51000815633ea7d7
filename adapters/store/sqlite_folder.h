// A data folder: its lock, its SQLite file, one writer that many threads share, and readers.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/store/folder_lock.h"
#include "adapters/store/group_commit.h"
#include "adapters/store/sqlite_connection.h"

namespace xiaoer {

class SqliteFolder {
 public:
  // Creates the folder and its tables, brings those of an older release up to date. Unavailable if another
  // process has the folder, or a newer release wrote it.
  static Result<std::unique_ptr<SqliteFolder>> Open(const std::string& folder);

  // See GroupCommit::OnBatch.
  void OnBatch(std::function<void(std::size_t)> notice) { writer_.OnBatch(std::move(notice)); }

  // See GroupCommit::Run.
  Status Write(const GroupCommit::Work& work) { return writer_.Run(work); }

  // Runs `work` on a connection that sees everything committed so far and nothing of what is being written.
  Status Read(const std::function<Status(SqliteConnection&)>& work);

  // Moves what the log holds into the file, beside the writers. Call it now and then from a thread of its own.
  Status Checkpoint();

  // As Checkpoint, and leaves nothing in the log. False if somebody was reading: try again later.
  Result<bool> ClearLog();

  // A copy of the database as it is now, taken while others write. See BackupDatabase.
  Status Backup(const std::string& path);

  const std::string& path() const { return path_; }

 private:
  SqliteFolder(FolderLock lock, std::string path, SqliteConnection writer)
      : lock_(std::move(lock)), path_(std::move(path)), writer_(std::move(writer)) {}

  std::unique_ptr<SqliteConnection> TakeReader(Status& error);
  void GiveBack(std::unique_ptr<SqliteConnection> reader);

  FolderLock lock_;
  const std::string path_;  // of the database file
  GroupCommit writer_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace xiaoer
