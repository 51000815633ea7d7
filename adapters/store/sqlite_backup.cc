#include "adapters/store/sqlite_backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace xiaoer {
namespace {

namespace fs = std::filesystem;

Status SystemError(const std::string& what) {
  return Unavailable(what + ": " + std::strerror(errno));
}

// A file or a folder; what is in it survives a power cut then.
Status Flush(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return SystemError("cannot open " + path);
  const int flushed = ::fsync(fd);
  ::close(fd);
  return flushed == 0 ? Status() : SystemError("cannot flush " + path);
}

// SQLite takes an empty file for none: it is made here, so that nobody else can read it for a moment.
Status MakeEmpty(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return SystemError("cannot write " + path);
  ::close(fd);
  return {};
}

Status Copy(SqliteDatabase& database, const std::string& path) {
  auto copy = database.Prepare("VACUUM INTO ?1");
  if (!copy.ok()) return copy.error();
  if (Status s = copy->Bind(1, path).Run(); !s.ok()) return s;
  if (Status s = CheckIntegrity(path); !s.ok()) return s;
  return Flush(path);
}

}  // namespace

Result<BackupFile> BackupDatabase(SqliteDatabase& database, const std::string& path) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) {
    return Conflict(path + " exists; choose another name");
  }
  const std::string part = path + ".part-" + std::to_string(::getpid());
  if (Status s = MakeEmpty(part); !s.ok()) return s;
  Status s = Copy(database, part);
  // A hard link refuses a name that was taken meanwhile, where a rename would overwrite it.
  if (s.ok() && ::link(part.c_str(), path.c_str()) != 0) {
    s = errno == EEXIST ? Conflict(path + " exists; choose another name")
                        : SystemError("cannot write " + path);
  }
  ::unlink(part.c_str());
  if (!s.ok()) return s;
  const std::string parent = fs::path(path).parent_path().string();
  if (Status f = Flush(parent.empty() ? "." : parent); !f.ok()) return f;
  BackupFile file{path, static_cast<std::int64_t>(fs::file_size(path, error))};
  if (error) return Unavailable("cannot read " + path + ": " + error.message());
  return file;
}

Result<BackupFile> BackupFolder(const std::string& folder, const std::string& path) {
  const std::string source = folder + "/xiaoer.db";
  std::error_code error;
  if (!fs::exists(source, error)) {
    return NotFound(folder + " holds no xiaoer.db: it is no data folder of `xiaoer serve`");
  }
  auto database = SqliteDatabase::OpenForReading(source);
  if (!database.ok()) return database.error();
  return BackupDatabase(*database, path);
}

Status CheckIntegrity(const std::string& path) {
  auto database = SqliteDatabase::OpenForReading(path);
  if (!database.ok()) return database.error();
  auto check = database->Prepare("PRAGMA integrity_check(1)");
  if (!check.ok()) return check.error().WithContext(path);
  const auto row = check->Step();
  if (!row.ok()) return row.error().WithContext(path);
  if (*row && check->Text(0) == "ok") return {};
  return Internal(path + " is damaged: " + (*row ? check->Text(0) : "it cannot be checked"));
}

}  // namespace xiaoer
